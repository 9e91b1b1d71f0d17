import { quantile } from './quantile.ts'

/** Makes the median absolute deviation that of a normal distribution (Rousseeuw and Croux 1993). */
const toNormal = 1.4826
const fewest = 10

/**
 * Indices of values far above the others: more than `deviations` scaled median absolute deviations of the logarithm
 * over its median. For positive, right-skewed values such as latencies; none among fewer than ten, or where half are equal.
 */
export function highOutliers(values: readonly number[], deviations = 5): number[] {
  if (values.length < fewest || values.some((value) => value <= 0)) return []
  const logs = values.map((value) => Math.log(value))
  const middle = quantile(logs, 0.5)
  const spread =
    toNormal *
    quantile(
      logs.map((log) => Math.abs(log - middle)),
      0.5,
    )
  if (spread === 0) return []
  return logs.flatMap((log, index) => ((log - middle) / spread > deviations ? [index] : []))
}
