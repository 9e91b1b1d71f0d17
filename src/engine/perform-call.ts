import type { CallJob, CallResult } from '#schema/caller.ts'
import type { Engine, EngineContext, EngineOutcome, HttpClient } from '#schema/engine.ts'
import { faultOf, fitToKeep } from './said-outcome.ts'
import { stampMs, watchWire } from './wire-uncertainty.ts'

export interface CallPlace {
  engine: Engine
  http: HttpClient
  /** For how long this thread has been busy without a pause. */
  busyMs: () => number
  apiKey?: string
  cold: boolean
  inFlight: number
  abort: AbortSignal
  /** Open loop: latency counts from here, on this thread's monotonic clock. */
  dueAt?: number
  /** Names the clock of the times. */
  thread: string
  onHandle: (handle: string) => void
}

const crashed = (error: unknown): EngineOutcome => ({
  outcome: 'failed',
  warnings: [],
  error: {
    kind: 'internal',
    message: `the engine threw: ${error instanceof Error ? error.message : String(error)}`,
    retryable: false,
  },
})

/** @throws Error when a user's engine answers with what is no outcome. */
function wellFormed(answer: EngineOutcome): EngineOutcome {
  const fault = faultOf(answer)
  if (fault === undefined) return answer
  throw new TypeError(fault)
}

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
  const wire = watchWire(place.http, place.busyMs)
  const context: EngineContext = {
    signal: inner.signal,
    http: wire.http,
    onHandle: place.onHandle,
    ...(place.apiKey === undefined ? {} : { apiKey: place.apiKey }),
    ...(job.truth ? { truth: job.truth } : {}),
  }
  const startedAt = performance.now()
  const work = (async () => wellFormed(await place.engine.generate(job.request, context)))().catch(
    crashed,
  )
  const answer = await Promise.race([work, givenUp.outcome])
  givenUp.clear()
  const endedAt = performance.now()
  const stamped =
    place.engine.work === 'wire' ? wire.uncertainty() : { earlyMs: 0, lateMs: stampMs }
  const uncertainty = { ...stamped, earlyMs: stamped.earlyMs + (answer.earlyMs ?? 0) }
  const span = answer.span ?? { startedAt, endedAt }
  const outcome = fitToKeep(answer, place.apiKey)
  return {
    outcome,
    totalMs: Math.max(0, span.endedAt - (place.dueAt ?? span.startedAt)),
    uncertainty,
    times: { thread: place.thread, sentMs: span.startedAt, endedMs: span.endedAt },
    ...(place.dueAt === undefined ? {} : { dueToSentMs: span.startedAt - place.dueAt }),
    cold: place.cold,
    inFlight: place.inFlight,
  }
}
