/** Calls sent this close before, or this soon after, are served in turn by the peer's one accepting loop. */
const beforeMs = 5
const afterMs = 2

const remembered = 8192

/** Remembers when this thread sent what, to say how crowded the moment of one call was. */
export class SendBursts {
  #sentAt: number[] = []

  note(at: number): void {
    if (this.#sentAt.length >= remembered) this.#sentAt = this.#sentAt.slice(remembered / 2)
    this.#sentAt.push(at)
  }

  /** How many calls were sent around `at`, itself included; to be asked some time later. */
  around(at: number): number {
    let count = 0
    for (let index = this.#sentAt.length - 1; index >= 0; index--) {
      const sentAt = this.#sentAt[index] ?? 0
      if (sentAt < at - beforeMs) break
      if (sentAt <= at + afterMs) count += 1
    }
    return count
  }
}
