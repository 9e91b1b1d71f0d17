import type { EngineError } from '#schema/attempt.ts'

const firstWaitMs = 1000
const longestWaitMs = 60_000

/** What the provider asked for, else doubling from one second; never over a minute. */
export function backOffMs(error: EngineError, attempt: number): number {
  if (error.retryAfterMs !== undefined) return Math.min(error.retryAfterMs, longestWaitMs)
  return Math.min(firstWaitMs * 2 ** (attempt - 1), longestWaitMs)
}
