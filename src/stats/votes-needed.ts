import { membersOf } from './comparison-graph.ts'
import type { RatingFit } from './fit-ratings.ts'
import { normalQuantile } from './normal.ts'
import { holm } from './paired.ts'
import { differenceOf } from './rating-table.ts'
import type { Uncertainty } from './rating-uncertainty.ts'

/** When to stop voting. Numbers in theta; a rating point is ln(10) / scale of it. */
export type StopRule =
  /** Every interval is at most this wide. */
  | { kind: 'width'; width: number }
  /** Every pair of a group is told apart, or shown to lie within `margin` of each other. */
  | { kind: 'ranks'; margin?: number }

export interface VotesNeeded {
  done: boolean
  /** More votes of the kind cast so far; null when the votes so far cannot tell. */
  more: number | null
  /** The same were the differences at the far and the near end of their intervals; a width needs no guess. */
  low: number | null
  high: number | null
  /** What asks for most. */
  because: readonly string[]
  /** Pairs still open, of all. */
  open: number
  of: number
}

const undecided = (because: readonly string[]): VotesNeeded => ({
  done: false,
  more: null,
  low: null,
  high: null,
  because,
  open: 0,
  of: 0,
})

/** Standard errors shrink with the root of votes, so n grows with the square of what is still too wide. */
const moreFor = (n: number, factor: number): number | null =>
  Number.isFinite(factor) ? Math.max(0, Math.ceil(n * (factor * factor - 1))) : null

function forWidth(fit: RatingFit, { low, high }: Uncertainty, width: number): VotesNeeded {
  let widest = { model: '', width: 0 }
  for (const [model, name] of fit.models.entries()) {
    const wide = high[model]! - low[model]!
    if (Number.isNaN(wide)) return undecided([name])
    if (wide > widest.width) widest = { model: name, width: wide }
  }
  const more = moreFor(fit.n, widest.width / width)
  const done = widest.width <= width
  return { done, more, low: more, high: more, because: done ? [] : [widest.model], open: 0, of: 0 }
}

interface OpenPair {
  names: [string, string]
  size: number
  se: number
}

/** Votes until the pair is decided, or shown to be near enough, whichever comes first. */
function votesForPair(n: number, size: number, reach: number, margin: number): number | null {
  const apart = size > 0 ? moreFor(n, reach / size) : null
  const near = margin > size ? moreFor(n, reach / (margin - size)) : null
  if (apart === null || near === null) return apart ?? near
  return Math.min(apart, near)
}

const largest = (votes: readonly (number | null)[]): number | null =>
  votes.includes(null) ? null : Math.max(0, ...votes.map((one) => one ?? 0))

function forRanks(fit: RatingFit, uncertainty: Uncertainty, margin: number): VotesNeeded {
  const pairs = membersOf(fit.part).flatMap((members) =>
    members.flatMap((a, index) => members.slice(index + 1).map((b) => [a, b] as const)),
  )
  const differences = pairs.map(([a, b]) => differenceOf(fit, uncertainty, a, b))
  const unknown = differences.indexOf(null)
  const namesOf = ([a, b]: readonly [number, number]): [string, string] => [
    fit.models[a]!,
    fit.models[b]!,
  ]
  if (unknown >= 0) return undecided(namesOf(pairs[unknown]!))
  const alpha = 1 - uncertainty.level
  const adjusted = holm(differences.map((one) => one!.p))
  const undecidedPairs = pairs.flatMap((pair, k) =>
    adjusted[k]! < alpha
      ? []
      : [{ names: namesOf(pair), size: Math.abs(differences[k]!.value), se: differences[k]!.se }],
  )
  // What is open will be compared at this level or a milder one, so the guess is never too low.
  const z = normalQuantile(1 - alpha / 2 / Math.max(1, undecidedPairs.length))
  const open = undecidedPairs.filter(({ size, se }) => size + z * se >= margin)
  const votesWith = (sizeOf: (pair: OpenPair) => number): (number | null)[] =>
    open.map((pair) => votesForPair(fit.n, Math.max(0, sizeOf(pair)), z * pair.se, margin))
  const guesses = votesWith(({ size }) => size)
  const more = largest(guesses)
  const slowest = open[guesses.indexOf(more)] ?? open[0]
  return {
    done: open.length === 0 && fit.n > 0 && pairs.length > 0,
    more,
    low: largest(votesWith(({ size, se }) => size + z * se)),
    high: largest(votesWith(({ size, se }) => size - z * se)),
    because: slowest?.names ?? [],
    open: open.length,
    of: pairs.length,
  }
}

/**
 * Whether a rule is met, and how many more votes it would take, spread as they were so far; pairs chosen
 * by gain need fewer. Looking after every vote and stopping at the first yes is somewhat too hopeful.
 */
export function votesNeeded(fit: RatingFit, uncertainty: Uncertainty, rule: StopRule): VotesNeeded {
  const [first, second] = membersOf(fit.part)
  if (fit.fault || !first) return undecided([])
  // No votes of the kind cast so far bring groups together.
  if (second) return undecided([fit.models[first[0]!]!, fit.models[second[0]!]!])
  return rule.kind === 'width'
    ? forWidth(fit, uncertainty, rule.width)
    : forRanks(fit, uncertainty, rule.margin ?? 0)
}
