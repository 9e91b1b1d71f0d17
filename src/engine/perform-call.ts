import type { CallJob, CallResult } from '#schema/caller.ts'
import type { Engine, EngineContext, EngineOutcome, HttpClient } from '#schema/engine.ts'
import type { LoopLag } from './loop-lag.ts'

export interface CallPlace {
  engine: Engine
  http: HttpClient
  apiKey?: string
  lag: LoopLag
  cold: boolean
  inFlight: number
  abort: AbortSignal
  onHandle: (handle: string) => void
}

/** A local exchange reaches the peer and comes back within this; see docs/measuring.md. */
const transportMs = 0.5

const crashed = (error: unknown): EngineOutcome => ({
  outcome: 'failed',
  warnings: [],
  error: {
    kind: 'internal',
    message: `the engine threw: ${error instanceof Error ? error.message : String(error)}`,
    retryable: false,
  },
})

/** Settles with the reason as soon as time is up or the caller gives up, whatever the engine does. */
function whenGivenUp(
  job: CallJob,
  outer: AbortSignal,
  stopEngine: () => void,
): { outcome: Promise<EngineOutcome>; clear: () => void } {
  const { promise, resolve } = Promise.withResolvers<EngineOutcome>()
  const giveUp = (outcome: 'timeout' | 'cancelled') => (): void => {
    resolve({ outcome, warnings: [] })
    stopEngine()
  }
  const onAbort = giveUp('cancelled')
  const timer = setTimeout(giveUp('timeout'), job.timeoutMs)
  outer.addEventListener('abort', onAbort, { once: true })
  if (outer.aborted) onAbort()
  return {
    outcome: promise,
    clear: () => {
      clearTimeout(timer)
      outer.removeEventListener('abort', onAbort)
    },
  }
}

/** One attempt, timed on this thread's monotonic clock. Never throws. */
export async function performCall(job: CallJob, place: CallPlace): Promise<CallResult> {
  const inner = new AbortController()
  const givenUp = whenGivenUp(job, place.abort, () => inner.abort())
  const context: EngineContext = {
    signal: inner.signal,
    http: place.http,
    onHandle: place.onHandle,
    ...(place.apiKey === undefined ? {} : { apiKey: place.apiKey }),
    ...(job.truth ? { truth: job.truth } : {}),
  }
  const startedAt = performance.now()
  const work = (async () => place.engine.generate(job.request, context))().catch(crashed)
  const outcome = await Promise.race([work, givenUp.outcome])
  givenUp.clear()
  const endedAt = performance.now()
  const span = outcome.span ?? { startedAt, endedAt }
  const lagMs = place.engine.work === 'wire' ? place.lag.largestSince(span.startedAt) : 0
  return {
    outcome,
    totalMs: Math.max(0, span.endedAt - span.startedAt),
    uncertainty: {
      earlyMs: place.engine.work === 'wire' ? transportMs + lagMs : 0,
      lateMs: 0.05,
    },
    cold: place.cold,
    inFlight: place.inFlight,
  }
}
