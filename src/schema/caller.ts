import type { ThreadHealth } from './timing.ts'
import type { ControlTruth, EngineOutcome, EngineRequest } from './engine.ts'
import type { ThreadTimes, Uncertainty } from './attempt.ts'
import type { TokenCounts } from './model.ts'

/** One attempt to be made and timed off the main thread. */
export interface CallJob {
  model: string
  request: EngineRequest
  timeoutMs: number
  truth?: ControlTruth
  /** Open loop: sent this long after `startSchedule`, or dropped when so many calls of the model are open then. */
  arrival?: Arrival
  /** The handle of a job that is paid for: it is asked for again, and nothing is submitted. */
  reattach?: string
}

export interface Arrival {
  dueMs: number
  maxInFlight: number
}

/** What the timing thread measured around one attempt. */
export interface CallResult {
  outcome: EngineOutcome
  /** Of a job that was asked for again: how long that took, which is no latency of the model. */
  totalMs: number
  uncertainty: Uncertainty
  /** First call of this model in its thread. */
  cold: boolean
  /** Calls of this model in flight when this one was sent, itself included. */
  inFlight: number
  /** Absent where the thread did not live to tell. */
  times?: ThreadTimes
  /** How late it was sent, where it was due at a time. */
  dueToSentMs?: number
  /** It was due while too many calls were open, and was not made. */
  dropped?: true
}

/** What decides the price of a call: as planned before it, as it went after it. */
export interface CallFacts {
  /** Pixels of each input. */
  inputPixels?: readonly number[]
  /** Pixels of the picture; before the call those that were asked for. */
  outputPixels?: number
  /** Of inference, as the server said. */
  seconds?: number
  tokens?: TokenCounts
  /** The call is over and delivered nothing: a price of what it would have says nothing of it. */
  undelivered?: true
}

/** Port: makes calls somewhere that the main thread's work cannot slow. */
export interface Caller {
  /**
   * Makes ready what serves the job's model, so that waiting for it is no part of a call. Settles also where that fails
   * or is given up: the call itself then tells it. Absent = nothing needs to be made ready.
   */
  prepare?(job: CallJob, options: { signal: AbortSignal }): Promise<void>
  call(
    job: CallJob,
    options: { signal: AbortSignal; onHandle?: (handle: string) => void },
  ): Promise<CallResult>
  /** Sets the zero of `arrival.dueMs` for a model's calls. */
  startSchedule(model: string): void
  /** Of every thread that made a call. */
  health(): Promise<ThreadHealth[]>
  close(): Promise<void>
}
