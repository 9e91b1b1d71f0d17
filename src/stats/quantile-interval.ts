/** P(X <= k) for k = 0..n of a binomial, summed in logs. */
function binomialCdf(n: number, p: number): Float64Array {
  const cumulative = new Float64Array(n + 1)
  let log = n * Math.log(1 - p)
  let sum = 0
  for (let k = 0; k <= n; k++) {
    sum += Math.exp(log)
    cumulative[k] = Math.min(1, sum)
    log += Math.log((n - k) / (k + 1)) + Math.log(p / (1 - p))
  }
  return cumulative
}

/** Distribution-free interval of a quantile from order statistics (Hahn and Meeker 1991, section 5.2); undefined when n is too small. */
export function orderInterval(
  sorted: readonly number[],
  p: number,
  level: number,
): [number, number] | undefined {
  const n = sorted.length
  const tail = (1 - level) / 2
  const cdf = binomialCdf(n, p)
  let low = -1
  while (low + 1 < n && cdf[low + 1]! <= tail) low += 1
  let high = n - 1
  while (high > 0 && 1 - cdf[high - 1]! <= tail) high -= 1
  if (low < 0 || 1 - cdf[n - 1]! > tail) return undefined
  return [sorted[low]!, sorted[Math.min(n - 1, high)]!]
}

/** Fewer independent values than this tell nothing of how far they depend on each other. */
const fewest = 20
/** As many of them must lie beyond a percentile on its rarer side: with three a 95 % interval held in 87 of 100. */
const fewestBeyond = 4

/**
 * The same from values that depend on each other and say as much as `effective` independent ones: the ranks of that
 * many, scaled to all (Woodruff 1952). Undefined when they are too few for an interval to hold.
 */
export function effectiveInterval(
  sorted: readonly number[],
  p: number,
  level: number,
  effective: number,
): [number, number] | undefined {
  const size = Math.floor(effective)
  if (size < fewest || effective * Math.min(p, 1 - p) < fewestBeyond) return undefined
  const ranks = orderInterval(
    Array.from({ length: size }, (_, rank) => (rank + 0.5) / size),
    p,
    level,
  )
  if (!ranks) return undefined
  const [low, high] = ranks.map((share) => share * sorted.length - 0.5) as [number, number]
  const at = (rank: number): number =>
    sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(rank)))]!
  // Outwards, so that scaling never narrows; a whisker off a whole rank is rounding.
  return [at(Math.floor(low + 1e-6)), at(Math.ceil(high - 1e-6))]
}
