/** Passed in wherever time matters, so that tests own it. */
export interface Clock {
  now(): Date
  /** Monotonic ms. */
  monotonic(): number
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}
