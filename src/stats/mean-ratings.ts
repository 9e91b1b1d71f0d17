import { membersOf } from './comparison-graph.ts'
import type { FittedRatings, RatingFit } from './fit-ratings.ts'
import { drawSize } from './rating-draws.ts'
import { intervalsAround, type Uncertainty } from './rating-uncertainty.ts'

/** Ratings of the same models under several headings (tasks). */
export interface RatedPart {
  fitted: FittedRatings
  uncertainty: Uncertainty
}

/** Models of the largest group of a fit that are rated. */
function largestGroup({ models, part, theta }: RatingFit): string[] {
  const groups = membersOf(part).sort((a, b) => b.length - a.length)
  return (groups[0] ?? []).filter((model) => !Number.isNaN(theta[model]!)).map((k) => models[k]!)
}

/** Models rated on one scale under every heading, by name: only these have a mean over all of them. */
export function commonModels(fits: readonly RatingFit[]): string[] {
  const [first, ...others] = fits.map((fit) => new Set(largestGroup(fit)))
  return [...(first ?? [])].filter((model) => others.every((group) => group.has(model))).sort()
}

const indexOf = ({ models }: RatingFit, names: readonly string[]): number[] =>
  names.map((name) => models.indexOf(name))

/** Thetas of the models asked for, with their own mean at zero. */
function centred(numbers: Float64Array, index: readonly number[]): number[] {
  const values = index.map((model) => numbers[model]!)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.map((value) => value - mean)
}

const asFit = (names: readonly string[], theta: Float64Array, n: number): RatingFit => ({
  models: names,
  theta,
  part: new Int32Array(names.length),
  order: Number.NaN,
  tie: Number.NaN,
  logLik: Number.NaN,
  n,
  iterations: 0,
})

/** The unweighted mean of thetas over headings: each counts the same, however many votes it has. */
export function meanFit(fits: readonly RatingFit[], names: readonly string[]): RatingFit {
  const theta = new Float64Array(names.length)
  for (const fit of fits)
    for (const [k, value] of centred(fit.theta, indexOf(fit, names)).entries())
      theta[k]! += value / fits.length
  return asFit(
    names,
    theta,
    fits.reduce((sum, { n }) => sum + n, 0),
  )
}

/** Covariance of the centred thetas of some models. */
function centredCovariance({ covariance, low }: Uncertainty, index: readonly number[]) {
  const size = index.length
  const at = (a: number, b: number): number => covariance[index[a]! * low.length + index[b]!]!
  const rows = index.map((_, a) => index.reduce((sum, __, b) => sum + at(a, b), 0) / size)
  const all = rows.reduce((sum, row) => sum + row, 0) / size
  return index.map((_, a) => index.map((__, b) => at(a, b) - rows[a]! - rows[b]! + all))
}

/**
 * Uncertainty of that mean when no vote and no cluster counts under two headings: variances add. Degrees of
 * freedom by Welch and Satterthwaite, from the traces.
 */
export function meanUncertainty(
  parts: readonly RatedPart[],
  names: readonly string[],
  fit: RatingFit,
): Uncertainty {
  const size = drawSize(names.length)
  const covariance = new Float64Array(size * size).fill(Number.NaN)
  for (let a = 0; a < names.length; a++) covariance.fill(0, a * size, a * size + names.length)
  let [sum, squares] = [0, 0]
  for (const { fitted, uncertainty } of parts) {
    const found = centredCovariance(uncertainty, indexOf(fitted.fit, names))
    let trace = 0
    for (const [a, row] of found.entries())
      for (const [b, value] of row.entries()) {
        covariance[a * size + b]! += value / parts.length ** 2
        if (a === b) trace += value
      }
    sum += trace
    squares += trace ** 2 / uncertainty.df
  }
  const df = squares > 0 ? sum ** 2 / squares : Number.POSITIVE_INFINITY
  const level = parts[0]?.uncertainty.level ?? Number.NaN
  const numbers = Float64Array.of(...fit.theta, Number.NaN, Number.NaN)
  const { low, high } = intervalsAround(numbers, covariance, level, df)
  const methods = new Set(parts.map(({ uncertainty }) => uncertainty.method))
  const method = methods.size === 1 ? [...methods][0]! : 'mixed'
  const clusters = parts.reduce((all, { uncertainty }) => all + uncertainty.clusters, 0)
  return { method, level, covariance, low, high, df, clusters }
}

/** The mean of each draw, from rows of draws that hold all headings (drawRatings of several tables). */
export function meanOfDraws(
  rows: Float64Array,
  fits: readonly RatingFit[],
  names: readonly string[],
): Float64Array {
  const sizes = fits.map(({ models }) => drawSize(models.length))
  const width = sizes.reduce((sum, size) => sum + size, 0)
  const indices = fits.map((fit) => indexOf(fit, names))
  const size = drawSize(names.length)
  const means = new Float64Array((rows.length / width) * size).fill(Number.NaN)
  for (let draw = 0; draw < rows.length / width; draw++) {
    const row = means.subarray(draw * size, draw * size + names.length).fill(0)
    let at = draw * width
    for (const [part, index] of indices.entries()) {
      const numbers = rows.subarray(at, (at += sizes[part]!))
      for (const [k, value] of centred(numbers, index).entries()) row[k]! += value / fits.length
    }
  }
  return means
}
