import {
  clustersOf,
  empty,
  finished,
  type EstimateOptions,
  type Observation,
  type StatEstimate,
} from './estimate.ts'
import { effectiveInterval, orderInterval } from './quantile-interval.ts'
import { ascending, quantileOfSorted } from './quantile.ts'

/** Under so many clusters their variance, and with it the interval, cannot be told. */
const fewestClusters = 20

/**
 * How many independent values clusters say as much as, of whether a value is at most `limit`: all of them over the
 * design effect, the variance of the share between clusters against that of single values (Kish 1965, section 8.2).
 */
function effectiveSize(clusters: readonly number[][], limit: number): number {
  const n = clusters.reduce((sum, values) => sum + values.length, 0)
  const yes = clusters.map((values) => values.filter((value) => value <= limit).length)
  const share = yes.reduce((sum, count) => sum + count, 0) / n
  const squares = clusters.reduce(
    (sum, values, index) => sum + (yes[index]! - share * values.length) ** 2,
    0,
  )
  const variance = (clusters.length / (clusters.length - 1)) * (squares / n ** 2)
  const ofSingles = (share * (1 - share)) / n
  return ofSingles === 0 ? clusters.length : n / Math.max(1, variance / ofSingles)
}

/**
 * A quantile: order statistics of independent values; of 20 clusters and more those of as many as they say as much as
 * (Woodruff 1952). No interval where fewer than four would lie beyond it.
 */
export function estimateQuantile(
  observations: readonly Observation[],
  p: number,
  options: EstimateOptions,
): StatEstimate {
  const statistic = `p${Math.round(p * 100)}`
  if (observations.length === 0) return empty(statistic, options)
  const { level } = options
  const sorted = ascending(observations.map((one) => one.value))
  const clusters = clustersOf(observations)
  const value = quantileOfSorted(sorted, p)
  if (clusters.length === observations.length) {
    const interval = orderInterval(sorted, p, level)
    return finished(observations, statistic, value, 'order-statistics', interval, options)
  }
  const effective = Math.min(
    effectiveSize(clusters, quantileOfSorted(sorted, 0.5)),
    effectiveSize(clusters, value),
  )
  const interval =
    clusters.length < fewestClusters ? undefined : effectiveInterval(sorted, p, level, effective)
  return finished(observations, statistic, value, 'woodruff', interval, options)
}
