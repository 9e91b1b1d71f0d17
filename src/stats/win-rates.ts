import { membersOf } from './comparison-graph.ts'
import { wilsonInterval } from './estimate.ts'
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

type Majorities = ReadonlyMap<string, { share: number; low: number }>

const key = (a: string, b: string): string => `${a}\n${b}`

function majoritiesOf(pairs: PairCounts, level: number): Majorities {
  const beats = new Map<string, { share: number; low: number }>()
  for (const { model, other, wins, losses, ties, bothBad } of headToHeads(pairs)) {
    const n = wins + losses + ties + bothBad
    const half = (ties + bothBad) / 2
    const add = (from: string, to: string, points: number) =>
      beats.set(key(from, to), { share: points / n, low: wilsonInterval(points, n, level)[0] })
    if (n === 0) continue
    add(model, other, wins + half)
    add(other, model, losses + half)
  }
  return beats
}

/** The circle in which each of three beats the next, if their majorities make one. */
function circleOf(beats: Majorities, models: Triple['models']): Triple | undefined {
  const steps = models.map((from, k) => beats.get(key(from, models[(k + 1) % 3]!))!)
  const share = Math.min(...steps.map((step) => step.share))
  if (share <= 0.5) return undefined
  return { models, share, decided: steps.every(({ low }) => low > 0.5) }
}

/** Circles of three: how many triples met in all three pairs, and those whose majorities go round. */
export function intransitiveTriples(
  pairs: PairCounts,
  level: number,
): { met: number; cyclic: Triple[] } {
  const beats = majoritiesOf(pairs, level)
  const { models } = pairs
  const later = (from: number, ...met: string[]): [number, string][] =>
    Array.from(models.entries())
      .slice(from + 1)
      .filter(([, model]) => met.every((other) => beats.has(key(other, model))))
  const cyclic: Triple[] = []
  let met = 0
  for (const [i, a] of models.entries())
    for (const [j, b] of later(i, a))
      for (const [, c] of later(j, a, b)) {
        met += 1
        const circle = circleOf(beats, [a, b, c]) ?? circleOf(beats, [a, c, b])
        if (circle) cyclic.push(circle)
      }
  return { met, cyclic: cyclic.sort((x, y) => y.share - x.share) }
}
