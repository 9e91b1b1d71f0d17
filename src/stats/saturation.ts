import { quantile } from './quantile.ts'

/** One arrival of an open loop, in ms since any one moment. Without a latency nothing came of it. */
export interface Arrived {
  dueMs: number
  latencyMs: number | undefined
}

/** Over this share of arrivals without a picture the level asks too much. */
const mostLost = 0.05
/** Of the calls that should have ended by the last arrival, a server that keeps up ended at least this share. */
const leastEnded = 0.9

/**
 * Whether a rate asked more of a server than it gave. In a steady state the calls that ended by the last arrival
 * are those that had arrived one usual latency before it (Little's law); where the queue grows they are fewer,
 * whatever the luck of the arrivals.
 */
export function isSaturated(arrivals: readonly Arrived[]): boolean {
  const answered = arrivals.filter((one) => one.latencyMs !== undefined)
  if (arrivals.length === 0) return false
  if (1 - answered.length / arrivals.length > mostLost) return true
  const ordered = answered.toSorted((a, b) => a.dueMs - b.dueMs)
  const early = ordered.slice(0, Math.max(1, Math.floor(ordered.length / 3)))
  const usualMs = quantile(
    early.map((one) => one.latencyMs ?? 0),
    0.5,
  )
  const lastMs = ordered.at(-1)?.dueMs ?? 0
  const expected = ordered.filter((one) => one.dueMs <= lastMs - usualMs).length
  const ended = ordered.filter((one) => one.dueMs + (one.latencyMs ?? 0) <= lastMs).length
  return ended < leastEnded * expected
}
