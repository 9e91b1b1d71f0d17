export type StopReason = 'interrupted' | 'budget' | 'unreachable'

/**
 * Ends a run gently (no new calls) or at once (calls in flight are aborted).
 * The first reason stays: what came first is why the run ended.
 */
export class StopSwitch {
  readonly #stopping = new AbortController()
  readonly #abort = new AbortController()
  #reason: StopReason | undefined
  #message = ''

  /** Aborted only by `abortCalls`. */
  get signal(): AbortSignal {
    return this.#abort.signal
  }

  /** Aborted by the first stop: ends waits before calls that will not be made. */
  get stopping(): AbortSignal {
    return this.#stopping.signal
  }

  get reason(): StopReason | undefined {
    return this.#reason
  }

  get message(): string {
    return this.#message
  }

  get stopped(): boolean {
    return this.#reason !== undefined
  }

  stop(reason: StopReason, message: string): void {
    if (this.#reason) return
    this.#reason = reason
    this.#message = message
    this.#stopping.abort()
  }

  abortCalls(): void {
    this.stop('interrupted', 'aborted')
    this.#abort.abort()
  }
}
