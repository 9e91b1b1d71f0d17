import { correlationTime } from './correlation-time.ts'
import {
  empty,
  finished,
  wilsonInterval,
  type EstimateOptions,
  type Observation,
  type StatEstimate,
} from './estimate.ts'
import { effectiveInterval } from './quantile-interval.ts'
import { ascending, quantile, quantileOfSorted } from './quantile.ts'

/** Asks that were made so often can be told apart from the time in which they were made. */
const fewestOfGroup = 8

/** Logarithms, where an ask has many values less its own median: asks that take turns are no sign of dependence. */
function restsOf(series: readonly Observation[]): number[] {
  const log = ({ value }: Observation): number => Math.log(Math.max(value, Number.MIN_VALUE))
  const groups = Map.groupBy(series, ({ cluster }) => cluster)
  if (series.length < fewestOfGroup * groups.size) return series.map(log)
  const middles = new Map([...groups].map(([group, own]) => [group, quantile(own.map(log), 0.5)]))
  return series.map((one) => log(one) - (middles.get(one.cluster) ?? 0))
}

const belowOr = (values: readonly number[], p: number): number[] => {
  const limit = quantile(values, p)
  return values.map((value) => Number(value <= limit))
}

/** The longest time over which levels, the middle or the quantile itself stay alike; undefined: longer than was measured. */
function timeOf(series: readonly Observation[], p: number): number | undefined {
  const rests = restsOf(series)
  const times = [rests, belowOr(rests, 0.5), belowOr(rests, p)].map(correlationTime)
  return times.some((time) => time === undefined)
    ? undefined
    : Math.max(...times.map((time) => time ?? 1))
}

/** How many independent values a series of latencies says as much as; undefined where it is too short to tell. */
function effectiveSize(series: readonly Observation[], p: number): number | undefined {
  const time = timeOf(series, p)
  return time === undefined ? undefined : series.length / time
}

/**
 * A quantile of values measured one after another, which may depend on each other (calls that queue): order
 * statistics of as many as are independent. `clusters` is that number. Coverage by simulation: docs/latency.md.
 */
export function estimateSeriesQuantile(
  series: readonly Observation[],
  p: number,
  options: EstimateOptions,
): StatEstimate {
  const statistic = p === 0.5 ? 'median' : `p${Math.round(p * 100)}`
  if (series.length === 0) return empty(statistic, options)
  const sorted = ascending(series.map(({ value }) => value))
  const value = quantileOfSorted(sorted, p)
  const effective = effectiveSize(series, p)
  const interval =
    effective === undefined ? undefined : effectiveInterval(sorted, p, options.level, effective)
  const head = finished(series, statistic, value, 'order-statistics-effective', interval, options)
  if (effective === undefined) return { ...head, clusters: 0, note: 'dependent' }
  return { ...head, clusters: Math.floor(effective) }
}

/** A share of 0/1 values measured one after another: Wilson's interval of as many as are independent. */
export function estimateSeriesShare(
  values: readonly number[],
  options: EstimateOptions,
): StatEstimate {
  if (values.length === 0) return empty('share', options)
  const n = values.length
  const value = values.reduce((sum, one) => sum + one, 0) / n
  const time = correlationTime(values)
  const series = values.map((one) => ({ value: one, cluster: '' }))
  const interval =
    time === undefined ? undefined : wilsonInterval((value * n) / time, n / time, options.level)
  const head = finished(series, 'share', value, 'wilson-effective', interval, options)
  if (time === undefined) return { ...head, clusters: 0, note: 'dependent' }
  return { ...head, clusters: Math.floor(n / time) }
}
