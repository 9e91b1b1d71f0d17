import type { Estimate } from '#schema/estimate.ts'
import { unscoredKindOf, type InconsistentRule } from '#schema/judge.ts'
import type { JudgeChoices, JudgeCoverage, JudgeRatings } from '#schema/judge-report.ts'
import type { Vote } from '#schema/vote.ts'
import {
  countedVerdicts,
  isConsistent,
  sideOf,
  sideOfVerdict,
  verdictOf,
  type Verdict,
} from '#stats/both-orders.ts'
import { agreementBetween } from '#stats/choice-agreement.ts'
import { clusterShare } from '#stats/cluster-share.ts'
import type { EstimateOptions } from '#stats/estimate.ts'
import { positionBias } from '#stats/position-bias.ts'
import type { StatOptions } from './panel.ts'
import type { ChosenPair } from './judge-pairs.ts'
import { orderEffectOf, ratingsOf } from './judge-ratings.ts'

/** Adds one question to a coverage. */
export function addTo(coverage: JudgeCoverage, unscoredReason: string | undefined): void {
  coverage.planned += 1
  if (unscoredReason === undefined) {
    coverage.answered += 1
    return
  }
  const kind = unscoredKindOf(unscoredReason)
  coverage.unscored[kind] = (coverage.unscored[kind] ?? 0) + 1
}

export const noCoverage = (): JudgeCoverage => ({ planned: 0, answered: 0, unscored: {} })

function coverageOf(votes: readonly Vote[]): JudgeCoverage {
  const coverage = noCoverage()
  for (const { choice, reason } of votes)
    addTo(coverage, choice === 'skip' ? (reason ?? 'failed: without a reason') : undefined)
  return coverage
}

const choicesOf = (pair: ChosenPair, judge: string) => pair.voters.get(judge) ?? []

function consistencyOf(
  pairs: readonly ChosenPair[],
  judge: string,
  options: EstimateOptions,
): Estimate {
  const asked = pairs.filter((pair) => (pair.asked.get(judge) ?? 0) > 1)
  const both = asked.filter((pair) => choicesOf(pair, judge).length > 1)
  const shares = both.map((pair) => ({
    value: isConsistent(choicesOf(pair, judge)) ? 1 : 0,
    cluster: pair.cluster,
  }))
  const missing = asked.length - both.length
  return clusterShare(shares, 'share of pairs with one answer in both orders', {
    ...options,
    missing,
  })
}

/** Of a pair with one of two orders missing, the side tells the better output as much as the bias: left out. */
const biasOf = (pairs: readonly ChosenPair[], judge: string, options: EstimateOptions): Estimate =>
  positionBias(
    pairs.map((pair) => {
      const choices = choicesOf(pair, judge)
      const isWhole = choices.length === pair.asked.get(judge)
      return { cluster: pair.cluster, sides: isWhole ? choices.map(sideOf) : [] }
    }),
    options,
  )

/** Ratings under each question apart. */
export function ratingsByQuestion(
  counted: readonly { pair: ChosenPair; verdicts: readonly Verdict[] }[],
  level: number,
): JudgeRatings[] {
  const groups = Map.groupBy(counted, ({ pair }) => `${pair.task}\n${pair.question}`)
  const inOrder = [...groups].sort(([one], [other]) => (one < other ? -1 : 1))
  return inOrder.map(([, group]) => ratingsOf(group, level))
}

/** A judge against people on the pairs that both saw; its own choice is what the pair counts as. */
function peopleOf(
  pairs: ReadonlyMap<string, ChosenPair>,
  people: ReadonlyMap<string, ChosenPair>,
  judge: string,
  rule: InconsistentRule,
  options: EstimateOptions,
): Pick<JudgeChoices, 'people'> {
  const items = [...pairs].flatMap(([key, pair]) => {
    const others = [...(people.get(key)?.voters.values() ?? [])].flat()
    if (others.length === 0) return []
    const first = countedVerdicts(choicesOf(pair, judge), rule).map(sideOfVerdict)
    const second = others.map((one) => sideOfVerdict(verdictOf(one)))
    return [{ first, second, cluster: pair.cluster }]
  })
  if (items.length === 0) return {}
  return { people: { pairs: items.length, ...agreementBetween(items, options) } }
}

export interface ChoicesInput {
  judge: string
  /** All votes of the judge. */
  votes: readonly Vote[]
  rule: InconsistentRule
  pairs: ReadonlyMap<string, ChosenPair>
  /** Pairs on which people voted, by the same keys. */
  people: ReadonlyMap<string, ChosenPair>
}

/** What one judge's choices come to. */
export function judgeChoices(input: ChoicesInput, { level, seed }: StatOptions): JudgeChoices {
  const { judge, rule } = input
  const options = { level, seed, missing: 0 }
  const own = new Map([...input.pairs].filter(([, pair]) => pair.asked.has(judge)))
  const pairs = [...own.values()]
  const counted = pairs.map((pair) => ({
    pair,
    verdicts: countedVerdicts(choicesOf(pair, judge), rule),
  }))
  return {
    cards: [...new Set(input.votes.flatMap(({ voter }) => voter.card ?? []))].sort(),
    coverage: coverageOf(input.votes),
    inconsistent: rule,
    consistency: consistencyOf(pairs, judge, options),
    leftBias: biasOf(pairs, judge, options),
    orderEffect: orderEffectOf(pairs, judge, level),
    ratings: ratingsByQuestion(counted, level),
    ...peopleOf(own, input.people, judge, rule, options),
  }
}
