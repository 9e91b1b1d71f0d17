import { membersOf, connectedParts, strongParts } from './comparison-graph.ts'
import { outcomeModels, perOutcome, type TieModel } from './outcome-model.ts'
import { hasRecession } from './recession.ts'
import type { PairCounts } from './vote-counts.ts'

export interface RatingOptions {
  ties: TieModel
  /** Both-bad votes as ties, or left out of the ratings. */
  bothBad: 'tie' | 'drop'
  /** Estimates how much being on the left helps. */
  orderEffect: boolean
  /** lambda of the penalty lambda * sum theta^2; 0 is maximum likelihood. */
  prior: number
  /** A factor for the votes of each ordered pair, as arena-rank's 1 / max(votes, 50); 1 when left out. */
  weights?: Float64Array
}

/** Why there is no finite estimate at all. */
export type LikelihoodFault = 'onlyTies' | 'noFiniteMaximum'

/** Votes by pair: left won, right won, tie. */
function decidedVotes({ counts }: PairCounts, options: RatingOptions): Float64Array {
  const pairs = counts.length / 4
  const votes = new Float64Array(3 * pairs)
  for (let pair = 0; pair < pairs; pair++) {
    const bothBad = options.bothBad === 'tie' ? counts[4 * pair + 3]! : 0
    votes[3 * pair] = counts[4 * pair]!
    votes[3 * pair + 1] = counts[4 * pair + 1]!
    votes[3 * pair + 2] = counts[4 * pair + 2]! + bothBad
  }
  return votes
}

/** The penalised likelihood of one set of counts; parameters are thetas, then order effect, then tie. */
export interface Likelihood {
  pairs: PairCounts
  votes: Float64Array
  options: RatingOptions
  part: Int32Array
  /** Index of the order effect and of the tie parameter, -1 when not estimated. */
  orderAt: number
  tieAt: number
  size: number
}

/** The row's own advantage; rows across parts have none. */
export const advantageAt = (one: Likelihood, x: Float64Array, pair: number): number =>
  x[one.pairs.left[pair]!]! - x[one.pairs.right[pair]!]! + (one.orderAt < 0 ? 0 : x[one.orderAt]!)

export const isRated = ({ pairs, part, votes }: Likelihood, pair: number): boolean =>
  part[pairs.left[pair]!] === part[pairs.right[pair]!] &&
  votes[3 * pair]! + votes[3 * pair + 1]! + votes[3 * pair + 2]! > 0

export interface Slopes {
  value: number
  gradient: Float64Array
  /** Negative second derivatives, lower triangle, size x size. */
  information: Float64Array
}

/** Adds `amount` to the lower triangle. */
const bump = (matrix: Float64Array, size: number, a: number, b: number, amount: number): void => {
  matrix[a > b ? a * size + b : b * size + a]! += amount
}

function addPair(one: Likelihood, pair: number, terms: Float64Array, into: Slopes): void {
  const { pairs, orderAt, tieAt, size } = one
  const [left, right] = [pairs.left[pair]!, pairs.right[pair]!]
  const { gradient, information } = into
  gradient[left]! += terms[1]!
  gradient[right]! -= terms[1]!
  bump(information, size, left, left, -terms[3]!)
  bump(information, size, right, right, -terms[3]!)
  bump(information, size, left, right, terms[3]!)
  if (orderAt >= 0) {
    gradient[orderAt]! += terms[1]!
    bump(information, size, orderAt, left, -terms[3]!)
    bump(information, size, orderAt, right, terms[3]!)
    bump(information, size, orderAt, orderAt, -terms[3]!)
  }
  if (tieAt < 0) return
  gradient[tieAt]! += terms[2]!
  bump(information, size, tieAt, left, -terms[4]!)
  bump(information, size, tieAt, right, terms[4]!)
  if (orderAt >= 0) bump(information, size, tieAt, orderAt, -terms[4]!)
  bump(information, size, tieAt, tieAt, -terms[5]!)
}

/** Value, gradient and information at x. */
export function slopesAt(one: Likelihood, x: Float64Array): Slopes {
  const { pairs, votes, options, size } = one
  const model = outcomeModels[options.ties]
  const into: Slopes = {
    value: 0,
    gradient: new Float64Array(size),
    information: new Float64Array(size * size),
  }
  const each = new Float64Array(3 * perOutcome)
  const sums = new Float64Array(perOutcome)
  const tie = one.tieAt < 0 ? 0 : x[one.tieAt]!
  for (let pair = 0; pair < pairs.left.length; pair++) {
    if (!isRated(one, pair)) continue
    model(advantageAt(one, x, pair), tie, each)
    const weight = options.weights?.[pair] ?? 1
    sums.fill(0)
    for (let outcome = 0; outcome < 3; outcome++) {
      const count = votes[3 * pair + outcome]! * weight
      if (count === 0) continue
      for (let k = 0; k < perOutcome; k++) sums[k]! += count * each[outcome * perOutcome + k]!
    }
    into.value += sums[0]!
    addPair(one, pair, sums, into)
  }
  for (let model = 0; model < pairs.models.length; model++) {
    into.value -= options.prior * x[model]! * x[model]!
    into.gradient[model]! -= 2 * options.prior * x[model]!
    into.information[model * size + model]! += 2 * options.prior
  }
  return into
}

/**
 * Fixes the sum of thetas of each part at zero by adding `scale` to every entry of its block; without it
 * the information is singular along the ones. Returns the scale of each part, to be taken off an inverse.
 */
export function fixSums(one: Likelihood, information: Float64Array): number[] {
  const { size } = one
  return membersOf(one.part).map((members) => {
    const trace = members.reduce((sum, model) => sum + information[model * size + model]!, 0)
    const scale = trace > 0 ? trace / members.length : 1
    for (const a of members)
      for (const b of members) if (b <= a) information[a * size + b]! += scale
    return scale
  })
}

/** Edges "did not always lose to": a win points at the loser, a tie both ways; compared at all when a prior makes all finite. */
function partsOf({ models, left, right }: PairCounts, votes: Float64Array, prior: number) {
  const edges: { from: number[]; to: number[] } = { from: [], to: [] }
  for (let pair = 0; pair < left.length; pair++) {
    const [won, lost, tied] = [votes[3 * pair]!, votes[3 * pair + 1]!, votes[3 * pair + 2]!]
    if (won + tied > 0) {
      edges.from.push(left[pair]!)
      edges.to.push(right[pair]!)
    }
    if (lost + tied > 0) {
      edges.from.push(right[pair]!)
      edges.to.push(left[pair]!)
    }
  }
  return (prior > 0 ? connectedParts : strongParts)(models.length, edges)
}

/** Whether only the prior keeps some difference of models that met finite (Ford 1957). */
export const isHeldByPrior = ({ pairs, votes, options, part }: Likelihood): boolean =>
  options.prior > 0 && new Set(partsOf(pairs, votes, 0)).size > new Set(part).size

/** The likelihood of a table, and what keeps it from having a highest point. */
export function likelihoodOf(
  pairs: PairCounts,
  options: RatingOptions,
): { one: Likelihood; tieShare: number; fault?: LikelihoodFault } {
  const votes = decidedVotes(pairs, options)
  const part = partsOf(pairs, votes, options.prior)
  const [decided, tied] = [0, 2].map((from) => {
    let sum = 0
    for (let pair = 0; pair < pairs.left.length; pair++)
      sum += votes[3 * pair + from]! + (from === 0 ? votes[3 * pair + 1]! : 0)
    return sum
  }) as [number, number]
  const models = pairs.models.length
  // Without ties the tie parameter is at its edge (nu 0, theta 1), where both models are Bradley and Terry's.
  const fitsTies = options.ties !== 'half' && tied > 0
  // Nor do votes that are not there tell of an order effect.
  const fitsOrder = options.orderEffect && decided + tied > 0
  const orderAt = fitsOrder ? models : -1
  const tieAt = fitsTies ? models + (fitsOrder ? 1 : 0) : -1
  const used: RatingOptions = fitsTies ? options : { ...options, ties: 'half' }
  const size = models + (fitsOrder ? 1 : 0) + (fitsTies ? 1 : 0)
  const one = { pairs, votes, options: used, part, orderAt, tieAt, size }
  const tieShare = tied / Math.max(1, decided + tied)
  if (fitsTies && decided === 0) return { one, tieShare, fault: 'onlyTies' }
  // A prior holds the ratings, so that only the other parameters can run away.
  const nodes = options.prior > 0 ? 1 : models
  const merged = new Int32Array(pairs.left.length)
  const [left, right] = options.prior > 0 ? [merged, merged] : [pairs.left, pairs.right]
  const extra = { order: fitsOrder, ties: fitsTies }
  return hasRecession({ nodes, left, right, votes }, extra)
    ? { one, tieShare, fault: 'noFiniteMaximum' }
    : { one, tieShare }
}
