import { membersOf } from './comparison-graph.ts'
import { wilsonWith } from './estimate.ts'
import type { FittedRatings } from './fit-ratings.ts'
import { normalQuantile } from './normal.ts'
import { logistic, outcomeModels, perOutcome } from './outcome-model.ts'
import type { Bounded } from './rating-table.ts'
import type { Uncertainty } from './rating-uncertainty.ts'
import { studentQuantile } from './student-t.ts'
import type { PairCounts } from './vote-counts.ts'

/** Votes of one model against another, whichever side they stood on. */
export interface HeadToHead {
  model: string
  other: string
  wins: number
  losses: number
  ties: number
  bothBad: number
}

/** Every pair that met, once, the models in order of name. */
export function headToHeads({ models, left, right, counts }: PairCounts): HeadToHead[] {
  const found = new Map<string, HeadToHead>()
  for (let pair = 0; pair < left.length; pair++) {
    const isTurned = left[pair]! > right[pair]!
    const [a, b] = isTurned ? [right[pair]!, left[pair]!] : [left[pair]!, right[pair]!]
    const key = `${a} ${b}`
    const one = found.get(key) ?? {
      model: models[a]!,
      other: models[b]!,
      wins: 0,
      losses: 0,
      ties: 0,
      bothBad: 0,
    }
    one.wins += counts[4 * pair + (isTurned ? 1 : 0)]!
    one.losses += counts[4 * pair + (isTurned ? 0 : 1)]!
    one.ties += counts[4 * pair + 2]!
    one.bothBad += counts[4 * pair + 3]!
    found.set(key, one)
  }
  return [...found.values()].sort((a, b) =>
    a.model === b.model ? (a.other < b.other ? -1 : 1) : a.model < b.model ? -1 : 1,
  )
}

/** Expected points of the stronger side, a tie as half; with slopes by advantage and by the tie parameter's log. */
function expectedPoints({ likelihood, x }: FittedRatings, advantage: number) {
  if (likelihood.tieAt < 0) {
    const p = logistic(advantage)
    return { points: p, byAdvantage: p * (1 - p), byTie: 0 }
  }
  const terms = new Float64Array(3 * perOutcome)
  outcomeModels[likelihood.options.ties](advantage, x[likelihood.tieAt]!, terms)
  const [win, tie] = [Math.exp(terms[0]!), Math.exp(terms[12]!) / 2]
  return {
    points: win + tie,
    byAdvantage: win * terms[1]! + tie * terms[13]!,
    byTie: win * terms[2]! + tie * terms[14]!,
  }
}

/**
 * A model's mean chance against every other of its group, sides even and a tie as half. From the ratings, so that
 * it does not depend on who met whom how often. Interval by the delta method on the log odds.
 */
export function averageWinRates(
  fitted: FittedRatings,
  uncertainty: Uncertainty,
): Map<string, Bounded> {
  const { fit } = fitted
  const { covariance, level, df } = uncertainty
  const p = (1 + level) / 2
  const quantile = Number.isFinite(df) ? studentQuantile(p, df) : normalQuantile(p)
  const rates = new Map<string, Bounded>()
  for (const members of membersOf(fit.part)) {
    for (const model of members) {
      if (Number.isNaN(fit.theta[model]!)) continue
      const { rate, slopes } = meanPoints(fitted, model, members)
      rates.set(fit.models[model]!, ofRate(rate, varianceAlong(slopes, covariance), quantile))
    }
  }
  return rates
}

/** Mean expected points against the others of a group, and its slopes by the numbers of a fit. */
function meanPoints(fitted: FittedRatings, model: number, members: readonly number[]) {
  const { theta, tie, models } = fitted.fit
  const slopes = new Float64Array(models.length + 2)
  const share = 1 / (members.length - 1)
  let rate = 0
  for (const other of members) {
    if (other === model) continue
    const { points, byAdvantage, byTie } = expectedPoints(fitted, theta[model]! - theta[other]!)
    rate += points * share
    slopes[model]! += byAdvantage * share
    slopes[other]! -= byAdvantage * share
    if (tie > 0) slopes[models.length + 1]! += (byTie / tie) * share
  }
  return { rate, slopes }
}

function varianceAlong(slopes: Float64Array, covariance: Float64Array): number {
  let sum = 0
  for (const [a, first] of slopes.entries()) {
    if (first === 0) continue
    for (const [b, second] of slopes.entries())
      if (second !== 0) sum += first * second * covariance[a * slopes.length + b]!
  }
  return sum
}

function ofRate(value: number, variance: number, quantile: number): Bounded {
  if (!(variance >= 0)) return { value, se: null, low: null, high: null }
  const se = Math.sqrt(variance)
  const logOdds = Math.log(value / (1 - value))
  const half = (quantile * se) / (value * (1 - value))
  return { value, se, low: logistic(logOdds - half), high: logistic(logOdds + half) }
}

export interface Triple {
  /** Each beat the next more often than not, and the last the first. */
  models: [string, string, string]
  /** Least share of the three, ties as half. */
  share: number
  /** Whether each of the three intervals lies above one half. */
  decided: boolean
}

/** Share of points against another, and its lower end; `model * side + other`, NaN for pairs that did not meet. */
interface Majorities {
  side: number
  share: Float64Array
  low: Float64Array
}

function majoritiesOf(pairs: PairCounts, level: number): Majorities {
  const side = pairs.models.length
  const share = new Float64Array(side * side).fill(Number.NaN)
  const low = share.slice()
  const indexOf = new Map(pairs.models.map((name, index) => [name, index]))
  const z = normalQuantile((1 + level) / 2)
  for (const { model, other, wins, losses, ties, bothBad } of headToHeads(pairs)) {
    const n = wins + losses + ties + bothBad
    if (n === 0) continue
    const [a, b] = [indexOf.get(model)!, indexOf.get(other)!]
    const points = wins + (ties + bothBad) / 2
    const [least, most] = wilsonWith(points, n, z)
    share[a * side + b] = points / n
    share[b * side + a] = 1 - points / n
    low[a * side + b] = least
    low[b * side + a] = 1 - most
  }
  return { side, share, low }
}

/** The circle in which each of three beats the next, if their majorities make one. */
function circleOf(
  { side, share, low }: Majorities,
  [a, b, c]: readonly [number, number, number],
  names: readonly string[],
): Triple | undefined {
  const steps = [a * side + b, b * side + c, c * side + a]
  if (!steps.every((step) => share[step]! > 0.5)) return undefined
  return {
    models: [names[a]!, names[b]!, names[c]!],
    share: Math.min(...steps.map((step) => share[step]!)),
    decided: steps.every((step) => low[step]! > 0.5),
  }
}

/** Circles of three: how many triples met in all three pairs, and those whose majorities go round. */
export function intransitiveTriples(
  pairs: PairCounts,
  level: number,
): { met: number; cyclic: Triple[] } {
  const { models } = pairs
  const majorities = majoritiesOf(pairs, level)
  const { side, share } = majorities
  const haveMet = (a: number, b: number): boolean => !Number.isNaN(share[a * side + b]!)
  const cyclic: Triple[] = []
  let met = 0
  for (let a = 0; a < side; a++)
    for (let b = a + 1; b < side; b++) {
      if (!haveMet(a, b)) continue
      for (let c = b + 1; c < side; c++) {
        if (!haveMet(a, c) || !haveMet(b, c)) continue
        met += 1
        const circle =
          circleOf(majorities, [a, b, c], models) ?? circleOf(majorities, [a, c, b], models)
        if (circle) cyclic.push(circle)
      }
    }
  return { met, cyclic: cyclic.sort((x, y) => y.share - x.share) }
}
