import { normalQuantile } from './normal.ts'
import { expandedTail } from './estimate.ts'
import { ascending, quantileOfSorted } from './quantile.ts'
import type { FittedRatings } from './fit-ratings.ts'
import { drawSize } from './rating-draws.ts'
import { sandwichCovariance } from './rating-covariance.ts'
import { studentQuantile } from './student-t.ts'

export type IntervalMethod =
  | 'sandwich'
  | 'multinomial-bootstrap'
  | 'cluster-bootstrap'
  | 'cluster-jackknife'
  /** A mean over headings that were estimated in different ways. */
  | 'mixed'
  | 'none'

/**
 * How sure the numbers of a fit are: thetas, order effect, tie parameter, in this order. NaN where there is
 * no honest answer.
 */
export interface Uncertainty {
  method: IntervalMethod
  level: number
  /** Square, of the side of `low`. */
  covariance: Float64Array
  low: Float64Array
  high: Float64Array
  /** Of Student's t for differences; infinite for the normal. */
  df: number
  /** Independent units: votes, or clusters. */
  clusters: number
  draws?: { asked: number; /** With no finite estimate of the worst number. */ lost: number }
}

/** As in estimate.ts: below this number of independent units no interval is honest. */
export const fewestUnits = 5
/** From this number of clusters on the bootstrap covers; below it the jackknife with Student's t does. */
export const bootstrapFrom = 20

const none = (size: number): Float64Array => new Float64Array(size).fill(Number.NaN)

export const noUncertainty = (numbers: number, level: number, clusters: number): Uncertainty => ({
  method: 'none',
  level,
  covariance: none(numbers * numbers),
  low: none(numbers),
  high: none(numbers),
  df: Number.POSITIVE_INFINITY,
  clusters,
})

/** The numbers of a fit, as draws hold them. */
export function numbersOfFit({ fit }: FittedRatings): Float64Array {
  const numbers = new Float64Array(drawSize(fit.models.length))
  numbers.set(fit.theta)
  numbers[fit.models.length] = fit.order
  numbers[fit.models.length + 1] = fit.tie
  return numbers
}

/** Intervals value -+ quantile x standard error. */
export function intervalsAround(
  numbers: Float64Array,
  covariance: Float64Array,
  level: number,
  df: number,
): { low: Float64Array; high: Float64Array } {
  const p = (1 + level) / 2
  const quantile = Number.isFinite(df) ? studentQuantile(p, df) : normalQuantile(p)
  const half = numbers.map((_, k) => quantile * Math.sqrt(covariance[k * numbers.length + k]!))
  return {
    low: numbers.map((value, k) => value - half[k]!),
    high: numbers.map((value, k) => value + half[k]!),
  }
}

/** In theta; far below what a billion votes leave. */
const noWidth = 1e-9

/** Votes that are all alike (ties only) would give intervals without width, which is no honest answer. */
function withoutPoints(found: Uncertainty): Uncertainty {
  const { low, high, covariance } = found
  const size = low.length
  for (let k = 0; k < size; k++) {
    if (!(high[k]! - low[k]! < noWidth)) continue
    low[k] = high[k] = Number.NaN
    for (let other = 0; other < size; other++)
      covariance[k * size + other] = covariance[other * size + k] = Number.NaN
  }
  return found
}

/** Sandwich intervals: votes are independent, the model need not hold. */
export function sandwichUncertainty(fitted: FittedRatings, level: number): Uncertainty {
  const { fit, likelihood, x } = fitted
  const numbers = numbersOfFit(fitted)
  const size = numbers.length
  if (fit.fault || fit.n < fewestUnits) return noUncertainty(size, level, fit.n)
  const found = sandwichCovariance(likelihood, x)
  const models = fit.models.length
  // Parameter of the likelihood that each number is; the tie parameter is kept as a log there.
  const source = Array.from(numbers, (_, k) =>
    k < models ? k : k === models ? likelihood.orderAt : likelihood.tieAt,
  )
  const slope = Array.from(numbers, (value, k) => (k === models + 1 ? value : 1))
  const covariance = none(size * size)
  for (let a = 0; a < size; a++)
    for (let b = 0; b < size; b++) {
      const [i, j] = [source[a]!, source[b]!]
      if (i < 0 || j < 0 || Number.isNaN(numbers[a]!) || Number.isNaN(numbers[b]!)) continue
      covariance[a * size + b] = slope[a]! * slope[b]! * found[i * likelihood.size + j]!
    }
  const df = Number.POSITIVE_INFINITY
  const { low, high } = intervalsAround(numbers, covariance, level, df)
  if (likelihood.tieAt >= 0) {
    // Of a factor: the interval of its log, so that it stays positive; theta of Rao and Kupper is at least 1.
    const at = models + 1
    const ratio = Math.exp((high[at]! - numbers[at]!) / numbers[at]!)
    low[at] = Math.max(likelihood.options.ties === 'rao-kupper' ? 1 : 0, numbers[at]! / ratio)
    high[at] = numbers[at]! * ratio
  }
  return withoutPoints({ method: 'sandwich', level, covariance, low, high, df, clusters: fit.n })
}

/** Means and covariance of columns over the rows where both are finite. */
function covarianceOf(rows: Float64Array, size: number, scale: (n: number) => number) {
  const draws = rows.length / size
  const mean = new Float64Array(size)
  for (let k = 0; k < size; k++) {
    let [sum, n] = [0, 0]
    for (let draw = 0; draw < draws; draw++) {
      const value = rows[draw * size + k]!
      if (Number.isNaN(value)) continue
      sum += value
      n += 1
    }
    mean[k] = sum / n
  }
  const covariance = new Float64Array(size * size)
  for (let a = 0; a < size; a++)
    for (let b = 0; b <= a; b++) {
      let [sum, n] = [0, 0]
      for (let draw = 0; draw < draws; draw++) {
        const product = (rows[draw * size + a]! - mean[a]!) * (rows[draw * size + b]! - mean[b]!)
        if (Number.isNaN(product)) continue
        sum += product
        n += 1
      }
      covariance[a * size + b] = covariance[b * size + a] = sum * scale(n)
    }
  return covariance
}

/**
 * Percentile intervals of bootstrap draws with expanded tails (Hesterberg 2015, section 4.3). Draws without
 * a finite estimate lie beyond any quantile: when they are as many as a tail holds there is no interval,
 * fewer are left out and counted.
 */
export function drawnUncertainty(
  rows: Float64Array,
  numbers: Float64Array,
  options: { level: number; clusters: number; method: IntervalMethod },
): Uncertainty {
  const size = numbers.length
  const asked = rows.length / size
  const { level, clusters, method } = options
  if (clusters < fewestUnits) return noUncertainty(size, level, clusters)
  const tail = expandedTail(level, clusters)
  const [low, high] = [none(size), none(size)]
  let lost = 0
  for (let k = 0; k < size; k++) {
    if (Number.isNaN(numbers[k]!)) continue
    const values: number[] = []
    for (let draw = 0; draw < asked; draw++) {
      const value = rows[draw * size + k]!
      if (!Number.isNaN(value)) values.push(value)
    }
    lost = Math.max(lost, asked - values.length)
    if (asked - values.length >= tail * asked) continue
    const sorted = ascending(values)
    low[k] = quantileOfSorted(sorted, tail)
    high[k] = quantileOfSorted(sorted, 1 - tail)
  }
  const covariance = covarianceOf(rows, size, (n) => 1 / (n - 1))
  for (let a = 0; a < size; a++)
    for (let b = 0; b < size; b++)
      if (Number.isNaN(low[a]!) || Number.isNaN(low[b]!)) covariance[a * size + b] = Number.NaN
  const df = clusters - 1
  const draws = { asked, lost }
  return withoutPoints({ method, level, covariance, low, high, df, clusters, draws })
}

/**
 * Few clusters: each is left out once, standard errors by the jackknife (Efron and Tibshirani 1993, section
 * 11.5), Student's t with one degree of freedom less than clusters, as for means of 5 to 19 clusters.
 */
export function jackknifeUncertainty(
  rows: Float64Array,
  numbers: Float64Array,
  level: number,
): Uncertainty {
  const size = numbers.length
  const clusters = rows.length / size
  if (clusters < fewestUnits) return noUncertainty(size, level, clusters)
  const covariance = covarianceOf(rows, size, (n) => (n === clusters ? (n - 1) / n : Number.NaN))
  const df = clusters - 1
  const { low, high } = intervalsAround(numbers, covariance, level, df)
  return withoutPoints({ method: 'cluster-jackknife', level, covariance, low, high, df, clusters })
}
