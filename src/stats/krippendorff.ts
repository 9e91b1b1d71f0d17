import type { StatEstimate } from './estimate.ts'
import { estimateOfKinds, kindsOf, type UnitOptions } from './unit-bootstrap.ts'

export type MeasurementLevel = 'nominal' | 'ordinal' | 'interval' | 'ratio'

/** Values of one unit as how often each of the distinct values was given. */
type UnitCounts = ReadonlyMap<number, number>

const sumOf = (numbers: Iterable<number>): number => {
  let sum = 0
  for (const number of numbers) sum += number
  return sum
}

/** Sum over ordered pairs of different ratings of squared distance, from how often each value was given. */
function pairSum(
  counts: UnitCounts,
  level: MeasurementLevel,
  positionOf: (value: number) => number,
): number {
  const n = sumOf(counts.values())
  if (level === 'nominal') return n * n - sumOf([...counts.values()].map((count) => count * count))
  if (level === 'ratio') {
    let sum = 0
    for (const [c, first] of counts)
      for (const [k, second] of counts) {
        // Two zeros are equal: no distance.
        if (c !== k) sum += first * second * ((c - k) / (c + k)) ** 2
      }
    return sum
  }
  let [once, squared] = [0, 0]
  for (const [value, count] of counts) {
    once += count * positionOf(value)
    squared += count * positionOf(value) ** 2
  }
  return 2 * (n * squared - once * once)
}

/**
 * Where a value lies: ordinal distance is the ratings between the middles of two values, so it is the
 * distance of mid-ranks; intervals are measured from the mean, which keeps digits.
 */
function positions(totals: UnitCounts, level: MeasurementLevel): (value: number) => number {
  const n = sumOf(totals.values())
  if (level !== 'ordinal') {
    const mean = sumOf([...totals].map(([value, count]) => value * count)) / n
    return (value) => value - mean
  }
  const ranks = new Map<number, number>()
  let before = 0
  for (const [value, count] of [...totals].sort(([a], [b]) => a - b)) {
    ranks.set(value, before + count / 2)
    before += count
  }
  return (value) => ranks.get(value)!
}

/** Of units of several kinds, and how many there are of each. */
function alphaOf(
  kinds: readonly UnitCounts[],
  weights: Float64Array,
  level: MeasurementLevel,
): number {
  const totals = new Map<number, number>()
  for (const [index, kind] of kinds.entries())
    for (const [value, count] of kind)
      totals.set(value, (totals.get(value) ?? 0) + count * weights[index]!)
  const positionOf = positions(totals, level)
  const n = sumOf(totals.values())
  const expected = pairSum(totals, level, positionOf) / (n - 1)
  if (!(expected > 0)) return Number.NaN
  const observed = sumOf(
    kinds.map((kind, index) =>
      weights[index] === 0
        ? 0
        : (weights[index]! * pairSum(kind, level, positionOf)) / (sumOf(kind.values()) - 1),
    ),
  )
  return 1 - observed / expected
}

const countsOf = (values: readonly number[]): UnitCounts => {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/**
 * Krippendorff's alpha (2011, "Computing Krippendorff's Alpha-Reliability"): 1 is agreement, 0 chance. Takes
 * the values each unit was given, by any number of raters; units with one rating drop out and are counted
 * as missing. Interval over units. No value when all ratings are equal.
 */
export function krippendorffAlpha(
  units: readonly (readonly number[])[],
  level: MeasurementLevel,
  options: UnitOptions,
): StatEstimate {
  const paired = units.filter((values) => values.length > 1)
  const { kinds, counts } = kindsOf(paired, (values) => values.toSorted((a, b) => a - b).join(' '))
  const countsOfKinds = kinds.map(countsOf)
  return estimateOfKinds(
    `Krippendorff alpha, ${level}`,
    counts,
    (weights) => alphaOf(countsOfKinds, weights, level),
    { ...options, missing: (options.missing ?? 0) + units.length - paired.length },
    [-1, 1],
  )
}
