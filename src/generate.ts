import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { sha256 } from './digest/sha256.ts'
import { createEngine } from './engine/create-engine.ts'
import { inspectImage } from './image/inspect.ts'
import { modelsOf } from './known-models.ts'
import { openCaller } from './open-caller.ts'
import { isFree, priceOfCall } from './plan/price.ts'
import { defaultSetting } from './plan/plan-bench.ts'
import type { Project } from './project.ts'
import { costOfCall } from './run/attempt-document.ts'
import { factsOf } from './run/call-facts.ts'
import { whyUnreachable } from './run/why-unreachable.ts'
import type { Warning } from './schema/attempt.ts'
import type { CallResult } from './schema/caller.ts'
import type { EncodedImage, EngineRequest } from './schema/engine.ts'
import type { Model } from './schema/model.ts'
import { UserError } from './schema/user-error.ts'
import { assertKeys, pickModels } from './task/load-models.ts'

export interface GenerateRequest {
  model: string
  prompt: string
  images: string[]
  mask?: string
  seed?: number
  width?: number
  height?: number
  out: string
  modelsFile?: string
  timeoutMs: number
}

/** What `generate --json` prints; documented in the README. */
export interface GenerateAnswer {
  outcome: 'image' | 'refused' | 'failed' | 'timeout' | 'cancelled'
  phases: {
    submitMs: number
    queueMs?: number
    inferenceMs?: number
    downloadMs?: number
    totalMs: number
  }
  uncertaintyMs: number
  warnings: Warning[]
  /** Why the duration is no sample of the model's work. */
  untimed?: string
  costUsd?: number
  seed?: number
  image?: { file: string; sha256: string; width: number; height: number; mediaType: string }
  error?: {
    kind: string
    status?: number
    message: string
    retryable: boolean
    /** How long the provider asks to be left alone. */
    retryAfterMs?: number
  }
}

async function readInput(file: string, cwd: string): Promise<EncodedImage> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(resolve(cwd, file))
  } catch {
    throw new UserError('the picture cannot be read', 'Give the path of an existing file.', {
      file,
    })
  }
  try {
    return { bytes, mediaType: inspectImage(bytes).mediaType }
  } catch (cause) {
    throw new UserError(
      'the file is no picture of a known format',
      'Give a PNG, JPEG or WebP file.',
      { file },
      { cause },
    )
  }
}

async function requestOf(asked: GenerateRequest, cwd: string): Promise<EngineRequest> {
  const images = await Promise.all(asked.images.map((file) => readInput(file, cwd)))
  return {
    prompt: asked.prompt,
    images: images.map((image, index) => ({
      ...image,
      role: index === 0 ? 'source' : 'reference',
    })),
    ...(asked.mask === undefined ? {} : { mask: await readInput(asked.mask, cwd) }),
    ...(asked.seed === undefined ? {} : { seed: asked.seed }),
    ...(asked.width === undefined ? {} : { width: asked.width }),
    ...(asked.height === undefined ? {} : { height: asked.height }),
  }
}

function errorOf(
  { outcome }: CallResult,
  model: Model,
  { timeoutMs }: GenerateRequest,
): GenerateAnswer['error'] {
  switch (outcome.outcome) {
    case 'failed': {
      const { kind, status, retryable, retryAfterMs } = outcome.error
      return {
        kind,
        ...(status === undefined ? {} : { status }),
        message: whyUnreachable(model, outcome.error),
        retryable,
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      }
    }
    case 'refused':
      return { kind: 'refused', message: outcome.refusal, retryable: false }
    case 'unsupported':
      return { kind: 'unsupported', message: outcome.reason, retryable: false }
    case 'timeout':
      return {
        kind: 'timeout',
        message: `no picture within ${timeoutMs / 1000} s`,
        retryable: true,
      }
    case 'cancelled':
      return { kind: 'cancelled', message: 'the call was given up', retryable: true }
    case 'answer':
      return { kind: 'bad-response', message: 'the engine answered in words', retryable: false }
    case 'image':
      return undefined
    default:
      return outcome satisfies never
  }
}

const pixelsOf = ({ bytes }: EncodedImage): number => {
  const { width, height } = inspectImage(bytes)
  return width * height
}

function answerOf(
  result: CallResult,
  model: Model,
  { images }: EngineRequest,
  asked: GenerateRequest,
): GenerateAnswer {
  const { outcome, totalMs, uncertainty } = result
  // An engine that tells no submit is one exchange from end to end.
  const { inferenceMs = 0 } = outcome.phases ?? {}
  const made = outcome.outcome === 'image' ? inspectImage(outcome.image.bytes) : undefined
  const facts = factsOf(outcome, made, images.map(pixelsOf))
  const listPriceUsd = priceOfCall(model, defaultSetting, facts)
  const cost = costOfCall(result, { isFree: isFree(model) }, listPriceUsd)
  const error = errorOf(result, model, asked)
  return {
    outcome:
      outcome.outcome === 'unsupported' || outcome.outcome === 'answer'
        ? 'failed'
        : outcome.outcome,
    phases: {
      submitMs: totalMs - (inferenceMs < totalMs ? inferenceMs : 0),
      ...outcome.phases,
      totalMs,
    },
    uncertaintyMs: Math.max(uncertainty.earlyMs, uncertainty.lateMs),
    warnings: outcome.warnings,
    ...(outcome.untimed === undefined ? {} : { untimed: outcome.untimed }),
    ...(cost.state === 'known' ? { costUsd: cost.usd } : {}),
    ...(outcome.seed === undefined ? {} : { seed: outcome.seed }),
    ...(error ? { error } : {}),
  }
}

/** One call of one model, made and timed as in a run, with its picture written to `out`. */
export async function generateOnce(
  project: Project,
  asked: GenerateRequest,
  signal: AbortSignal,
  /** What becomes of a server that the model starts. */
  onServer: (message: string) => void = () => undefined,
): Promise<GenerateAnswer> {
  const known = await modelsOf(project, asked.modelsFile, [asked.model])
  const [model] = pickModels([asked.model], known)
  if (!model) throw new UserError('no model was named', 'Name one with --model.')
  await createEngine(model)
  assertKeys([model], project.env)
  const request = await requestOf(asked, project.cwd)
  const caller = await openCaller({
    models: [model],
    clock: project.clock,
    env: process.env,
    tell: onServer,
    onDeath: onServer,
    onChange: () => undefined,
  })
  try {
    const job = { model: model.id, request, timeoutMs: asked.timeoutMs }
    const result = await caller.call(job, { signal })
    const answer = answerOf(result, model, request, asked)
    if (result.outcome.outcome !== 'image') return answer
    const { bytes } = result.outcome.image
    const file = resolve(project.cwd, asked.out)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, bytes)
    return { ...answer, image: { file, sha256: sha256(bytes), ...inspectImage(bytes) } }
  } finally {
    await caller.close()
  }
}
