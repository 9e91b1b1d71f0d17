import { expandedTail, hasNoWidth, type StatEstimate } from './estimate.ts'
import { drawMultinomial } from './multinomial.ts'
import { ascending, quantileOfSorted } from './quantile.ts'
import { createRandom } from './random.ts'
import { bootstrapFrom, fewestUnits } from './rating-uncertainty.ts'
import { studentQuantile } from './student-t.ts'

export interface UnitOptions {
  level: number
  seed: number
  /** Units that were left out because they say nothing. */
  missing?: number
}

const draws = 2000

/** A statistic of units, given how many there are of each kind. NaN when it does not exist. */
export type KindStatistic = (counts: Float64Array) => number

/** Equal units together, in order of first sight: what they are, and how many. */
export function kindsOf<T>(
  units: readonly T[],
  keyOf: (unit: T) => string,
): { kinds: T[]; counts: Float64Array } {
  const seen = new Map<string, { unit: T; count: number }>()
  for (const unit of units) {
    const key = keyOf(unit)
    const known = seen.get(key)
    if (known) known.count += 1
    else seen.set(key, { unit, count: 1 })
  }
  const list = [...seen.values()]
  return {
    kinds: list.map(({ unit }) => unit),
    counts: Float64Array.from(list, (one) => one.count),
  }
}

/** Units of one kind leave the same when one is left out, so each kind is tried once and weighs its count. */
function jackknifed(statistic: KindStatistic, counts: Float64Array, n: number, level: number) {
  const values = Array.from(counts, (count, kind) => {
    const less = counts.slice()
    less[kind] = count - 1
    return statistic(less)
  })
  if (values.some(Number.isNaN)) return undefined
  const middle = values.reduce((sum, value, kind) => sum + value * counts[kind]!, 0) / n
  const squares = values.reduce((sum, one, kind) => sum + counts[kind]! * (one - middle) ** 2, 0)
  return studentQuantile((1 + level) / 2, n - 1) * Math.sqrt(((n - 1) / n) * squares)
}

function resampled(
  statistic: KindStatistic,
  counts: Float64Array,
  n: number,
  { level, seed }: UnitOptions,
): [number, number] | undefined {
  const random = createRandom(seed)
  const drawn = new Float64Array(counts.length)
  const values: number[] = []
  for (let draw = 0; draw < draws; draw++) {
    drawMultinomial(random, counts, drawn)
    const value = statistic(drawn)
    if (!Number.isNaN(value)) values.push(value)
  }
  const tail = expandedTail(level, n)
  // Draws without a value lie beyond any quantile.
  if (draws - values.length >= tail * draws) return undefined
  const sorted = ascending(values)
  return [quantileOfSorted(sorted, tail), quantileOfSorted(sorted, 1 - tail)]
}

function intervalOf(
  statistic: KindStatistic,
  counts: Float64Array,
  n: number,
  value: number,
  options: UnitOptions,
): { ends: [number, number]; method: string } | undefined {
  if (n >= bootstrapFrom) {
    const ends = resampled(statistic, counts, n, options)
    return ends && { ends, method: 'percentile-unit-bootstrap' }
  }
  const half = jackknifed(statistic, counts, n, options.level)
  return half === undefined
    ? undefined
    : { ends: [value - half, value + half], method: 'jackknife-t' }
}

/**
 * An estimate from independent units: no interval under 5, the jackknife with Student's t up to 19, from 20
 * on percentiles of the bootstrap with expanded tails (as for ratings); kept inside `range`.
 */
export function estimateOfKinds(
  name: string,
  counts: Float64Array,
  statistic: KindStatistic,
  options: UnitOptions,
  range: readonly [number, number],
): StatEstimate {
  const n = counts.reduce((sum, count) => sum + count, 0)
  const { level, missing = 0 } = options
  const head = { level, statistic: name, n, clusters: n, missing }
  const none = { low: null, high: null, method: 'none' } as const
  const value = n === 0 ? Number.NaN : statistic(counts)
  if (Number.isNaN(value))
    return { value: null, ...none, ...head, note: n === 0 ? 'noData' : 'degenerate' }
  if (n < fewestUnits) return { value, ...none, ...head, note: 'tooFewClusters' }
  const found = intervalOf(statistic, counts, n, value, options)
  if (!found) return { value, ...none, ...head, note: 'degenerate' }
  const [low, high] = found.ends.map((end) => Math.min(range[1], Math.max(range[0], end))) as [
    number,
    number,
  ]
  const note = hasNoWidth(low, high) ? { note: 'degenerate' as const } : {}
  return { value, low, high, method: found.method, ...head, ...note }
}
