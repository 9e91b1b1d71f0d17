import type { ControlTruth, EngineOutcome, EngineRequest } from './engine.ts'
import type { Uncertainty } from './attempt.ts'
import type { TokenKind } from './model.ts'

/** One attempt to be made and timed off the main thread. */
export interface CallJob {
  model: string
  request: EngineRequest
  timeoutMs: number
  truth?: ControlTruth
  /** The handle of a job that is paid for: it is asked for again, and nothing is submitted. */
  reattach?: string
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
}

/** What decides the price of a call: as planned before it, as it went after it. */
export interface CallFacts {
  /** Pixels of each input. */
  inputPixels?: readonly number[]
  /** Pixels of the picture; before the call those that were asked for. */
  outputPixels?: number
  /** Of inference, as the server said. */
  seconds?: number
  tokens?: Partial<Record<TokenKind, number>>
}

/** Port: makes calls somewhere that the main thread's work cannot slow. */
export interface Caller {
  call(
    job: CallJob,
    options: { signal: AbortSignal; onHandle?: (handle: string) => void },
  ): Promise<CallResult>
  close(): Promise<void>
}
