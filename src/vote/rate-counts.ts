import type { StatEstimate } from '#stats/estimate.ts'
import { fitRatings, type FittedRatings } from '#stats/fit-ratings.ts'
import { goodnessOfFit } from '#stats/goodness-of-fit.ts'
import { isHeldByPrior, type RatingOptions } from '#stats/likelihood.ts'
import { shareOfCounts, type YesOf } from '#stats/count-share.ts'
import type { DrawPlan } from '#stats/rating-draws.ts'
import {
  reasonsApart,
  tabulateRatings,
  votesOf,
  type Bounded,
  type RatingTable,
} from '#stats/rating-table.ts'
import {
  bootstrapFrom,
  drawnUncertainty,
  fewestUnits,
  jackknifeUncertainty,
  noUncertainty,
  numbersOfFit,
  sandwichUncertainty,
  type Uncertainty,
} from '#stats/rating-uncertainty.ts'
import type { ClusterCounts, PairCounts } from '#stats/vote-counts.ts'
import { votesNeeded } from '#stats/votes-needed.ts'
import { averageWinRates, headToHeads, intransitiveTriples } from '#stats/win-rates.ts'
import type { Draw } from './draw-in-threads.ts'
import type { RateSettings, RatedModel, Ratings, RatingWarning } from './rating-document.ts'
import { methodOf, wordWarnings } from './word-ratings.ts'
import type { Tallied, VoterKind } from './vote-tally.ts'

const ratingOptions = (settings: RateSettings): RatingOptions => ({
  ties: settings.ties,
  bothBad: settings.bothBad,
  orderEffect: settings.orderEffect,
  prior: settings.prior,
})

export const isClustered = ({ interval }: RateSettings): boolean => interval.startsWith('cluster:')

/** Intervals of numbers by redrawing tables, by the number of clusters they have. */
export async function redrawn(
  tables: DrawPlan['tables'],
  clusters: number,
  settings: RateSettings,
  draw: Draw,
  numbersOf: (rows: Float64Array) => Float64Array,
  numbers: Float64Array,
): Promise<Uncertainty> {
  const { level, seed } = settings
  const plan = { tables, options: ratingOptions(settings), seed }
  if (clusters < fewestUnits) return noUncertainty(numbers.length, level, clusters)
  if (isClustered(settings) && clusters < bootstrapFrom) {
    const rows = await draw({ ...plan, how: 'leave-out' }, clusters)
    return jackknifeUncertainty(numbersOf(rows), numbers, level)
  }
  const rows = await draw({ ...plan, how: 'resample' }, settings.draws)
  const method = isClustered(settings) ? 'cluster-bootstrap' : 'multinomial-bootstrap'
  return drawnUncertainty(numbersOf(rows), numbers, { level, clusters, method })
}

const same = (rows: Float64Array): Float64Array => rows

/** One fit, and how sure it is. */
export interface Rated {
  fitted: FittedRatings
  uncertainty: Uncertainty
  table: PairCounts | ClusterCounts
}

export async function rateTable(
  tallied: Tallied,
  settings: RateSettings,
  draw: Draw,
): Promise<Rated> {
  const table = isClustered(settings) ? tallied.counts.clustered() : tallied.counts.pairs()
  const pairs = 'clusters' in table ? table.pairs : table
  const fitted = fitRatings(pairs, ratingOptions(settings))
  const numbers = numbersOfFit(fitted)
  const units = 'clusters' in table ? table.clusters.length : fitted.fit.n
  if (fitted.fit.fault)
    return { fitted, table, uncertainty: noUncertainty(numbers.length, settings.level, units) }
  const uncertainty =
    settings.interval === 'sandwich'
      ? sandwichUncertainty(fitted, settings.level)
      : await redrawn([table], units, settings, draw, same, numbers)
  return { fitted, uncertainty, table }
}

/** Both-bad votes and all votes, for each cluster or together. */
function bothBadCounts(table: PairCounts | ClusterCounts): YesOf[] {
  if (!('clusters' in table)) {
    const sum = { yes: 0, n: 0 }
    for (const [at, count] of table.counts.entries()) {
      sum.n += count
      if (at % 4 === 3) sum.yes += count
    }
    return [sum]
  }
  return table.clusters.map((_, cluster) => {
    const sum = { yes: 0, n: 0 }
    for (let entry = table.start[cluster]!; entry < table.start[cluster + 1]!; entry++) {
      sum.n += table.count[entry]!
      if (table.at[entry]! % 4 === 3) sum.yes += table.count[entry]!
    }
    return sum
  })
}

const share = (counts: YesOf[], statistic: string, settings: RateSettings): StatEstimate => ({
  ...shareOfCounts(counts, isClustered(settings), { level: settings.level, seed: settings.seed }),
  statistic,
})

function sameModelOf({ counts }: Tallied, settings: RateSettings): Pick<Ratings, 'sameModel'> {
  const votes = counts.same()
  if (votes.length === 0) return {}
  const sides = votes.map(([left = 0, right = 0]) => ({ yes: left, n: left + right }))
  const sum = (outcome: number) => votes.reduce((all, one) => all + one[outcome]!, 0)
  const leftShare = share(sides, 'share of left choices, same model on both sides', settings)
  return { sameModel: { leftShare, ties: sum(2), bothBad: sum(3) } }
}

/** Models that are rated without an interval though there were votes and draws enough for one. */
function withoutSpread({ fitted: { fit }, uncertainty }: Rated): string[] {
  const { method, low, draws } = uncertainty
  if (method === 'none' || (draws && draws.lost > 0)) return []
  return fit.models.filter((_, k) => !Number.isNaN(fit.theta[k]!) && Number.isNaN(low[k]!))
}

const tiesOf = ({ value, ...bounds }: Bounded, { ties }: RateSettings) =>
  ties === 'davidson' ? { nu: value, ...bounds } : { theta: value, ...bounds }

function warningsOf(
  rated: Rated,
  tallied: Tallied,
  settings: RateSettings,
  groups: string[][],
): RatingWarning[] {
  const { fitted, uncertainty } = rated
  const { fit, likelihood } = fitted
  const warnings: RatingWarning[] = reasonsApart(likelihood).map((kind) => ({ kind, groups }))
  if (fit.fault) warnings.push({ kind: fit.fault })
  if (isHeldByPrior(likelihood)) warnings.push({ kind: 'heldByPrior' })
  if (settings.ties !== 'half' && likelihood.tieAt < 0 && !fit.fault && fit.n > 0)
    warnings.push({ kind: 'noTies' })
  if (uncertainty.method === 'none' && !fit.fault) {
    const of = isClustered(settings) ? 'clusters' : 'votes'
    warnings.push({ kind: 'tooFewUnits', units: uncertainty.clusters, of })
  }
  const { draws } = uncertainty
  if (draws && draws.lost > 0) warnings.push({ kind: 'lostDraws', ...draws })
  const still = withoutSpread(rated)
  if (still.length > 0) warnings.push({ kind: 'noSpread', models: still })
  if (tallied.questions.size > 1)
    warnings.push({ kind: 'mixedQuestions', questions: [...tallied.questions].sort() })
  return warnings
}

export const ratedModels = (
  table: RatingTable,
  winRates: ReadonlyMap<string, RatedModel['winRate']>,
): RatedModel[] =>
  table.rows.map(({ model, rating, theta, low, high, se, thetaSe, n, group, rank, letters }) => ({
    model,
    rating,
    theta,
    low,
    high,
    se,
    thetaSe,
    n,
    group,
    rank,
    letters,
    winRate: winRates.get(model) ?? null,
  }))

/** Everything there is to say of one set of votes. */
export function describeRatings(
  rated: Rated,
  tallied: Tallied,
  voters: VoterKind,
  settings: RateSettings,
): Ratings {
  const { fitted, uncertainty } = rated
  const { fit, likelihood } = fitted
  const { pairs } = likelihood
  const table = tabulateRatings(fit, votesOf(pairs), uncertainty, settings)
  const { tie, orderEffect, groups } = table
  return {
    method: methodOf(settings, uncertainty),
    settings,
    voters,
    n: fit.n,
    skipped: tallied.skipped,
    clusters: uncertainty.clusters,
    logLik: Number.isNaN(fit.logLik) ? null : fit.logLik,
    goodnessOfFit: goodnessOfFit(fitted) ?? null,
    ratings: ratedModels(table, averageWinRates(fitted, uncertainty)),
    ...(tie ? { ties: tiesOf(tie, settings) } : {}),
    ...(orderEffect ? { orderEffect } : {}),
    bothBad: share(bothBadCounts(rated.table), 'share of both-bad votes', settings),
    ...sameModelOf(tallied, settings),
    groups,
    toDecide: votesNeeded(fit, uncertainty, { kind: 'ranks' }),
    headToHead: headToHeads(pairs),
    circles: intransitiveTriples(pairs, settings.level),
    warnings: wordWarnings(warningsOf(rated, tallied, settings, groups)),
  }
}
