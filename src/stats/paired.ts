import { createRandom } from './random.ts'
import {
  clustersOf,
  estimateMean,
  type EstimateOptions,
  type Observation,
  type StatEstimate,
} from './estimate.ts'

const exactUpTo = 12
const draws = 10_000

/**
 * Two-sided p of "no difference" by flipping the signs of whole clusters: exact up to 12 clusters,
 * else 10,000 seeded draws counted with the observed one (Phipson and Smyth 2010). null below 5 clusters.
 */
export function signFlipP(differences: readonly Observation[], seed: number): number | null {
  const sums = clustersOf(differences).map((values) =>
    values.reduce((sum, value) => sum + value, 0),
  )
  if (sums.length < 5) return null
  const observed = Math.abs(sums.reduce((sum, value) => sum + value, 0)) - 1e-12
  const isExtreme = (sign: (index: number) => boolean): boolean =>
    Math.abs(sums.reduce((sum, value, index) => sum + (sign(index) ? value : -value), 0)) >=
    observed
  if (sums.length <= exactUpTo) {
    const total = 2 ** sums.length
    let extreme = 0
    for (let flips = 0; flips < total; flips++)
      if (isExtreme((index) => ((flips >> index) & 1) === 1)) extreme += 1
    return extreme / total
  }
  const random = createRandom(seed)
  let extreme = 0
  for (let draw = 0; draw < draws; draw++) if (isExtreme(() => random.next() < 0.5)) extreme += 1
  return (extreme + 1) / (draws + 1)
}

/** Mean of paired differences with its interval and p. */
export function pairedDifference(
  differences: readonly Observation[],
  options: EstimateOptions,
): { difference: StatEstimate; p: number | null } {
  const difference = estimateMean(differences, options)
  return {
    difference: { ...difference, statistic: 'mean difference' },
    p: signFlipP(differences, options.seed),
  }
}

/** Ratio of geometric means of paired values (second over first), from the mean of log ratios. */
export function pairedRatio(
  logRatios: readonly Observation[],
  options: EstimateOptions,
): StatEstimate {
  const logs = estimateMean(logRatios, options)
  const exp = (value: number | null): number | null => (value === null ? null : Math.exp(value))
  return {
    ...logs,
    value: exp(logs.value),
    low: exp(logs.low),
    high: exp(logs.high),
    statistic: 'ratio of geometric means',
  }
}

/** Holm's step-down adjustment (Holm 1979); null stays null and is not counted. */
export function holm(ps: readonly (number | null)[]): (number | null)[] {
  const order = ps
    .flatMap((p, index) => (p === null ? [] : [{ p, index }]))
    .sort((a, b) => a.p - b.p)
  const adjusted: (number | null)[] = ps.map(() => null)
  let largest = 0
  for (const [rank, { p, index }] of order.entries()) {
    largest = Math.max(largest, Math.min(1, p * (order.length - rank)))
    adjusted[index] = largest
  }
  return adjusted
}

/** a to z, A to Z, then whatever follows in the Latin of Unicode: one sign a group, however many there are. */
const letterOf = (index: number): string =>
  String.fromCodePoint(index < 26 ? 97 + index : index < 52 ? 65 + index - 26 : 0x100 + index - 52)

/**
 * Compact letters: two items share one exactly when they were not found different. The letters are
 * the maximal groups without a difference inside (Piepho 2004), named in the order of the items.
 */
export function compactLetters(
  items: readonly string[],
  areDifferent: (a: string, b: string) => boolean,
): Map<string, string> {
  let groups: Set<string>[] = [new Set(items)]
  for (const [index, a] of items.entries()) {
    for (const b of items.slice(index + 1)) {
      if (!areDifferent(a, b)) continue
      const split = new Set<Set<string>>()
      groups = groups.flatMap((group) => {
        if (!group.has(a) || !group.has(b)) return [group]
        const halves = [b, a].map((left) => new Set([...group].filter((item) => item !== left)))
        for (const half of halves) split.add(half)
        return halves
      })
      // Only what was just split can lie inside another group.
      groups = groups.filter(
        (group, at) =>
          !split.has(group) ||
          !groups.some(
            (other, otherAt) =>
              at !== otherAt &&
              group.isSubsetOf(other) &&
              (group.size < other.size || otherAt < at),
          ),
      )
    }
  }
  const rank = (group: Set<string>): number =>
    Math.min(...[...group].map((item) => items.indexOf(item)))
  const ordered = groups.sort((a, b) => rank(a) - rank(b))
  return new Map(
    items.map((item) => [
      item,
      ordered.flatMap((group, index) => (group.has(item) ? [letterOf(index)] : [])).join(''),
    ]),
  )
}
