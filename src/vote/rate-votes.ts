import { drawSize } from '#stats/rating-draws.ts'
import { commonModels, meanFit, meanOfDraws, meanUncertainty } from '#stats/mean-ratings.ts'
import { tabulateRatings, votesOf } from '#stats/rating-table.ts'
import { noUncertainty, type Uncertainty } from '#stats/rating-uncertainty.ts'
import type { RatingFit } from '#stats/fit-ratings.ts'
import type { ClusterCounts } from '#stats/vote-counts.ts'
import type { Draw } from './draw-in-threads.ts'
import {
  describeRatings,
  isClustered,
  ratedModels,
  rateTable,
  redrawn,
  type Rated,
} from './rate-counts.ts'
import type {
  OverallRatings,
  RateSettings,
  RatingDocument,
  Ratings,
  RatingsByHeading,
  RatingWarning,
} from './rating-document.ts'
import type { Heading, KindTally, Tallied, VoterKind, VoteTally } from './vote-tally.ts'
import { methodOf, wordWarnings } from './word-ratings.ts'

const rateAll = async (
  tallied: Tallied,
  voters: VoterKind,
  settings: RateSettings,
  draw: Draw,
): Promise<Ratings> =>
  describeRatings(await rateTable(tallied, settings, draw), tallied, voters, settings)

/** The same clusters for every table, so that one draw of them serves all; absent ones are empty. */
function onSameClusters(tables: readonly ClusterCounts[]): ClusterCounts[] {
  const clusters = [...new Set(tables.flatMap((table) => table.clusters))].sort()
  return tables.map((table) => {
    const places = new Map(table.clusters.map((name, index) => [name, index]))
    const start = new Int32Array(clusters.length + 1)
    for (const [index, name] of clusters.entries()) {
      const at = places.get(name)
      start[index + 1] =
        start[index]! + (at === undefined ? 0 : table.start[at + 1]! - table.start[at]!)
    }
    return { ...table, clusters, start }
  })
}

/** How sure the mean is: variances add, unless a cluster counts under several headings, which are then drawn together. */
async function overallUncertainty(
  rated: readonly Rated[],
  names: readonly string[],
  fit: RatingFit,
  settings: RateSettings,
  draw: Draw,
): Promise<Uncertainty> {
  const numbers = Float64Array.of(...fit.theta, Number.NaN, Number.NaN)
  const tables = rated.flatMap(({ table }) => ('clusters' in table ? [table] : []))
  const joint = onSameClusters(tables)
  const apart = tables.reduce((sum, { clusters }) => sum + clusters.length, 0)
  const clusters = joint[0]?.clusters.length ?? 0
  if (!isClustered(settings) || clusters === apart) return meanUncertainty(rated, names, fit)
  const fits = rated.map(({ fitted }) => fitted.fit)
  const meansOf = (rows: Float64Array): Float64Array => meanOfDraws(rows, fits, names)
  return redrawn(joint, clusters, settings, draw, meansOf, numbers)
}

async function overallOf(
  by: Heading,
  parts: readonly { name: string; rated: Rated }[],
  voters: VoterKind,
  settings: RateSettings,
  draw: Draw,
): Promise<OverallRatings> {
  const rated = parts.map((part) => part.rated)
  const fits = rated.map(({ fitted }) => fitted.fit)
  const found = commonModels(fits)
  const names = found.length < 2 ? [] : found
  const fit = meanFit(fits, names)
  const uncertainty =
    names.length === 0
      ? noUncertainty(drawSize(0), settings.level, 0)
      : await overallUncertainty(rated, names, fit, settings, draw)
  const votes = new Float64Array(names.length)
  for (const { fitted } of rated) {
    const counted = votesOf(fitted.likelihood.pairs)
    for (const [k, name] of names.entries()) votes[k]! += counted[fitted.fit.models.indexOf(name)]!
  }
  const table = tabulateRatings(fit, votes, uncertainty, settings)
  const others = [...new Set(fits.flatMap(({ models }) => models))].filter(
    (name) => !names.includes(name),
  )
  const warnings: RatingWarning[] = []
  if (names.length === 0) warnings.push({ kind: 'noCommonModels', by })
  else if (others.length > 0) warnings.push({ kind: 'notInAll', models: others.sort(), by })
  return {
    method: `unweighted mean over ${parts.length} ${by}s of: ${methodOf(settings, uncertainty)}`,
    settings,
    voters,
    over: parts.map(({ name }) => name),
    n: fit.n,
    clusters: uncertainty.clusters,
    ratings: ratedModels(table, new Map()),
    groups: names.length === 0 ? [] : table.groups,
    warnings: wordWarnings(warnings),
  }
}

async function rateByHeading(
  by: Heading,
  tally: KindTally,
  voters: VoterKind,
  settings: RateSettings,
  draw: Draw,
): Promise<RatingsByHeading> {
  const parts: { name: string; rated: Rated; ratings: Ratings }[] = []
  for (const [name, tallied] of [...tally.parts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const rated = await rateTable(tallied, settings, draw)
    parts.push({ name, rated, ratings: describeRatings(rated, tallied, voters, settings) })
  }
  return {
    by,
    voters,
    parts: parts.map(({ name, ratings }) => ({ part: name, ...ratings })),
    // A vote may have several tags: their overall is all votes together, once each.
    overall:
      by === 'tag'
        ? await rateAll(tally.all, voters, settings, draw)
        : await overallOf(by, parts, voters, settings, draw),
  }
}

/** Rates what was counted: people and judges apart, each heading apart, and an overall over headings. */
export async function rateVotes(
  tally: VoteTally,
  by: Heading | undefined,
  settings: RateSettings,
  draw: Draw,
): Promise<RatingDocument> {
  const rate = (voters: VoterKind, kind: KindTally): Promise<Ratings | RatingsByHeading> =>
    by === undefined
      ? rateAll(kind.all, voters, settings, draw)
      : rateByHeading(by, kind, voters, settings, draw)
  const [first, second] = (['pooled', 'person', 'judge'] as const).flatMap((voters) => {
    const kind = tally.kinds.get(voters)
    return kind ? [{ voters, kind }] : []
  })
  if (!first) throw new Error('no votes were counted')
  const document: RatingDocument = await rate(first.voters, first.kind)
  return second ? { ...document, judges: await rate(second.voters, second.kind) } : document
}
