/** What is sent and read this close before, or this soon after, passes the same loops of peer and client. */
const beforeMs = 8
const afterMs = 3

const remembered = 8192

/** Remembers when this thread sent a request or read an answer's end, to say how crowded a moment was. */
export class WireBursts {
  #events: number[] = []

  note(at: number): void {
    if (this.#events.length >= remembered) this.#events = this.#events.slice(remembered / 2)
    this.#events.push(at)
  }

  /** How many requests and answers passed around `at`, its own included; to be asked a little later. */
  around(at: number): number {
    let count = 0
    for (let index = this.#events.length - 1; index >= 0; index--) {
      const event = this.#events[index] ?? 0
      if (event < at - beforeMs) break
      if (event <= at + afterMs) count += 1
    }
    return count
  }
}
