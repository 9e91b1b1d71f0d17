import type { StatEstimate } from './estimate.ts'
import { estimateOfKinds, kindsOf, type UnitOptions } from './unit-bootstrap.ts'

/** What two raters, or truth and prediction, said of one unit; categories 0 to k - 1. */
export type RatedPair = readonly [first: number, second: number]

/** Units from a table of counts: rows what the first said, columns the second. */
export const pairsOfTable = (table: readonly (readonly number[])[]): RatedPair[] =>
  table.flatMap((row, first) =>
    row.flatMap((count, second) => Array.from({ length: count }, (): RatedPair => [first, second])),
  )

interface Margins {
  n: number
  agree: Float64Array
  first: Float64Array
  second: Float64Array
}

function marginsOf(pairs: readonly RatedPair[], counts: Float64Array, k: number): Margins {
  const margins = {
    n: sum(counts),
    agree: new Float64Array(k),
    first: new Float64Array(k),
    second: new Float64Array(k),
  }
  for (const [kind, [a, b]] of pairs.entries()) {
    const count = counts[kind]!
    margins.first[a]! += count
    margins.second[b]! += count
    if (a === b) margins.agree[a]! += count
  }
  return margins
}

const sum = (numbers: Float64Array): number => numbers.reduce((total, one) => total + one, 0)

const categories = (pairs: readonly RatedPair[]): number =>
  pairs.reduce((most, [a, b]) => Math.max(most, a + 1, b + 1), 0)

const kindsOfPairs = (pairs: readonly RatedPair[]) => kindsOf(pairs, ([a, b]) => `${a} ${b}`)

/** Cohen's kappa (1960) of two raters. No value when chance alone agrees always. */
export function cohenKappa(pairs: readonly RatedPair[], options: UnitOptions): StatEstimate {
  const k = categories(pairs)
  const { kinds, counts } = kindsOfPairs(pairs)
  const statistic = (weights: Float64Array): number => {
    const { n, agree, first, second } = marginsOf(kinds, weights, k)
    const chance = first.reduce((total, one, c) => total + one * second[c]!, 0) / (n * n)
    return chance === 1 ? Number.NaN : (sum(agree) / n - chance) / (1 - chance)
  }
  return estimateOfKinds('Cohen kappa', counts, statistic, options, [-1, 1])
}

/** F1 of each category: twice what agrees over what either said; 0 for a category nobody named, as scikit-learn. */
const f1Of = ({ agree, first, second }: Margins): number[] =>
  Array.from(agree, (both, c) =>
    first[c]! + second[c]! === 0 ? 0 : (2 * both) / (first[c]! + second[c]!),
  )

export interface ClassificationScores {
  accuracy: StatEstimate
  /** Unweighted mean of F1 over categories. */
  f1Macro: StatEstimate
  /** Of all units together; with one label a unit it equals accuracy. */
  f1Micro: StatEstimate
  /** Mean of F1 weighed by how often the first named the category. */
  f1Weighted: StatEstimate
}

/** How well the second predicts the first. */
export function classificationScores(
  pairs: readonly RatedPair[],
  options: UnitOptions,
): ClassificationScores {
  const k = categories(pairs)
  const { kinds, counts } = kindsOfPairs(pairs)
  const estimate = (name: string, of: (margins: Margins) => number): StatEstimate =>
    estimateOfKinds(name, counts, (weights) => of(marginsOf(kinds, weights, k)), options, [0, 1])
  const right = ({ n, agree }: Margins): number => sum(agree) / n
  return {
    accuracy: estimate('accuracy', right),
    f1Macro: estimate('F1 macro', (margins) => f1Of(margins).reduce((a, b) => a + b, 0) / k),
    f1Micro: estimate('F1 micro', right),
    f1Weighted: estimate('F1 weighted', (margins) =>
      f1Of(margins).reduce((total, f1, c) => total + (f1 * margins.first[c]!) / margins.n, 0),
    ),
  }
}

/**
 * Fleiss' kappa (1971): categories given to each unit by two or more raters, not always the same people. With
 * unequal numbers of ratings a unit's agreement is that of its own pairs. Units with one rating drop out.
 */
export function fleissKappa(
  units: readonly (readonly number[])[],
  options: UnitOptions,
): StatEstimate {
  const paired = units.filter((values) => values.length > 1)
  const { kinds, counts } = kindsOf(paired, (values) => values.toSorted((a, b) => a - b).join(' '))
  const tallies = kinds.map((values) => [...Map.groupBy(values, (value) => value)])
  const statistic = (weights: Float64Array): number => {
    const totals = new Map<number, number>()
    let [agreement, ratings] = [0, 0]
    for (const [kind, tally] of tallies.entries()) {
      const m = kinds[kind]!.length
      ratings += weights[kind]! * m
      for (const [category, { length }] of tally) {
        agreement += (weights[kind]! * length * (length - 1)) / (m * (m - 1))
        totals.set(category, (totals.get(category) ?? 0) + weights[kind]! * length)
      }
    }
    const chance = [...totals.values()].reduce((all, one) => all + (one / ratings) ** 2, 0)
    return chance === 1 ? Number.NaN : (agreement / sum(weights) - chance) / (1 - chance)
  }
  return estimateOfKinds(
    'Fleiss kappa',
    counts,
    statistic,
    { ...options, missing: (options.missing ?? 0) + units.length - paired.length },
    [-1, 1],
  )
}
