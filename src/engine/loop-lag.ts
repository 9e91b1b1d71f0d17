/**
 * How late this thread's event loop runs, sampled every few ms: a callback that should have run at t
 * ran at t + lag, so a time stamp taken in it may be off by as much.
 */
export class LoopLag {
  readonly #everyMs = 5
  #expectedAt = 0
  #recent: { at: number; lagMs: number }[] = []
  #timer: NodeJS.Timeout | undefined

  start(): void {
    if (this.#timer) return
    this.#expectedAt = performance.now() + this.#everyMs
    this.#timer = setInterval(() => this.#sample(), this.#everyMs)
    this.#timer.unref()
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  /** Largest lag seen since `since` (performance.now()), in ms. Timers alone are late by up to a millisecond. */
  largestSince(since: number): number {
    const now = performance.now()
    let largest = Math.max(0, now - this.#expectedAt)
    for (const { at, lagMs } of this.#recent) if (at >= since) largest = Math.max(largest, lagMs)
    return Math.max(0, largest - 1)
  }

  #sample(): void {
    const now = performance.now()
    this.#recent.push({ at: now, lagMs: Math.max(0, now - this.#expectedAt) })
    // A minute of samples is more than any decision looks back at.
    if (this.#recent.length > 12_000) this.#recent = this.#recent.slice(6_000)
    this.#expectedAt = now + this.#everyMs
  }
}
