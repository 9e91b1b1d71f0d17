import { normalQuantile } from './normal.ts'
import { ascending } from './quantile.ts'
import { signedRankDistribution } from './wilcoxon.ts'

export interface Shift {
  value: number
  /** null where so few differences carry no interval of this level. */
  low: number | null
  high: number | null
  method: 'signed-rank' | 'none'
}

/** Walsh averages (d[i] + d[j]) / 2, i <= j, that are at most `limit`; `sorted` ascends, so one walk counts them. */
function countUpTo(sorted: Float64Array, limit: number): number {
  let count = 0
  let j = sorted.length - 1
  for (let i = 0; i < sorted.length; i++) {
    while (j >= 0 && (sorted[i]! + sorted[j]!) / 2 > limit) j -= 1
    // Partners at or after i, so that no pair counts twice.
    if (j < i) break
    count += j - i + 1
  }
  return count
}

/** The k-th smallest Walsh average, k from 1, by bisection: all n(n+1)/2 of them never stand in memory. */
function walshAverage(sorted: Float64Array, k: number): number {
  let [low, high] = [sorted[0]!, sorted[sorted.length - 1]!]
  if (countUpTo(sorted, low) >= k) return low
  for (;;) {
    const middle = low + (high - low) / 2
    if (middle <= low || middle >= high) return high
    if (countUpTo(sorted, middle) >= k) high = middle
    else low = middle
  }
}

/** Largest k with P(W < k) <= tail of the signed-rank statistic; 0 = the level cannot be reached. */
function lowerRank(n: number, tail: number): number {
  if (n > 50) {
    const spread = Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24)
    return Math.floor((n * (n + 1)) / 4 + normalQuantile(tail) * spread)
  }
  const chances = signedRankDistribution(n)
  let k = 0
  let below = 0
  while (k < chances.length && below + chances[k]! <= tail) below += chances[k++]!
  return k
}

/**
 * Typical paired difference: the median of all Walsh averages, with the interval that turns the Wilcoxon
 * signed-rank test round (Hodges and Lehmann 1963; Hollander and Wolfe 1999, sections 3.2 and 3.3).
 * @throws RangeError when there is no difference
 */
export function hodgesLehmann(differences: readonly number[], level: number): Shift {
  if (differences.length === 0) throw new RangeError('no values')
  const sorted = Float64Array.from(ascending(differences))
  const n = sorted.length
  const averages = (n * (n + 1)) / 2
  const [below, above] = [Math.ceil(averages / 2), Math.floor(averages / 2) + 1]
  const value = (walshAverage(sorted, below) + walshAverage(sorted, above)) / 2
  const k = lowerRank(n, (1 - level) / 2)
  if (k < 1) return { value, low: null, high: null, method: 'none' }
  return {
    value,
    low: walshAverage(sorted, k),
    high: walshAverage(sorted, averages + 1 - k),
    method: 'signed-rank',
  }
}
