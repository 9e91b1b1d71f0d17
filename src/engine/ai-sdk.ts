import type { Engine, EngineContext, EngineOutcome, EngineRequest } from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'
import { parseAt } from '#schema/parse.ts'
import { callOptionsOf } from './ai-sdk/call-options.ts'
import { outcomeOfFault, outcomeWithoutPicture } from './ai-sdk/fault.ts'
import { createKeyGuard } from './ai-sdk/key-guard.ts'
import { loadModel, type ModelOfCall } from './ai-sdk/load-model.ts'
import { Params } from './ai-sdk/params.ts'
import { Result, saidBy, warningsOfSaid } from './ai-sdk/result.ts'
import { createTap, seenFromOutside, type Tap } from './ai-sdk/tap.ts'
import { keyWarnings } from './ai-sdk/tap-warnings.ts'
import { fetchOver } from './ai-sdk/timed-fetch.ts'
import { unready } from './ai-sdk/unready.ts'
import { unlessGivenUp } from './ai-sdk/unless-given-up.ts'
import { badResponse } from './wire/answer.ts'
import { exchanged } from './wire/call-ended.ts'
import { bytesOfBase64, extraWarnings, pictureOf, sizeWarnings } from './wire/picture.ts'

interface Entry {
  params: Params
  baseUrl: string | undefined
  modelOf: ModelOfCall
}

const bytesOf = (image: string | Uint8Array): Uint8Array =>
  // A model may keep what it gives, and ours is handed on.
  typeof image === 'string' ? bytesOfBase64(image) : image.slice()

function outcomeOfResult(
  said: unknown,
  request: EngineRequest,
  tap: Tap,
  ended: { startedAt: number; endedAt: number },
): EngineOutcome {
  const parsed = Result.safeParse(said)
  if (!parsed.success) return badResponse('the model answered with what is no result of doGenerate')
  const result = parsed.data
  const warnings = [...warningsOfSaid(result.warnings), ...extraWarnings(result.images.length - 1)]
  const { server, seed } = saidBy(result)
  const { span = ended, earlyMs, phases, exchanges, polls } = seenFromOutside(tap)
  const head = {
    warnings,
    server: { ...server, seenFromOutside: { exchanges, polls } },
    ...(seed === undefined ? {} : { seed }),
  }
  const [first] = result.images
  if (first === undefined) return { ...outcomeWithoutPicture(tap), ...head }
  const bytes = bytesOf(first)
  return {
    ...head,
    outcome: 'image',
    image: pictureOf(bytes),
    warnings: [...warnings, ...sizeWarnings(request, bytes)],
    span,
    phases,
    ...(earlyMs === undefined ? {} : { earlyMs }),
  }
}

async function outcomeOf(
  { params, baseUrl, modelOf }: Entry,
  request: EngineRequest,
  context: EngineContext,
): Promise<EngineOutcome> {
  const tap = createTap()
  // An empty key keeps the package from looking for one that the entry does not name.
  const apiKey = context.apiKey ?? ''
  const guard = createKeyGuard(apiKey, baseUrl, params.keyHosts)
  const { options, warnings } = await callOptionsOf(request, params)
  const ended = (outcome: EngineOutcome): EngineOutcome => ({
    ...outcome,
    warnings: [...warnings, ...keyWarnings(tap), ...outcome.warnings],
  })
  try {
    const model = await modelOf({ apiKey, fetch: fetchOver(context, guard, tap) })
    if (model.specificationVersion === 'v2' && request.images.length > 0) {
      const reason = 'a model of specification v2 takes no input pictures'
      return ended({ outcome: 'unsupported', warnings: [], reason })
    }
    const startedAt = performance.now()
    const { signal } = context
    const work = model.doGenerate({ ...options, abortSignal: signal })
    const said = await unlessGivenUp(work, signal)
    return ended(outcomeOfResult(said, request, tap, { startedAt, endedAt: performance.now() }))
  } catch (error) {
    if (context.signal.aborted) return { outcome: 'cancelled', warnings: [] }
    return ended(outcomeOfFault(error, tap))
  }
}

/**
 * Any image model of the AI SDK: `doGenerate` with one picture a call, no retries, and a fetch that stamps what it
 * sees. The phases are seen from outside; a provider's own engine knows more, where there is one.
 */
export async function createEngine({ id, engine, capabilities }: Model): Promise<Engine> {
  const field = `models.${id}.engine.params`
  const params = parseAt(Params, engine.params ?? {}, { field })
  const { baseUrl, model } = engine
  const modelOf = await loadModel(params, { id: model, baseUrl, field })
  const entry: Entry = { params, baseUrl, modelOf }
  // Made once for nothing, so that a wrong entry is told before the run, not by each of its calls.
  const { specificationVersion } = await modelOf({ apiKey: '', fetch: unready })
  const edit = specificationVersion !== 'v2'
  return {
    kind: 'ai-sdk',
    work: 'wire',
    capabilities: capabilities ?? { edit, generate: true, seed: true },
    generate: (request, context) => exchanged(context, () => outcomeOf(entry, request, context)),
  }
}
