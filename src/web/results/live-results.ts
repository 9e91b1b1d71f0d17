import type { Clock } from '#schema/clock.ts'
import { EventStream } from '#web/http/event-stream.ts'

/** Between two computations at least this long, and three times as long as the last one took. */
const leastPauseMs = 500

/**
 * Results that follow the votes: computed when somebody looks and something changed, one at a time, and sent to all who
 * look.
 */
export class LiveResults<T> {
  readonly stream = new EventStream()
  readonly #compute: () => Promise<T>
  readonly #clock: Clock
  readonly #onFault: (error: unknown) => void
  #latest: Promise<T> | undefined
  #isStale = true
  #following = false

  constructor(compute: () => Promise<T>, clock: Clock, onFault: (error: unknown) => void) {
    this.#compute = compute
    this.#clock = clock
    this.#onFault = onFault
  }

  /** Of all votes so far, or as they were a moment ago while new ones are being computed. */
  latest(): Promise<T> {
    if (!this.#latest || (this.#isStale && !this.#following)) return this.#refresh()
    return this.#latest
  }

  changed(): void {
    this.#isStale = true
    this.#follow()
  }

  #refresh(): Promise<T> {
    this.#isStale = false
    const made = this.#compute()
    this.#latest = made
    made.catch(() => {
      if (this.#latest === made) this.#latest = undefined
    })
    return made
  }

  /** Goes on until nothing has changed, or nobody looks. */
  #follow(): void {
    if (this.#following || this.stream.readers === 0) return
    this.#following = true
    const rounds = async (): Promise<void> => {
      while (this.#isStale && this.stream.readers > 0) {
        const started = this.#clock.monotonic()
        this.stream.send(await this.#refresh())
        const took = this.#clock.monotonic() - started
        await this.#clock.sleep(Math.max(leastPauseMs, 3 * took))
      }
    }
    rounds()
      .catch(this.#onFault)
      .finally(() => {
        this.#following = false
      })
  }
}
