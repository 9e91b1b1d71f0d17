/** Share of a series over which its own past is looked at; what is alike for longer was not measured long enough. */
const longestShare = 1 / 4
/** Where a series says as much as fewer independent values than this, nobody can tell how much that is. */
const fewest = 20
/** Up to this a series of independent values comes by chance. */
const leastTime = 1.5

/**
 * How many neighbours of a series say as much as one independent value: 1 + 2 x the sum of its autocorrelations, by
 * the initial monotone sequence (Geyer 1992), raised for being taken from the series itself. Undefined where the series
 * is too short against it.
 */
export function correlationTime(series: readonly number[]): number | undefined {
  const n = series.length
  const mean = series.reduce((sum, value) => sum + value, 0) / n
  const rests = Float64Array.from(series, (value) => value - mean)
  const covariance = (lag: number): number => {
    let sum = 0
    for (let at = lag; at < n; at++) sum += rests[at]! * rests[at - lag]!
    return sum
  }
  const variance = covariance(0)
  if (variance === 0) return 1
  let [time, last] = [1, Infinity]
  for (let lag = 1; lag < n * longestShare; lag += 2) {
    last = Math.min(last, (covariance(lag) + covariance(lag + 1)) / variance)
    if (last <= 0) break
    time += 2 * last
    if (n / time < fewest) return undefined
  }
  const raised = time * (1 + (4 * (time - 1)) / n)
  return n / raised < fewest ? undefined : raised
}

/**
 * Stretches of a series that may be taken for independent: the number of the stretch of each value. Each is twice as long
 * as neighbours stay alike. Undefined where the series is too short against that.
 */
export function independentStretches(series: readonly number[]): number[] | undefined {
  const time = correlationTime(series)
  if (time === undefined) return undefined
  const width = time <= leastTime ? 1 : Math.ceil(2 * time)
  // What is left over at the end joins the last.
  const count = Math.max(1, Math.floor(series.length / width))
  return series.map((_, index) => Math.min(count - 1, Math.floor(index / width)))
}
