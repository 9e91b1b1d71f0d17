import {
  estimateShare,
  wilsonInterval,
  type EstimateOptions,
  type Observation,
  type StatEstimate,
} from './estimate.ts'

/**
 * A share of 0/1 values in clusters. Where all clusters say the same, a mean over them has an interval of no width:
 * then it is Wilson's, of as many independent values as there are clusters.
 */
export function clusterShare(
  observations: readonly Observation[],
  statistic: string,
  options: EstimateOptions,
): StatEstimate {
  const share = { ...estimateShare(observations, options), statistic }
  const { value, clusters, note } = share
  if (note !== 'degenerate' || value === null) return share
  const [low, high] = wilsonInterval(value * clusters, clusters, options.level)
  const { note: _, ...rest } = share
  return { ...rest, low, high, method: 'wilson-of-clusters' }
}
