import type { StatEstimate } from './estimate.ts'
import { estimateOfKinds, kindsOf, type UnitOptions } from './unit-bootstrap.ts'

/** Ranks from 1; equal values share the mean of their ranks. */
export function midRanks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((a, b) => values[a]! - values[b]!)
  const ranks: number[] = Array.from({ length: values.length })
  for (let from = 0; from < order.length;) {
    let to = from
    while (to < order.length && values[order[to]!] === values[order[from]!]) to += 1
    for (const index of order.slice(from, to)) ranks[index] = (from + 1 + to) / 2
    from = to
  }
  return ranks
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((x, y) => x + y, 0) / values.length
  const [meanA, meanB] = [mean(a), mean(b)]
  let [both, first, second] = [0, 0, 0]
  for (const [index, value] of a.entries()) {
    both += (value - meanA) * (b[index]! - meanB)
    first += (value - meanA) ** 2
    second += (b[index]! - meanB) ** 2
  }
  return first > 0 && second > 0 ? both / Math.sqrt(first * second) : Number.NaN
}

/** Spearman's rank correlation, ties by mid-ranks; no value when one side is constant. */
export function spearman(
  pairs: readonly (readonly [number, number])[],
  options: UnitOptions,
): StatEstimate {
  const { kinds, counts } = kindsOf(pairs, ([a, b]) => `${a} ${b}`)
  const statistic = (weights: Float64Array): number => {
    const drawn = kinds.flatMap((pair, kind) => Array.from({ length: weights[kind]! }, () => pair))
    return correlation(midRanks(drawn.map(([a]) => a)), midRanks(drawn.map(([, b]) => b)))
  }
  return estimateOfKinds('Spearman rho', counts, statistic, options, [-1, 1])
}
