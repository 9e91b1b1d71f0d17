import { mkdtemp, rm } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { inspectImage } from '#image/inspect.ts'
import type { EngineError } from '#schema/attempt.ts'
import type { Engine, EngineContext, EngineOutcome, EngineRequest } from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'
import { parseAt } from '#schema/parse.ts'
import { readAnswer, readPicture } from './command/read-answer.ts'
import { type ProgramEnd, runProgram } from './command/run-program.ts'
import { writeRequest } from './command/write-request.ts'
import { withoutSecrets } from './wire/secret-forms.ts'

const mebibyte = 1024 * 1024

const Params = z.strictObject({
  /** Program and arguments, as they are: no shell reads them unless one is named here. */
  command: z.tuple([z.string().min(1)], z.string()),
  /** Where the program starts. Default: where KontextBench was started. */
  cwd: z.string().min(1).optional(),
  /** Environment variables handed on besides the few every program needs. */
  passEnv: z.array(z.string().min(1)).default([]),
  maxOutputBytes: z
    .int()
    .positive()
    .default(96 * mebibyte),
  maxImageBytes: z
    .int()
    .positive()
    .default(64 * mebibyte),
})

interface Entry {
  params: z.infer<typeof Params>
  keyName: string | undefined
}

const plainEnv = ['PATH', 'HOME', 'USER', 'LANG', 'LC_ALL', 'TMPDIR', 'TEMP', 'TMP', 'SYSTEMROOT']

/** Other providers' keys are none of the program's business. */
function envFor({ params, keyName }: Entry, { apiKey }: EngineContext): Record<string, string> {
  const handed = [...plainEnv, ...params.passEnv].flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    ...Object.fromEntries(handed),
    ...(keyName === undefined || apiKey === undefined ? {} : { [keyName]: apiKey }),
  }
}

/** Takes keys, handed-on values and this machine's places out of what a program said. */
function scrub(text: string, entry: Entry, context: EngineContext, folder: string): string {
  const named = [context.apiKey, ...entry.params.passEnv.map((name) => process.env[name])]
  const secrets = named.filter((secret) => secret !== undefined)
  return withoutSecrets(text, secrets, '[hidden]')
    .replaceAll(folder, '[folder]')
    .replaceAll(homedir(), '~')
}

const failed = (kind: EngineError['kind'], message: string): EngineOutcome => ({
  outcome: 'failed',
  warnings: [],
  error: { kind, message, retryable: false },
})

/** What went wrong with the program itself; undefined when it ended well. */
function faultOf({ ending, code, stderrTail }: ProgramEnd): EngineOutcome | undefined {
  const said = stderrTail === '' ? '' : `: ${stderrTail}`
  switch (ending) {
    case 'cancelled':
      return { outcome: 'cancelled', warnings: [] }
    case 'too-much-output':
      return failed('bad-response', 'the program wrote more than maxOutputBytes')
    case 'not-started':
      return failed('crashed', `the program could not be started${said}`)
    case 'exit':
      return code === 0 ? undefined : failed('crashed', `the program ended with ${code}${said}`)
    default:
      return ending satisfies never
  }
}

async function ask(
  request: EngineRequest,
  context: EngineContext,
  entry: Entry,
  folder: string,
): Promise<EngineOutcome> {
  const { command, cwd, maxOutputBytes, maxImageBytes } = entry.params
  const input = await writeRequest(request, folder)
  if (context.signal.aborted) return { outcome: 'cancelled', warnings: [] }
  const startedAt = performance.now()
  const env = envFor(entry, context)
  const { signal } = context
  const end = await runProgram({
    argv: command,
    cwd,
    env,
    input,
    maxOutputBytes,
    signal,
  })
  const fault = faultOf(end)
  if (fault) return fault
  const answer = readAnswer(end.stdout)
  const head = {
    warnings: (answer.warnings ?? []).map((message) => ({ kind: 'other' as const, message })),
    ...(answer.seed === undefined ? {} : { seed: answer.seed }),
    ...(answer.costUsd === undefined ? {} : { costUsd: answer.costUsd }),
    ...(answer.inferenceMs === undefined ? {} : { phases: { inferenceMs: answer.inferenceMs } }),
  }
  if ('refused' in answer) return { ...head, outcome: 'refused', refusal: answer.refused }
  const bytes = await readPicture(answer, folder, maxImageBytes)
  const { mediaType } = inspectImage(bytes)
  const span = { startedAt, endedAt: performance.now() }
  return { ...head, outcome: 'image', image: { bytes, mediaType }, span }
}

/** Any program as an engine: a request on standard input, a picture's path or bytes on standard output. */
export function createEngine(model: Model): Engine {
  const params = parseAt(Params, model.engine.params ?? {}, {
    field: `models.${model.id}.engine.params`,
  })
  const entry: Entry = { params, keyName: model.engine.apiKeyEnv }
  return {
    kind: 'command',
    work: 'compute',
    capabilities: model.capabilities ?? { edit: true, generate: true, mask: true, seed: true },
    async generate(request, context) {
      if (context.signal.aborted) return { outcome: 'cancelled', warnings: [] }
      const folder = await mkdtemp(join(tmpdir(), 'kontextbench-command-'))
      const clean = (text: string): string => scrub(text, entry, context, folder)
      try {
        const outcome = await ask(request, context, entry, folder).catch((error: unknown) =>
          failed('bad-response', error instanceof Error ? error.message : String(error)),
        )
        if (outcome.outcome !== 'failed') return outcome
        return { ...outcome, error: { ...outcome.error, message: clean(outcome.error.message) } }
      } finally {
        await rm(folder, { recursive: true, force: true, maxRetries: 3 })
      }
    },
  }
}
