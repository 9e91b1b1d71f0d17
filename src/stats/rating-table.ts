import { connectedParts, membersOf } from './comparison-graph.ts'
import type { FitFault, RatingFit } from './fit-ratings.ts'
import type { Likelihood } from './likelihood.ts'
import { normalCdf } from './normal.ts'
import { compactLetters, holm } from './paired.ts'
import type { Uncertainty } from './rating-uncertainty.ts'
import { studentCdf } from './student-t.ts'
import type { PairCounts } from './vote-counts.ts'

export interface RatingScale {
  /** Rating points a factor of ten in strength is worth: 400 as in chess. */
  scale: number
  /** Rating of the mean of a group. */
  center: number
}

/** A number with its interval, in its own unit; null where none is honest. */
export interface Bounded {
  value: number
  se: number | null
  low: number | null
  high: number | null
}

interface RatingRow {
  model: string
  /** Number of its group, from 1; ratings of different groups do not compare. */
  group: number
  /** null when the model has no finite rating. */
  rating: number | null
  low: number | null
  high: number | null
  se: number | null
  /** Natural logs, sum zero within the group. */
  theta: number | null
  thetaSe: number | null
  /** Votes that named the model. */
  n: number
  /** Best and worst place in its group that differences leave open (Holm-adjusted). */
  rank: { best: number; worst: number } | null
  /** Models of a group that share a letter cannot be told apart. */
  letters: string
}

/** Why groups are apart: never compared, or one won every vote against the other. */
export type Apart = 'notCompared' | 'separated'

export interface RatingTable {
  /** Best first within a group, larger groups first. */
  rows: RatingRow[]
  groups: string[][]
  orderEffect?: Bounded
  tie?: Bounded
  fault?: FitFault
}

const known = (value: number): number | null => (Number.isFinite(value) ? value : null)

/** Difference a - b of thetas with its two-sided p; null without a covariance. */
export function differenceOf(
  fit: RatingFit,
  { covariance, low, df }: Uncertainty,
  a: number,
  b: number,
): { value: number; se: number; p: number } | null {
  const size = low.length
  const variance =
    covariance[a * size + a]! + covariance[b * size + b]! - 2 * covariance[a * size + b]!
  if (!(variance > 0)) return null
  const value = fit.theta[a]! - fit.theta[b]!
  const z = Math.abs(value) / Math.sqrt(variance)
  const p = 2 * (Number.isFinite(df) ? studentCdf(-z, df) : normalCdf(-z))
  return { value, se: Math.sqrt(variance), p }
}

/** Which models of a group differ, after Holm's adjustment over all its pairs. */
function differentOf(fit: RatingFit, uncertainty: Uncertainty, members: readonly number[]) {
  const pairs = members.flatMap((a, index) => members.slice(index + 1).map((b) => ({ a, b })))
  const adjusted = holm(pairs.map(({ a, b }) => differenceOf(fit, uncertainty, a, b)?.p ?? null))
  const side = fit.models.length
  const different = new Uint8Array(side * side)
  for (const [index, { a, b }] of pairs.entries()) {
    const p = adjusted[index]
    if (p === null || p === undefined || p >= 1 - uncertainty.level) continue
    different[a * side + b] = different[b * side + a] = 1
  }
  return (a: number, b: number): boolean => different[a * side + b] === 1
}

/** Votes that named each model. */
export function votesOf({ models, left, right, counts }: PairCounts): Float64Array {
  const votes = new Float64Array(models.length)
  for (let pair = 0; pair < left.length; pair++) {
    const sum = counts.subarray(4 * pair, 4 * pair + 4).reduce((total, count) => total + count, 0)
    votes[left[pair]!]! += sum
    votes[right[pair]!]! += sum
  }
  return votes
}

/** Are the models of a group at least linked to those of others by votes? Then one side won all of them. */
export function reasonsApart({ pairs, votes, part }: Likelihood): Apart[] {
  const met = Array.from(pairs.left.keys()).filter((pair) =>
    votes.subarray(3 * pair, 3 * pair + 3).some((count) => count > 0),
  )
  const linked = connectedParts(pairs.models.length, {
    from: met.map((pair) => pairs.left[pair]!),
    to: met.map((pair) => pairs.right[pair]!),
  })
  const found = new Set<Apart>()
  if (new Set(linked).size > 1) found.add('notCompared')
  if (new Set(part).size > new Set(linked).size) found.add('separated')
  return [...found].sort()
}

/** Models of each group, best first, the group of most models first. */
function orderedGroups(fit: RatingFit): number[][] {
  return membersOf(fit.part)
    .map((members) => members.toSorted((a, b) => fit.theta[b]! - fit.theta[a]! || a - b))
    .sort((a, b) => b.length - a.length || a[0]! - b[0]!)
}

function rowsOfGroup(
  members: readonly number[],
  group: number,
  fit: RatingFit,
  uncertainty: Uncertainty,
  votes: Float64Array,
  { scale, center }: RatingScale,
): RatingRow[] {
  const perTheta = scale / Math.LN10
  const side = uncertainty.low.length
  const isRated = !Number.isNaN(fit.theta[members[0]!]!)
  const different = differentOf(fit, uncertainty, members)
  const letters = isRated
    ? compactLetters(members.map(String), (a, b) => different(Number(a), Number(b)))
    : new Map<string, string>()
  const onScale = (theta: number): number | null => known(center + perTheta * theta)
  return members.map((model, place) => {
    const se = known(Math.sqrt(uncertainty.covariance[model * side + model]!))
    const better = members.filter((other, at) => at < place && different(model, other)).length
    const worse = members.filter((other, at) => at > place && different(model, other)).length
    return {
      model: fit.models[model]!,
      group,
      rating: onScale(fit.theta[model]!),
      low: onScale(uncertainty.low[model]!),
      high: onScale(uncertainty.high[model]!),
      se: se === null ? null : se * perTheta,
      theta: known(fit.theta[model]!),
      thetaSe: se,
      n: votes[model]!,
      rank: isRated && se !== null ? { best: better + 1, worst: members.length - worse } : null,
      letters: letters.get(String(model)) ?? '',
    }
  })
}

/** Ratings on a scale, with intervals, ranks and groups; `votes` as `votesOf` counts them. */
export function tabulateRatings(
  fit: RatingFit,
  votes: Float64Array,
  uncertainty: Uncertainty,
  scale: RatingScale,
): RatingTable {
  const groups = orderedGroups(fit)
  const models = fit.models.length
  const extra = (at: number, value: number): Bounded | undefined =>
    Number.isNaN(value)
      ? undefined
      : {
          value,
          se: known(Math.sqrt(uncertainty.covariance[at * (models + 2) + at]!)),
          low: known(uncertainty.low[at]!),
          high: known(uncertainty.high[at]!),
        }
  const orderEffect = extra(models, fit.order)
  const tie = extra(models + 1, fit.tie)
  return {
    rows: groups.flatMap((members, index) =>
      rowsOfGroup(members, index + 1, fit, uncertainty, votes, scale),
    ),
    groups: groups.map((members) => members.map((model) => fit.models[model]!)),
    ...(orderEffect ? { orderEffect } : {}),
    ...(tie ? { tie } : {}),
    ...(fit.fault ? { fault: fit.fault } : {}),
  }
}
