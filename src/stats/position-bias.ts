import {
  clustersOf,
  estimateMean,
  wilsonInterval,
  type EstimateOptions,
  type Observation,
  type StatEstimate,
} from './estimate.ts'
import { meanOf } from './quantile.ts'

/** Where a choice fell: 1 left, -1 right, 0 neither. */
export type SideChosen = 1 | 0 | -1

/** What one voter chose of one pair, in each order that was asked. */
export interface AskedPair {
  sides: readonly SideChosen[]
  /** Pairs of one cluster (a case) are not independent. */
  cluster: string
}

/**
 * Difference of two shares of the same n, by the method of variance estimates recovery from their Wilson limits
 * (Zou and Donner 2008; for pairs Newcombe 1998, method 10). Holds where one share is 0 or 1, where a mean of
 * equal values would have an interval of no width.
 */
function differenceOfShares(
  first: number,
  second: number,
  n: number,
  level: number,
): [number, number] {
  const [p, q] = [first / n, second / n]
  const [pLow, pHigh] = wilsonInterval(first, n, level)
  const [qLow, qHigh] = wilsonInterval(second, n, level)
  // Counts of one multinomial draw on each other.
  const spread = Math.sqrt(p * (1 - p) * q * (1 - q))
  const correlation = spread === 0 ? 0 : (-p * q) / spread
  const half = (a: number, b: number): number =>
    Math.sqrt(Math.max(0, a * a + b * b - 2 * correlation * a * b))
  const d = p - q
  return [d - half(p - pLow, qHigh - q), d + half(pHigh - p, q - qLow)]
}

/** All values equal: what is known of them is how many clusters said so. */
function intervalOfEqual(value: number, clusters: number, level: number): [number, number] {
  const share = Math.abs(value) * clusters
  const [low, high] = differenceOfShares(
    value > 0 ? share : 0,
    value < 0 ? share : 0,
    clusters,
    level,
  )
  return [low, high]
}

const inside = (value: number): number => Math.min(1, Math.max(-1, value))

/**
 * How far a voter favours a side: the mean over pairs of the mean side chosen. Asked in both orders, a voter who
 * looks at the pictures only scores 0 on every pair, whichever is better, and one who always says left scores 1;
 * asked in one order, sides must have been drawn at random. Positive favours the left. Range -1 to 1.
 */
export function positionBias(pairs: readonly AskedPair[], options: EstimateOptions): StatEstimate {
  const observations = pairs.flatMap(({ sides, cluster }): Observation[] =>
    sides.length === 0 ? [] : [{ value: meanOf(sides), cluster }],
  )
  const missing = options.missing + pairs.length - observations.length
  const mean = { ...estimateMean(observations, { ...options, missing }), statistic: 'mean side' }
  if (mean.low === null || mean.high === null || mean.value === null) return mean
  const means = clustersOf(observations).map(meanOf)
  const { note: _, ...rest } = mean
  if (means.some((one) => one !== means[0]))
    return { ...rest, low: inside(mean.low), high: inside(mean.high) }
  const [low, high] = intervalOfEqual(mean.value, means.length, options.level)
  return { ...rest, low: inside(low), high: inside(high), method: 'recovered-wilson' }
}
