import type { Estimate } from '#schema/estimate.ts'
import type { JudgeRatings } from '#schema/judge-report.ts'
import type { Verdict } from '#stats/both-orders.ts'
import { clusterShare } from '#stats/cluster-share.ts'
import { fitRatings, type FittedRatings } from '#stats/fit-ratings.ts'
import type { RatingOptions } from '#stats/likelihood.ts'
import { drawRatings } from '#stats/rating-draws.ts'
import { tabulateRatings, votesOf } from '#stats/rating-table.ts'
import {
  fewestUnits,
  jackknifeUncertainty,
  noUncertainty,
  numbersOfFit,
  type Uncertainty,
} from '#stats/rating-uncertainty.ts'
import { VoteCounts, type ClusterCounts } from '#stats/vote-counts.ts'
import type { ChosenPair } from './judge-pairs.ts'

const plain: RatingOptions = { ties: 'half', bothBad: 'tie', orderEffect: false, prior: 0 }
const scale = { scale: 400, center: 1000 }

/** A hundred parts tell a variance well enough; a fit for each of a thousand cases would take seconds. */
const mostParts = 100

/** Neighbouring clusters left out together (delete-a-group jackknife: Kott 2001). */
function inParts(table: ClusterCounts): ClusterCounts {
  const n = table.clusters.length
  if (n <= mostParts) return table
  const ends = Array.from({ length: mostParts + 1 }, (_, part) =>
    Math.round((part * n) / mostParts),
  )
  return {
    ...table,
    clusters: ends.slice(0, -1).map((at) => table.clusters[at]!),
    start: Int32Array.from(ends, (at) => table.start[at]!),
  }
}

/** Cases are left out, alone or some at a time: votes on one case are not independent. */
function jackknifed(
  table: ClusterCounts,
  fitted: FittedRatings,
  options: RatingOptions,
  level: number,
): Uncertainty {
  const numbers = numbersOfFit(fitted)
  const parts = inParts(table)
  const clusters = parts.clusters.length
  if (fitted.fit.fault || clusters < fewestUnits)
    return noUncertainty(numbers.length, level, clusters)
  const plan = { tables: [parts], options, seed: 1, how: 'leave-out' } as const
  return jackknifeUncertainty(drawRatings(plan, 0, clusters), numbers, level)
}

const outcomeOf = { first: 'left', second: 'right', tie: 'tie', 'both-bad': 'both-bad' } as const

interface CountedPair {
  pair: ChosenPair
  /** What it counts as: once, not at all, or as often as it was asked. */
  verdicts: readonly Verdict[]
}

/** Of the first of a pair. */
const pointsOf: { readonly [verdict in Verdict]: number } = {
  first: 1,
  second: 0,
  tie: 0.5,
  'both-bad': 0.5,
}

function wonBy(model: string, pairs: readonly CountedPair[], level: number): Estimate {
  const points = pairs.flatMap(({ pair: { first, second, cluster }, verdicts }) => {
    if (first !== model && second !== model) return []
    return verdicts.map((verdict) => ({
      value: first === model ? pointsOf[verdict] : 1 - pointsOf[verdict],
      cluster,
    }))
  })
  return clusterShare(points, 'share of pairs won', { level, seed: 1, missing: 0 })
}

/** Where every case says the same a jackknife has no width, which is no interval. */
const wideEnds = ({ low, high }: { low: number | null; high: number | null }) =>
  low === null || high === null || high - low < 1e-6 ? { low: null, high: null } : { low, high }

/** Ratings of models from pairs under one question, with intervals over cases. */
export function ratingsOf(pairs: readonly CountedPair[], level: number): JudgeRatings {
  const counts = new VoteCounts()
  for (const { pair, verdicts } of pairs)
    for (const verdict of verdicts)
      counts.add(pair.first, pair.second, outcomeOf[verdict], 1, pair.cluster)
  const table = counts.clustered()
  const fitted = fitRatings(table.pairs, plain)
  const uncertainty = jackknifed(table, fitted, plain, level)
  const { rows } = tabulateRatings(fitted.fit, votesOf(table.pairs), uncertainty, scale)
  const { task = '', question = '' } = pairs[0]?.pair ?? {}
  return {
    task,
    question,
    ratings: rows.map(({ model, group, rating, n, letters, ...ends }) => ({
      model,
      group,
      rating,
      ...wideEnds(ends),
      n,
      letters,
      won: wonBy(model, pairs, level),
    })),
    n: fitted.fit.n,
    clusters: table.clusters.length,
    method: `Bradley-Terry, ties as half, ${uncertainty.method}`,
  }
}

/** What only rounding left of a zero. */
const cleaned = (value: number): number => (Math.abs(value) < 1e-9 ? 0 : value)

/** Every case alike leaves a jackknife nothing to go by. */
const noteOf = (low: number, high: number): Pick<Estimate, 'note'> =>
  Number.isNaN(high - low)
    ? { note: 'tooFewClusters' }
    : high - low < 1e-6
      ? { note: 'degenerate' }
      : {}

/**
 * How much standing on the left helps, as a term of the rating model, in theta: from all choices as they were cast.
 * Null where no finite estimate exists, as with a judge that always says left.
 */
export function orderEffectOf(
  pairs: readonly ChosenPair[],
  voter: string,
  level: number,
): Estimate | null {
  const options: RatingOptions = { ...plain, orderEffect: true }
  const counts = new VoteCounts()
  for (const { first, second, cluster, voters, task, question } of pairs) {
    // The same model under another question is another strength.
    const name = (model: string): string => `${task}\n${question}\n${model}`
    for (const { choice, firstWasLeft } of voters.get(voter) ?? []) {
      const [left, right] = firstWasLeft ? [first, second] : [second, first]
      counts.add(name(left), name(right), choice, 1, cluster)
    }
  }
  const table = counts.clustered()
  const fitted = fitRatings(table.pairs, options)
  if (fitted.fit.fault || !Number.isFinite(fitted.fit.order)) return null
  const uncertainty = jackknifed(table, fitted, options, level)
  const at = fitted.fit.models.length
  const [low, high] = [cleaned(uncertainty.low[at]!), cleaned(uncertainty.high[at]!)]
  const isBounded = Number.isFinite(low) && Number.isFinite(high)
  return {
    value: cleaned(fitted.fit.order),
    low: isBounded ? low : null,
    high: isBounded ? high : null,
    level,
    statistic: 'order effect in theta',
    method: uncertainty.method,
    n: fitted.fit.n,
    clusters: table.clusters.length,
    missing: 0,
    ...noteOf(low, high),
  }
}
