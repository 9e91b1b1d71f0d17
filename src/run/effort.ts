import type { EngineError } from '#schema/attempt.ts'

/**
 * A rate limit is no fault of the model and was not paid for: it uses up a fifth of an attempt, so that a busy
 * provider ends no turn early, and a turn ends all the same. One attempt is one attempt, whatever ends it.
 */
const shares = { fault: 5, rateLimit: 1 }
/** A judge that cannot be read was paid: it is asked once more, however many attempts there are. */
const mostUnreadable = 2

/** Counts what one turn may still be tried. */
export class Effort {
  readonly #most: number
  #used = 0
  #faults = 0
  #limits = 0
  #unreadable = 0

  constructor(maxAttempts: number) {
    this.#most = maxAttempts === 1 ? 0 : maxAttempts * shares.fault
  }

  /** Notes a failure. The wait before the next attempt is the `nth` of its kind; undefined = no more attempts. */
  next(error: EngineError | undefined): { nth: number } | undefined {
    if (!error?.retryable) return undefined
    if (error.kind === 'unreadable' && ++this.#unreadable >= mostUnreadable) return undefined
    const isLimit = error.kind === 'rate-limit'
    this.#used += isLimit ? shares.rateLimit : shares.fault
    if (this.#used >= this.#most) return undefined
    return { nth: isLimit ? ++this.#limits : ++this.#faults }
  }
}
