import { wilsonInterval } from './estimate.ts'
import { ascending, quantile } from './quantile.ts'

/** One arrival of an open loop, in ms since any one moment. Without a latency nothing came of it. */
export interface Arrived {
  dueMs: number
  latencyMs: number | undefined
}

/** Over this share of arrivals without a picture the level asks too much. */
const mostLost = 0.05
/** Of the calls that should have ended by the last arrival, a server that keeps up ended at least this share. */
const leastEnded = 0.85
/** As few as this may be open by chance. */
const fewestOpen = 5
/** Where a queue grows, the last third waits at least this many times as long as the first. */
const leastGrowth = 2

/** Share of sorted values that are at most `limit`. */
function shareWithin(sorted: readonly number[], limit: number): number {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (sorted[middle]! <= limit) from = middle + 1
    else to = middle
  }
  return from / sorted.length
}

/** Surely more than a few of all: one refusal more among twenty is no load. */
const losesMany = (lost: number, all: number): boolean =>
  lost > 0 && wilsonInterval(lost, all, 0.9)[0] > mostLost

/**
 * Whether a rate asked more of a server than it gave. In a steady state as many calls have ended by the last arrival
 * as the latencies of the first third say, however long some of them take; where the queue grows they are fewer, and
 * the last third waits longer than the first. Powers and false alarms by simulation: docs/latency.md.
 */
export function isSaturated(arrivals: readonly Arrived[]): boolean {
  const answered = arrivals.flatMap(({ dueMs, latencyMs }) =>
    latencyMs === undefined ? [] : [{ dueMs, latencyMs }],
  )
  if (losesMany(arrivals.length - answered.length, arrivals.length)) return true
  const ordered = answered.toSorted((a, b) => a.dueMs - b.dueMs)
  const third = Math.floor(ordered.length / 3)
  if (third === 0) return false
  const latenciesOf = (from: number, to?: number): number[] =>
    ascending(ordered.slice(from, to).map(({ latencyMs }) => latencyMs))
  const [early, late] = [latenciesOf(0, third), latenciesOf(-third)]
  const lastMs = ordered.at(-1)?.dueMs ?? 0
  const expected = ordered.reduce((sum, { dueMs }) => sum + shareWithin(early, lastMs - dueMs), 0)
  const ended = ordered.filter(({ dueMs, latencyMs }) => dueMs + latencyMs <= lastMs).length
  return (
    expected - ended > fewestOpen &&
    ended < leastEnded * expected &&
    quantile(late, 0.5) > leastGrowth * quantile(early, 0.5)
  )
}

/** The same of arrivals that were timed by several clocks, each by itself; what was lost counts for all of them. */
export function isSaturatedAnywhere(arrivals: readonly (Arrived & { clock: string })[]): boolean {
  const lost = arrivals.filter(({ latencyMs }) => latencyMs === undefined)
  const answered = arrivals.filter(({ latencyMs }) => latencyMs !== undefined)
  const groups = [...Map.groupBy(answered, ({ clock }) => clock).values()]
  return (groups.length > 0 ? groups : [[]]).some((group) => isSaturated([...group, ...lost]))
}
