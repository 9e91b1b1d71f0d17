import { factorise, solveWith } from './cholesky.ts'
import { membersOf } from './comparison-graph.ts'
import {
  fixSums,
  likelihoodOf,
  slopesAt,
  type Likelihood,
  type LikelihoodFault,
  type RatingOptions,
  type Slopes,
} from './likelihood.ts'
import type { TieModel } from './outcome-model.ts'
import type { PairCounts } from './vote-counts.ts'

export type FitFault = LikelihoodFault | 'noConvergence'

export interface RatingFit {
  models: readonly string[]
  /** Log strength, natural logs, sum zero within a part. NaN where none exists: a part of one model, or a fault. */
  theta: Float64Array
  /**
   * Models whose differences are finite share a part: without a prior those that reach each other over wins
   * and ties (Ford 1957), with one those that were compared at all. Numbers of different parts do not compare.
   */
  part: Int32Array
  /** Order effect in theta, positive where it favours the left; NaN when not estimated. */
  order: number
  /** nu of Davidson or theta of Rao and Kupper; NaN when not estimated. */
  tie: number
  /** Of the votes within parts; those across parts add nothing, being decided for certain. NaN with a fault. */
  logLik: number
  /** Votes that were rated: without skipped and, when dropped, both-bad ones. */
  n: number
  iterations: number
  fault?: FitFault
}

interface Ascent {
  x: Float64Array
  value: number
  iterations: number
  converged: boolean
}

const mostSteps = 200
const smallStep = 1e-11
/** Steps as small as this that shrink no more are rounding: one model of few votes beside others of a billion. */
const roundingStep = 1e-6

/** One step of size that still climbs: Newton's, and where that fails ever nearer to the gradient's (Levenberg 1944). */
function stepUp(one: Likelihood, x: Float64Array, from: Slopes) {
  const { size } = one
  for (let damping = 0; damping < 1e12; damping = damping === 0 ? 1e-6 : damping * 10) {
    const matrix = from.information.slice()
    fixSums(one, matrix)
    for (let k = 0; k < size; k++) matrix[k * size + k]! *= 1 + damping
    if (!factorise(matrix, size)) continue
    const step = solveWith(matrix, size, from.gradient.slice())
    const next = x.map((value, k) => value + step[k]!)
    const slopes = slopesAt(one, next)
    const length = step.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    // At the top the last digits of the value decide nothing.
    const floor = from.value - 1e-12 * Math.abs(from.value)
    if (length < 1e-7 || slopes.value >= floor) return { x: next, slopes, length }
  }
  return undefined
}

/** Newton's method on a concave function. */
function climb(one: Likelihood, start: Float64Array): Ascent {
  let x = start
  let slopes = slopesAt(one, x)
  let before = Number.POSITIVE_INFINITY
  for (let iterations = 1; iterations <= mostSteps; iterations++) {
    const step = stepUp(one, x, slopes)
    if (!step || !Number.isFinite(step.slopes.value)) break
    x = step.x
    slopes = step.slopes
    const isRounding = step.length < roundingStep && step.length > before / 2
    if (step.length < smallStep || isRounding)
      return { x, value: slopes.value, iterations, converged: true }
    before = step.length
  }
  return { x, value: slopes.value, iterations: mostSteps, converged: false }
}

function startOf(one: Likelihood, tieShare: number, warm?: Float64Array): Float64Array {
  const x = new Float64Array(one.size)
  if (warm) x.set(warm.subarray(0, one.size))
  if (one.tieAt < 0 || (warm && x[one.tieAt]! > 0)) return x
  // The tie parameter of models that are all alike.
  const share = Math.min(0.999, Math.max(0.001, tieShare))
  x[one.tieAt] =
    one.options.ties === 'davidson'
      ? Math.log((2 * share) / (1 - share))
      : Math.log((1 + share) / (1 - share))
  return x
}

/** Tie parameter as published: nu = e^k, theta = e^k; at its edge where there was no tie. */
function tieOf(one: Likelihood, x: Float64Array, asked: TieModel): number {
  if (asked === 'half') return Number.NaN
  if (one.tieAt < 0) return asked === 'davidson' ? 0 : 1
  return Math.exp(x[one.tieAt]!)
}

export interface FittedRatings {
  fit: RatingFit
  likelihood: Likelihood
  /** All parameters, for covariances and as a start for similar counts. */
  x: Float64Array
}

/**
 * Ratings by maximum likelihood, or penalised: natural-log Bradley-Terry with a tie as half and half,
 * Davidson, or Rao-Kupper. Says what has no finite estimate instead of making one up.
 */
export function fitRatings(
  pairs: PairCounts,
  options: RatingOptions,
  warm?: Float64Array,
): FittedRatings {
  const { one, tieShare, fault: unbounded } = likelihoodOf(pairs, options)
  const n = one.votes.reduce((sum, votes) => sum + votes, 0)
  const ascent = unbounded ? undefined : climb(one, startOf(one, tieShare, warm))
  const x = ascent?.x ?? new Float64Array(one.size)
  const fault = unbounded ?? (ascent?.converged ? undefined : 'noConvergence')
  return {
    likelihood: one,
    x,
    fit: fault ? unfit(one, n, fault) : fitAt(one, x, n, options.ties, ascent!),
  }
}

const unfit = ({ pairs, part }: Likelihood, n: number, fault: FitFault): RatingFit => ({
  models: pairs.models,
  theta: new Float64Array(pairs.models.length).fill(Number.NaN),
  part,
  order: Number.NaN,
  tie: Number.NaN,
  logLik: Number.NaN,
  n,
  iterations: 0,
  fault,
})

function fitAt(
  one: Likelihood,
  x: Float64Array,
  n: number,
  asked: TieModel,
  { value, iterations }: Ascent,
): RatingFit {
  const { models } = one.pairs
  const alone = membersOf(one.part).map((members) => members.length === 1)
  const isAnyRated = alone.includes(false)
  return {
    models,
    theta: Float64Array.from(models, (_, model) =>
      alone[one.part[model]!] ? Number.NaN : x[model]!,
    ),
    part: one.part,
    order: isAnyRated && one.orderAt >= 0 ? x[one.orderAt]! : Number.NaN,
    tie: isAnyRated ? tieOf(one, x, asked) : Number.NaN,
    logLik: value + penaltyOf(one, x),
    n,
    iterations,
  }
}

/** What the prior took off the likelihood. */
const penaltyOf = ({ pairs, options }: Likelihood, x: Float64Array): number =>
  options.prior * pairs.models.reduce((sum, _, model) => sum + x[model]! ** 2, 0)
