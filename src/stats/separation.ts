import { createRandom } from './random.ts'
import {
  expandedTail,
  type EstimateOptions,
  type Observation,
  type StatEstimate,
} from './estimate.ts'
import { ascending, quantileOfSorted } from './quantile.ts'

const draws = 2000
const fewestClusters = 5

/** Pairs of two clusters: how many there are, and how many have the greater value first, half for equal. */
interface PairTable {
  size: number
  wins: Float64Array
  pairs: Float64Array
}

/** Share of `sorted` below `value`, ties as half, times its length. */
function winsOver(value: number, sorted: readonly number[]): number {
  let wins = 0
  for (const other of sorted) wins += other < value ? 1 : other === value ? 0.5 : 0
  return wins
}

function pairTable(
  names: readonly string[],
  better: readonly Observation[],
  worse: readonly Observation[],
): PairTable {
  const size = names.length
  const ofBetter = Map.groupBy(better, (one) => one.cluster)
  const ofWorse = Map.groupBy(worse, (one) => one.cluster)
  const wins = new Float64Array(size * size)
  const pairs = new Float64Array(size * size)
  for (const [row, first] of names.entries()) {
    const values = (ofBetter.get(first) ?? []).map((one) => one.value)
    for (const [column, second] of names.entries()) {
      const others = (ofWorse.get(second) ?? []).map((one) => one.value)
      pairs[row * size + column] = values.length * others.length
      wins[row * size + column] = values.reduce((sum, value) => sum + winsOver(value, others), 0)
    }
  }
  return { size, wins, pairs }
}

/** NaN where the weights leave no pair. */
function shareOf({ size, wins, pairs }: PairTable, weights: Float64Array): number {
  let [won, all] = [0, 0]
  for (let row = 0; row < size; row++) {
    if (weights[row] === 0) continue
    for (let column = 0; column < size; column++) {
      const weight = weights[row]! * weights[column]!
      won += weight * wins[row * size + column]!
      all += weight * pairs[row * size + column]!
    }
  }
  return all === 0 ? Number.NaN : won / all
}

function percentiles(
  table: PairTable,
  { level, seed }: EstimateOptions,
): [number, number] | undefined {
  const random = createRandom(seed)
  const values: number[] = []
  const weights = new Float64Array(table.size)
  for (let draw = 0; draw < draws; draw++) {
    weights.fill(0)
    for (let index = 0; index < table.size; index++) weights[random.int(table.size)]! += 1
    const value = shareOf(table, weights)
    if (!Number.isNaN(value)) values.push(value)
  }
  if (values.length < draws / 2) return undefined
  const tail = expandedTail(level, table.size)
  const sorted = ascending(values)
  return [quantileOfSorted(sorted, tail), quantileOfSorted(sorted, 1 - tail)]
}

/**
 * Area under the ROC curve: the chance that a value of `better` is greater than one of `worse`, ties as half (Hanley and
 * McNeil 1982). The interval draws whole clusters anew with both their kinds of values (Obuchowski 1997 for the setting),
 * percentiles with expanded tails; none below 5 clusters. n counts values of both kinds.
 */
export function estimateSeparation(
  better: readonly Observation[],
  worse: readonly Observation[],
  options: EstimateOptions,
): StatEstimate {
  const names = [...new Set([...better, ...worse].map((one) => one.cluster))].sort()
  const table = pairTable(names, better, worse)
  const value = shareOf(table, new Float64Array(names.length).fill(1))
  const head = {
    level: options.level,
    statistic: 'AUC',
    n: better.length + worse.length,
    clusters: names.length,
    missing: options.missing,
  }
  const none = { low: null, high: null, method: 'none' }
  if (Number.isNaN(value)) return { ...head, value: null, ...none, note: 'noData' }
  const interval = names.length < fewestClusters ? undefined : percentiles(table, options)
  if (!interval) return { ...head, value, ...none, note: 'tooFewClusters' }
  const [low, high] = interval
  const note = low === high ? { note: 'degenerate' as const } : {}
  return { ...head, value, low, high, method: 'percentile-cluster-bootstrap', ...note }
}
