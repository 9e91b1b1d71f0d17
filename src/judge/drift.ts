import { canonicalJson } from '#digest/canonical-json.ts'
import type { Estimate } from '#schema/estimate.ts'
import type { Json } from '#schema/id.ts'
import type { JudgeCard } from '#schema/judge.ts'
import type { JudgeDrift } from '#schema/judge-check.ts'
import { clusterShare } from '#stats/cluster-share.ts'
import { mcNemarExact } from '#stats/exact-tests.ts'
import { isRight } from './check-judge.ts'
import type { KnownAnswer } from './results-of-run.ts'

export interface KeptAnswers {
  card: JudgeCard
  cardDigest: string
  answers: readonly KnownAnswer[]
}

const significant = 0.05
/** Judges are not quite the same twice; more than this is told. */
const muchChanged = 0.05

/** The same question: pictures and order. Words and picture size are compared card by card. */
const keyOf = ({ ask }: KnownAnswer): string =>
  canonicalJson([ask.pair, ask.order, ask.left.image, ask.right.image])

/** Were known pairs asked in the same words, at the same size? */
function areComparable(then: JudgeCard, now: JudgeCard): boolean {
  const asked = ({ prompts, image, language }: JudgeCard): Json => [
    Object.entries(prompts).filter(([use]) => use.startsWith('pairwise/known-answer/')),
    image,
    language,
  ]
  return canonicalJson(asked(then)) === canonicalJson(asked(now))
}

function changedShare(pairs: readonly (readonly [KnownAnswer, KnownAnswer])[]): Estimate {
  const changes = pairs.map(([then, now]) => ({
    value: then.choice === now.choice ? 0 : 1,
    cluster: now.cluster,
  }))
  return clusterShare(changes, 'share of answers that changed', {
    level: 0.95,
    seed: 1,
    missing: 0,
  })
}

function verdictOf(p: number | null, changed: Estimate, compared: number): JudgeDrift['verdict'] {
  if (compared === 0) return 'not-comparable'
  if (p !== null && p < significant) return 'moved'
  return changed.low !== null && changed.low > muchChanged ? 'changed' : 'steady'
}

/**
 * Whether a judge of one name answers the same frozen pairs as it did before. Answers are compared one by one: a
 * provider that changed the model behind a name shows as right answers lost (McNemar's exact test).
 */
export function driftOf(then: KeptAnswers, now: KeptAnswers): JudgeDrift {
  const before = new Map(then.answers.map((answer) => [keyOf(answer), answer]))
  const pairs = areComparable(then.card, now.card)
    ? now.answers.flatMap((answer) => {
        const earlier = before.get(keyOf(answer))
        const isBoth = earlier?.choice !== undefined && answer.choice !== undefined
        return isBoth ? [[earlier, answer] as const] : []
      })
    : []
  const lost = pairs.filter(([one, other]) => isRight(one) && !isRight(other)).length
  const gained = pairs.filter(([one, other]) => !isRight(one) && isRight(other)).length
  const changed = changedShare(pairs)
  const p = mcNemarExact(lost, gained)
  return {
    since: then.card.run,
    date: then.card.date,
    card: then.cardDigest,
    compared: pairs.length,
    changed,
    lost,
    gained,
    p,
    verdict: verdictOf(p, changed, pairs.length),
  }
}
