import { createRandom, type Random } from './random.ts'
import { ascending, meanOf, quantile, quantileOfSorted } from './quantile.ts'
import { orderInterval } from './quantile-interval.ts'
import { normalCdf, normalQuantile } from './normal.ts'
import { studentQuantile } from './student-t.ts'

/** The same shape as schema/estimate.ts; this room knows nothing outside itself. */
export interface StatEstimate {
  value: number | null
  low: number | null
  high: number | null
  level: number
  statistic: string
  method: string
  n: number
  clusters: number
  missing: number
  /** `dependent`: values are alike for longer than they were measured. */
  note?: 'tooFewClusters' | 'noData' | 'degenerate' | 'dependent'
}

/** A value and the independent unit it belongs to. */
export interface Observation {
  value: number
  cluster: string
}

export interface EstimateOptions {
  level: number
  missing: number
  seed: number
}

/** Below this no interval is honest; below `bootstrapFrom` the bootstrap covers too little (docs/measuring.md). */
const fewestClusters = 5
const bootstrapFrom = 20
const draws = 2000

export const clustersOf = (observations: readonly Observation[]): number[][] =>
  [...Map.groupBy(observations, (one) => one.cluster)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => group.map((one) => one.value))

export const empty = (statistic: string, { level, missing }: EstimateOptions): StatEstimate => ({
  value: null,
  low: null,
  high: null,
  level,
  statistic,
  method: 'none',
  n: 0,
  clusters: 0,
  missing,
  note: 'noData',
})

type Statistic = (values: readonly number[]) => number

/** Statistics of resampled clusters, sorted. Clusters are drawn whole: values of one are not independent. */
function resample(clusters: readonly number[][], statistic: Statistic, random: Random): number[] {
  const results: number[] = []
  for (let draw = 0; draw < draws; draw++) {
    const values: number[] = []
    for (let index = 0; index < clusters.length; index++) {
      for (const value of clusters[random.int(clusters.length)]!) values.push(value)
    }
    results.push(statistic(values))
  }
  return ascending(results)
}

/**
 * Share cut off at each end. A bootstrap of few clusters is too narrow, as if the normal quantile and n
 * stood where Student's and n - 1 belong; the expanded tails undo that (Hesterberg 2015, "What Teachers
 * Should Know About the Bootstrap", section 4.3). With 20 clusters it lifts the coverage of 95 % by 2 points.
 */
export const expandedTail = (level: number, clusters: number): number =>
  normalCdf(-Math.sqrt(clusters / (clusters - 1)) * studentQuantile((1 + level) / 2, clusters - 1))

/** Percentile interval of the cluster bootstrap (Efron 1979; clusters: Field and Welsh 2007). */
export function percentileInterval(
  clusters: readonly number[][],
  statistic: Statistic,
  options: EstimateOptions,
): [number, number] {
  const sorted = resample(clusters, statistic, createRandom(options.seed))
  const tail = expandedTail(options.level, clusters.length)
  return [quantileOfSorted(sorted, tail), quantileOfSorted(sorted, 1 - tail)]
}

/** Bias-corrected and accelerated interval over clusters (Efron 1987; Efron and Tibshirani 1993, chapter 14). */
export function bcaInterval(
  clusters: readonly number[][],
  statistic: Statistic,
  options: EstimateOptions,
): [number, number] {
  const sorted = resample(clusters, statistic, createRandom(options.seed))
  const jack = clusters.map((_, left) =>
    statistic(clusters.filter((__, index) => index !== left).flat()),
  )
  return adjustedInterval(sorted, statistic(clusters.flat()), jack, options.level)
}

/** Efron's bias correction and acceleration of sorted bootstrap values by jackknife values. */
function adjustedInterval(
  sorted: readonly number[],
  point: number,
  jack: readonly number[],
  level: number,
): [number, number] {
  const below = sorted.filter((value) => value < point).length
  const ties = sorted.filter((value) => value === point).length
  const z0 = normalQuantileSafe((below + ties / 2) / sorted.length)
  const middle = meanOf(jack)
  const cubes = jack.reduce((sum, value) => sum + (middle - value) ** 3, 0)
  const squares = jack.reduce((sum, value) => sum + (middle - value) ** 2, 0)
  const acceleration = squares === 0 ? 0 : cubes / (6 * squares ** 1.5)
  const adjusted = (p: number): number => {
    const z = z0 + normalQuantile(p)
    return quantileOfSorted(sorted, normalCdf(z0 + z / (1 - acceleration * z)))
  }
  // One jackknife value a cluster.
  const tail = expandedTail(level, jack.length)
  return [adjusted(tail), adjusted(1 - tail)]
}

const normalQuantileSafe = (p: number): number =>
  normalQuantile(Math.min(1 - 1e-6, Math.max(1e-6, p)))

/** The same interval for the mean, from cluster sums: a draw costs one addition a cluster, the jackknife one a cluster. */
export function bcaOfSums(
  sums: Float64Array,
  counts: Float64Array,
  options: { level: number; seed: number },
): [number, number] {
  const random = createRandom(options.seed)
  const drawn = new Float64Array(draws)
  for (let draw = 0; draw < draws; draw++) {
    let sum = 0
    let count = 0
    for (let index = 0; index < sums.length; index++) {
      const at = random.int(sums.length)
      sum += sums[at]!
      count += counts[at]!
    }
    drawn[draw] = sum / count
  }
  const total = sums.reduce((sum, value) => sum + value, 0)
  const n = counts.reduce((sum, value) => sum + value, 0)
  const jack = Array.from(sums, (sum, index) => (total - sum) / (n - counts[index]!))
  return adjustedInterval(Array.from(drawn.sort()), total / n, jack, options.level)
}

function bcaMeanInterval(
  clusters: readonly number[][],
  options: EstimateOptions,
): [number, number] {
  const sums = Float64Array.from(clusters, (values) =>
    values.reduce((sum, value) => sum + value, 0),
  )
  return bcaOfSums(
    sums,
    Float64Array.from(clusters, (values) => values.length),
    options,
  )
}

/** Student's t on cluster means, df = G - 1. */
export function tInterval(means: readonly number[], level: number): [number, number] {
  const center = meanOf(means)
  const variance = means.reduce((sum, mean) => sum + (mean - center) ** 2, 0) / (means.length - 1)
  const half =
    studentQuantile(1 - (1 - level) / 2, means.length - 1) * Math.sqrt(variance / means.length)
  return [center - half, center + half]
}

export function finished(
  observations: readonly Observation[],
  statistic: string,
  value: number,
  method: string,
  interval: [number, number] | undefined,
  { level, missing }: EstimateOptions,
): StatEstimate {
  const clusters = new Set(observations.map((one) => one.cluster)).size
  const head = { value, level, statistic, n: observations.length, clusters, missing }
  if (!interval) return { ...head, low: null, high: null, method: 'none', note: 'tooFewClusters' }
  const [low, high] = interval
  return { ...head, low, high, method, ...(hasNoWidth(low, high) ? degenerate : {}) }
}

const degenerate = { note: 'degenerate' } as const

/** Whether the ends of an interval differ by no more than rounding: clusters that all say 4 of 9 sum to a little more or less. */
export const hasNoWidth = (low: number, high: number): boolean =>
  high - low <= 1e-12 * Math.max(Math.abs(low), Math.abs(high))

/** Mean with the interval that holds at this number of clusters; the value weighs clusters as that method does. */
export function estimateMean(
  observations: readonly Observation[],
  options: EstimateOptions,
): StatEstimate {
  if (observations.length === 0) return empty('mean', options)
  const clusters = clustersOf(observations)
  const mean = meanOf(observations.map((one) => one.value))
  if (clusters.length < fewestClusters)
    return finished(observations, 'mean', mean, 'none', undefined, options)
  if (clusters.length < bootstrapFrom) {
    return finished(
      observations,
      'mean',
      meanOf(clusters.map(meanOf)),
      't-cluster-means',
      tInterval(clusters.map(meanOf), options.level),
      options,
    )
  }
  return finished(
    observations,
    'mean',
    mean,
    'bca-cluster-bootstrap',
    bcaMeanInterval(clusters, options),
    options,
  )
}

const medianOf = (values: readonly number[]): number => quantile(values, 0.5)

/**
 * A median's interval of 5 to 19 clusters with several values each: order statistics of the clusters' own
 * medians, which are independent. Too few for the level (five at 95 %) give none.
 */
const fewClustersInterval = (
  clusters: readonly number[][],
  level: number,
): [number, number] | undefined => orderInterval(ascending(clusters.map(medianOf)), 0.5, level)

/** Median: order statistics of independent values; of clusters the percentile bootstrap from 20 on, their medians' order below. */
export function estimateMedian(
  observations: readonly Observation[],
  options: EstimateOptions,
): StatEstimate {
  if (observations.length === 0) return empty('median', options)
  const clusters = clustersOf(observations)
  const median = medianOf(observations.map((one) => one.value))
  if (clusters.length < fewestClusters)
    return finished(observations, 'median', median, 'none', undefined, options)
  if (clusters.length === observations.length) {
    const values = ascending(observations.map((one) => one.value))
    const interval = orderInterval(values, 0.5, options.level)
    return finished(observations, 'median', median, 'order-statistics', interval, options)
  }
  if (clusters.length < bootstrapFrom) {
    return finished(
      observations,
      'median',
      median,
      'order-statistics-of-clusters',
      fewClustersInterval(clusters, options.level),
      options,
    )
  }
  return finished(
    observations,
    'median',
    median,
    'percentile-cluster-bootstrap',
    percentileInterval(clusters, medianOf, options),
    options,
  )
}

/** Wilson score interval of a share of independent yes and no (Wilson 1927). */
export const wilsonInterval = (yes: number, n: number, level: number): [number, number] =>
  wilsonWith(yes, n, normalQuantile(1 - (1 - level) / 2))

/** The same with the quantile given, for many shares at one level. */
export function wilsonWith(yes: number, n: number, z: number): [number, number] {
  const p = yes / n
  const center = (p + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  return [Math.max(0, center - half), Math.min(1, center + half)]
}

/** A share of 0/1 values: Wilson where each is its own cluster, else the rule of means, kept inside [0, 1]. */
export function estimateShare(
  observations: readonly Observation[],
  options: EstimateOptions,
): StatEstimate {
  if (observations.length === 0) return empty('share', options)
  const clusters = clustersOf(observations)
  if (clusters.length < fewestClusters || clusters.length < observations.length) {
    const mean = estimateMean(observations, options)
    const inside = (value: number | null): number | null =>
      value === null ? null : Math.min(1, Math.max(0, value))
    return { ...mean, statistic: 'share', low: inside(mean.low), high: inside(mean.high) }
  }
  const yes = observations.reduce((sum, one) => sum + one.value, 0)
  const interval = wilsonInterval(yes, observations.length, options.level)
  return finished(observations, 'share', yes / observations.length, 'wilson', interval, options)
}
