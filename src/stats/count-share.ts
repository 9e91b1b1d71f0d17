import { bcaOfSums, hasNoWidth, tInterval, wilsonInterval, type StatEstimate } from './estimate.ts'
import { meanOf } from './quantile.ts'
import { bootstrapFrom, fewestUnits } from './rating-uncertainty.ts'

export interface YesOf {
  yes: number
  n: number
}

export interface ShareOptions {
  level: number
  seed: number
  missing?: number
}

const add = (counts: readonly YesOf[]): YesOf => ({
  yes: counts.reduce((sum, one) => sum + one.yes, 0),
  n: counts.reduce((sum, one) => sum + one.n, 0),
})

function clusterInterval(
  clusters: readonly YesOf[],
  { level, seed }: ShareOptions,
): { value: number; ends: [number, number]; method: string } {
  const shares = clusters.map(({ yes, n }) => yes / n)
  if (clusters.length < bootstrapFrom)
    return { value: meanOf(shares), ends: tInterval(shares, level), method: 't-cluster-means' }
  const { yes, n } = add(clusters)
  const ends = bcaOfSums(
    Float64Array.from(clusters, (one) => one.yes),
    Float64Array.from(clusters, (one) => one.n),
    { level, seed },
  )
  return { value: yes / n, ends, method: 'bca-cluster-bootstrap' }
}

/**
 * A share from counts: Wilson's interval of independent votes (pass one count, `clustered` false), or by the
 * rules of means over clusters (estimate.ts), kept inside 0 and 1.
 */
export function shareOfCounts(
  counts: readonly YesOf[],
  clustered: boolean,
  options: ShareOptions,
): StatEstimate {
  const clusters = counts.filter(({ n }) => n > 0)
  const { yes, n } = add(clusters)
  const units = clustered ? clusters.length : n
  const { level, missing = 0 } = options
  const head = { level, statistic: 'share', n, clusters: units, missing }
  const none = { low: null, high: null, method: 'none' } as const
  if (n === 0) return { value: null, ...none, ...head, note: 'noData' }
  if (units < fewestUnits) return { value: yes / n, ...none, ...head, note: 'tooFewClusters' }
  if (!clustered) {
    const [low, high] = wilsonInterval(yes, n, level)
    return { value: yes / n, low, high, method: 'wilson', ...head }
  }
  const { value, ends, method } = clusterInterval(clusters, options)
  const [low, high] = [Math.max(0, ends[0]), Math.min(1, ends[1])]
  if (!hasNoWidth(low, high)) return { value, low, high, method, ...head }
  // All clusters say the same: Wilson's, as in cluster-share.ts.
  const [least, most] = wilsonInterval(value * units, units, level)
  return { value, low: least, high: most, method: 'wilson-of-clusters', ...head }
}
