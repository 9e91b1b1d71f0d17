import { estimateMean, type EstimateOptions, type StatEstimate } from './estimate.ts'

/**
 * An answer as a number, 0 for a tie of any kind. Of two outputs in a fixed order 1 says the first is better,
 * -1 the second.
 */
export type Side = 1 | 0 | -1

/** Choices about one item (two outputs, one question) by two kinds of voter, or twice by the same. */
export interface ChosenItem {
  first: readonly number[]
  second: readonly number[]
  /** Items of one cluster (a case) are not independent. */
  cluster: string
}

export interface ChoiceAgreement {
  /** Share of pairs of choices that are equal; all ties are. */
  withTies: StatEstimate
  /** The same among pairs where neither is a tie. */
  withoutTies: StatEstimate
}

const shareOf = (
  name: string,
  observations: { value: number; cluster: string }[],
  items: number,
  options: EstimateOptions,
): StatEstimate => {
  const missing = options.missing + items - observations.length
  const { low, high, ...rest } = estimateMean(observations, { ...options, missing })
  const inside = (end: number | null): number | null =>
    end === null ? null : Math.min(1, Math.max(0, end))
  return { ...rest, low: inside(low), high: inside(high), statistic: name }
}

function matches(pairs: readonly (readonly [number, number])[]): number {
  return pairs.filter(([a, b]) => a === b).length / pairs.length
}

/** Agreement over items from the pairs of choices that each holds; every item weighs the same. */
function agreementOf(
  items: readonly { pairs: readonly (readonly [number, number])[]; cluster: string }[],
  options: EstimateOptions,
): ChoiceAgreement {
  const observed = (keep: (pair: readonly [number, number]) => boolean) =>
    items.flatMap(({ pairs, cluster }) => {
      const kept = pairs.filter(keep)
      return kept.length === 0 ? [] : [{ value: matches(kept), cluster }]
    })
  return {
    withTies: shareOf(
      'agreement, ties equal',
      observed(() => true),
      items.length,
      options,
    ),
    withoutTies: shareOf(
      'agreement without ties',
      observed(([a, b]) => a !== 0 && b !== 0),
      items.length,
      options,
    ),
  }
}

/** Judges against people, as MT-bench counts: matching pairs of pairs (Zheng et al. 2023), every item weighing the same. */
export const agreementBetween = (
  items: readonly ChosenItem[],
  options: EstimateOptions,
): ChoiceAgreement =>
  agreementOf(
    items.map(({ first, second, cluster }) => ({
      pairs: first.flatMap((a) => second.map((b) => [a, b] as const)),
      cluster,
    })),
    options,
  )

/** One voter asked the same more than once: how often the answer was the same. */
export const selfConsistency = (
  items: readonly { choices: readonly number[]; cluster: string }[],
  options: EstimateOptions,
): ChoiceAgreement =>
  agreementOf(
    items
      .filter(({ choices }) => choices.length > 1)
      .map(({ choices, cluster }) => ({
        pairs: choices.flatMap((a, index) => choices.slice(index + 1).map((b) => [a, b] as const)),
        cluster,
      })),
    options,
  )
