import type { Estimate } from '#schema/estimate.ts'
import { KnownKind } from '#schema/judge.ts'
import type { JudgeCheck } from '#schema/judge-check.ts'
import { isConsistent, sideOf } from '#stats/both-orders.ts'
import { clusterShare } from '#stats/cluster-share.ts'
import { positionBias, type AskedPair } from '#stats/position-bias.ts'
import type { KnownAnswer } from './results-of-run.ts'

const options = { level: 0.95, seed: 1, missing: 0 }

/** Of one picture twice, either kind of tie is right: nothing says that it is a good one. */
export const isRight = ({ ask, choice }: KnownAnswer): boolean =>
  ask.known.right === 'tie' ? choice === 'tie' || choice === 'both-bad' : choice === ask.known.right

const accuracyOf = (answers: readonly KnownAnswer[]): Estimate => {
  const given = answers.filter(({ choice }) => choice !== undefined)
  const shares = given.map((answer) => ({
    value: isRight(answer) ? 1 : 0,
    cluster: answer.cluster,
  }))
  const missing = answers.length - given.length
  return clusterShare(shares, 'accuracy', { ...options, missing })
}

/** Answers to one pair in the orders that were asked; nothing of those without an answer. */
function pairsOf(answers: readonly KnownAnswer[]) {
  return [...Map.groupBy(answers, ({ ask }) => ask.pair).values()].map((group) => ({
    cluster: group[0]!.cluster,
    asked: group.length,
    choices: group.flatMap(({ ask, choice }) =>
      choice === undefined ? [] : [{ choice, firstWasLeft: ask.order === 1 }],
    ),
  }))
}

/** Share of pairs with the same answer in both orders, among those that have both. */
function consistencyOf(answers: readonly KnownAnswer[]): Estimate {
  const asked = pairsOf(answers).filter((pair) => pair.asked > 1)
  const both = asked.filter(({ choices }) => choices.length > 1)
  const shares = both.map(({ choices, cluster }) => ({
    value: isConsistent(choices) ? 1 : 0,
    cluster,
  }))
  const missing = asked.length - both.length
  return clusterShare(shares, 'share of pairs with one answer in both orders', {
    ...options,
    missing,
  })
}

const biasOf = (answers: readonly KnownAnswer[]): Estimate =>
  positionBias(
    pairsOf(answers).map(({ choices, asked, cluster }): AskedPair => {
      // Of a pair with one order missing the side tells the better picture as much as the bias.
      const isWhole = choices.length === asked
      return { cluster, sides: isWhole ? choices.map(sideOf) : [] }
    }),
    options,
  )

/** Questions without an answer, by the reason. */
function unscoredOf(answers: readonly KnownAnswer[]): Pick<JudgeCheck, 'unscored'> {
  const missing = answers.filter(({ choice }) => choice === undefined)
  if (missing.length === 0) return {}
  const kinds = Map.groupBy(missing, ({ unscored }) => unscored ?? 'failed')
  return {
    unscored: Object.fromEntries(Array.from(kinds, ([kind, group]) => [kind, group.length])),
  }
}

/** What a judge said of pairs whose better picture is known. */
export const checkOf = (set: string, answers: readonly KnownAnswer[]): JudgeCheck => ({
  set,
  asked: answers.length,
  answered: answers.filter(({ choice }) => choice !== undefined).length,
  ...unscoredOf(answers),
  accuracy: accuracyOf(answers),
  byKind: KnownKind.options.flatMap((kind) => {
    const ofKind = answers.filter(({ ask }) => ask.known.kind === kind)
    return ofKind.length === 0 ? [] : [{ kind, accuracy: accuracyOf(ofKind) }]
  }),
  consistency: consistencyOf(answers),
  leftBias: biasOf(answers),
})
