import { membersOf } from './comparison-graph.ts'
import { fitRatings, type FittedRatings } from './fit-ratings.ts'
import type { RatingOptions } from './likelihood.ts'
import { drawMultinomial } from './multinomial.ts'
import { createRandom, type Random } from './random.ts'
import type { ClusterCounts, PairCounts } from './vote-counts.ts'

/**
 * What is drawn again: single votes of one table, or whole clusters of one table or of several that share
 * the same list of clusters (the tasks that the same people voted on).
 */
export interface DrawPlan {
  tables: readonly (PairCounts | ClusterCounts)[]
  options: RatingOptions
  seed: number
  /** `resample` draws with replacement; `leave-out` leaves out cluster i in draw i (jackknife). */
  how: 'resample' | 'leave-out'
}

/** Numbers a table has in a draw: thetas, order effect, tie parameter. */
export const drawSize = (models: number): number => models + 2

const isClustered = (table: PairCounts | ClusterCounts): table is ClusterCounts =>
  'clusters' in table

const pairsOf = (table: PairCounts | ClusterCounts): PairCounts =>
  isClustered(table) ? table.pairs : table

function addCluster(table: ClusterCounts, cluster: number, sign: number, into: Float64Array) {
  for (let entry = table.start[cluster]!; entry < table.start[cluster + 1]!; entry++)
    into[table.at[entry]!]! += sign * table.count[entry]!
}

/** Counts of each table in one draw. Clusters are drawn once for all tables. */
function drawCounts(plan: DrawPlan, draw: number, random: Random): Float64Array[] {
  const { tables } = plan
  const first = tables[0]
  const clusters = first && isClustered(first) ? first.clusters.length : 0
  const chosen =
    plan.how === 'resample' ? Array.from({ length: clusters }, () => random.int(clusters)) : [draw]
  return tables.map((table) => {
    if (!isClustered(table)) {
      const counts = new Float64Array(table.counts.length)
      drawMultinomial(random, table.counts, counts)
      return counts
    }
    const counts =
      plan.how === 'resample'
        ? new Float64Array(table.pairs.counts.length)
        : table.pairs.counts.slice()
    const sign = plan.how === 'resample' ? 1 : -1
    for (const cluster of chosen) addCluster(table, cluster, sign, counts)
    return counts
  })
}

/** The fit of a draw as numbers; a part that fell apart has no common zero, so none of its thetas. */
function numbersOf(drawn: FittedRatings, whole: FittedRatings, into: Float64Array): void {
  const models = whole.fit.models.length
  for (const members of membersOf(whole.fit.part)) {
    const holds = members.every((model) => drawn.fit.part[model] === drawn.fit.part[members[0]!])
    for (const model of members) into[model] = holds ? drawn.fit.theta[model]! : Number.NaN
  }
  into[models] = drawn.fit.order
  into[models + 1] = drawn.fit.tie
}

/**
 * Draws `from` up to but not including `to`, row by row: the tables' numbers after one another, NaN where
 * a draw has no finite estimate. Draw i depends on the seed and i only, so threads may share the work.
 */
export function drawRatings(plan: DrawPlan, from: number, to: number): Float64Array {
  const wholes = plan.tables.map((table) => fitRatings(pairsOf(table), plan.options))
  const sizes = wholes.map(({ fit }) => drawSize(fit.models.length))
  const width = sizes.reduce((sum, size) => sum + size, 0)
  const rows = new Float64Array((to - from) * width)
  const streams = createRandom(plan.seed)
  for (let draw = from; draw < to; draw++) {
    const counts = drawCounts(plan, draw, streams.fork(`draw ${draw}`))
    let at = (draw - from) * width
    for (const [index, whole] of wholes.entries()) {
      const pairs = { ...pairsOf(plan.tables[index]!), counts: counts[index]! }
      const drawn = fitRatings(pairs, plan.options, whole.x)
      numbersOf(drawn, whole, rows.subarray(at, (at += sizes[index]!)))
    }
  }
  return rows
}
