import type { Clock } from '#schema/clock.ts'

/** How many calls of a model may be in flight, after a change. */
export interface Pace {
  concurrency: number
  configured: number
  reason: 'rate-limit' | 'recovering'
}

/** With few calls at once one more is no small step: so many answers in a row come first. */
const leastRow = 5

/**
 * Lets the calls of one model through: as many at once as were configured, half as many after its provider said
 * that they were too many, one more again after each full round of answers (additive increase, multiplicative
 * decrease: Chiu and Jain 1989). While the provider asked to be left alone, nothing is sent.
 */
export class CallGate {
  readonly configured: number
  readonly #clock: Clock
  readonly #waiting: (() => void)[] = []
  #allowed: number
  #inFlight = 0
  #row = 0
  #sent = 0
  /** Calls up to this one were sent before the last slowing: their refusals are of the same burst. */
  #slowedAfter = 0
  #notBefore = -Infinity
  #lowest: number
  #limited = 0

  constructor(configured: number, clock: Clock) {
    this.configured = configured
    this.#allowed = configured
    this.#lowest = configured
    this.#clock = clock
  }

  /** Settles when the next call may be sent, or when the run stops; gives the call's number. To be left in any case. */
  async enter(stopping: AbortSignal): Promise<number> {
    if (this.#inFlight < this.#allowed) this.#inFlight += 1
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    for (;;) {
      const waitMs = this.#notBefore - this.#clock.monotonic()
      if (waitMs <= 0 || stopping.aborted) break
      await this.#clock.sleep(waitMs, stopping)
    }
    return ++this.#sent
  }

  leave(): void {
    this.#inFlight -= 1
    this.#letIn()
  }

  /** The provider said that it was asked too much, by call number `call`. Undefined where the pace stays. */
  rateLimited(call: number, retryAfterMs: number | undefined): Pace | undefined {
    this.#limited += 1
    this.#row = 0
    if (retryAfterMs !== undefined)
      this.#notBefore = Math.max(this.#notBefore, this.#clock.monotonic() + retryAfterMs)
    if (call <= this.#slowedAfter || this.#allowed === 1) return undefined
    this.#slowedAfter = this.#sent
    this.#allowed = Math.max(1, Math.floor(this.#allowed / 2))
    this.#lowest = Math.min(this.#lowest, this.#allowed)
    return this.#pace('rate-limit')
  }

  /** The provider did what it was asked. Undefined where the pace stays. */
  answered(): Pace | undefined {
    this.#row += 1
    if (this.#allowed === this.configured || this.#row < Math.max(leastRow, this.#allowed))
      return undefined
    this.#row = 0
    this.#allowed += 1
    this.#letIn()
    return this.#pace('recovering')
  }

  /** What a run's record says of it; undefined where nothing was limited. */
  get warning(): string | undefined {
    if (this.#limited === 0) return undefined
    const times = this.#limited === 1 ? 'once' : `${this.#limited} times`
    return `rate-limited ${times}; as few as ${this.#lowest} of ${this.configured} calls ran at once`
  }

  #letIn(): void {
    while (this.#inFlight < this.#allowed) {
      const next = this.#waiting.shift()
      if (!next) return
      this.#inFlight += 1
      next()
    }
  }

  #pace(reason: Pace['reason']): Pace {
    return { concurrency: this.#allowed, configured: this.configured, reason }
  }
}
