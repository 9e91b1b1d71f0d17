/** Tokens that fill again with time, by key: so many at once, so many a minute (token bucket). */
export class RateLimit {
  readonly #burst: number
  readonly #perMs: number
  readonly #left = new Map<string, { tokens: number; at: number }>()

  constructor(burst: number, perMinute: number) {
    this.#burst = burst
    this.#perMs = perMinute / 60_000
  }

  /** Takes one; false when there is none. `now` in ms, never going back. */
  take(key: string, now: number): boolean {
    const known = this.#left.get(key) ?? { tokens: this.#burst, at: now }
    const tokens = Math.min(this.#burst, known.tokens + (now - known.at) * this.#perMs)
    if (this.#left.size > 10_000) this.#forgetFull(now)
    this.#left.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now })
    return tokens >= 1
  }

  /** Who has all tokens again is as good as new. */
  #forgetFull(now: number): void {
    for (const [key, { tokens, at }] of this.#left)
      if (tokens + (now - at) * this.#perMs >= this.#burst) this.#left.delete(key)
  }
}
