import type { CallJob, CallResult } from '#schema/caller.ts'
import type { Engine, EngineContext, EngineOutcome, HttpClient } from '#schema/engine.ts'
import { faultOf, fitToKeep, scrubbed } from './said-outcome.ts'
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

/** So long an engine may take, once its call is given up, to tell its server that nobody waits any more. */
const farewellMs = 75

async function farewell(work: Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, farewellMs)
  await Promise.race([work, promise])
  clearTimeout(timer)
}

const unattachable: EngineOutcome = {
  outcome: 'failed',
  warnings: [],
  error: { kind: 'gone', message: 'this engine finds no job again', retryable: false },
}

function workOf({ request, reattach }: CallJob, engine: Engine, context: EngineContext) {
  if (reattach === undefined) return engine.generate(request, context)
  return engine.reattach ? engine.reattach(reattach, context) : unattachable
}

/** One attempt, timed on this thread's monotonic clock. Never throws. */
export async function performCall(job: CallJob, place: CallPlace): Promise<CallResult> {
  const inner = new AbortController()
  const givenUp = whenGivenUp(job, place.abort, () => inner.abort())
  const wire = watchWire(place.http, place.busyMs)
  const context: EngineContext = {
    signal: inner.signal,
    http: wire.http,
    onHandle: (handle) => {
      // A handle is kept: one that holds the key is forgotten.
      if (scrubbed(handle, place.apiKey) === handle) place.onHandle(handle)
    },
    ...(place.apiKey === undefined ? {} : { apiKey: place.apiKey }),
    ...(job.truth ? { truth: job.truth } : {}),
  }
  const startedAt = performance.now()
  const work = (async () => wellFormed(await workOf(job, place.engine, context)))().catch(crashed)
  const answer = await Promise.race([work, givenUp.outcome])
  givenUp.clear()
  const endedAt = performance.now()
  if (inner.signal.aborted) await farewell(work)
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
