import { createEngine } from './engine/create-engine.ts'
import { inspectImage } from './image/inspect.ts'
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
import { assertKeys } from './task/load-models.ts'

export interface ModelCall {
  model: Model
  request: EngineRequest
  timeoutMs: number
}

interface CallOptions {
  signal: AbortSignal
  /** What becomes of a server that the model starts. */
  onServer?: (message: string) => void
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

function errorOf(
  { outcome }: CallResult,
  model: Model,
  { timeoutMs }: Pick<ModelCall, 'timeoutMs'>,
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

function answerOf(result: CallResult, { model, request, timeoutMs }: ModelCall): GenerateAnswer {
  const { outcome, totalMs, uncertainty } = result
  // An engine that tells no submit is one exchange from end to end.
  const { inferenceMs = 0 } = outcome.phases ?? {}
  const made = outcome.outcome === 'image' ? inspectImage(outcome.image.bytes) : undefined
  const facts = factsOf(outcome, made, request.images.map(pixelsOf))
  const listPriceUsd = priceOfCall(model, defaultSetting, facts)
  const cost = costOfCall(result, { isFree: isFree(model) }, listPriceUsd)
  const error = errorOf(result, model, { timeoutMs })
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

/** One call of one model, made and timed as in a run. @throws UserError when its key is not set. */
export async function callModel(
  project: Project,
  call: ModelCall,
  { signal, onServer = () => undefined }: CallOptions,
): Promise<{ answer: GenerateAnswer; bytes?: Uint8Array }> {
  const { model, request, timeoutMs } = call
  await createEngine(model)
  assertKeys([model], project.env)
  const caller = await openCaller({
    models: [model],
    clock: project.clock,
    env: process.env,
    tell: onServer,
    onDeath: onServer,
    onChange: () => undefined,
  })
  try {
    const result = await caller.call({ model: model.id, request, timeoutMs }, { signal })
    const answer = answerOf(result, call)
    if (result.outcome.outcome !== 'image') return { answer }
    // A codec's memory may go with the thread that made the picture, which ends here.
    return { answer, bytes: new Uint8Array(result.outcome.image.bytes) }
  } finally {
    await caller.close()
  }
}

/** USD that a call is expected to cost; undefined where its price is not known, or cannot be told before. */
export const quoteCall = (
  model: Model,
  { width, height, images }: Pick<EngineRequest, 'width' | 'height' | 'images'>,
): number | undefined =>
  priceOfCall(
    model,
    {
      ...defaultSetting,
      ...(width === undefined ? {} : { width }),
      ...(height === undefined ? {} : { height }),
    },
    { inputPixels: images.map(pixelsOf) },
  )
