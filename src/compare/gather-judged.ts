import type { JudgeCard } from '#schema/judge.ts'
import type { JudgeCheck } from '#schema/judge-check.ts'
import type { Vote } from '#schema/vote.ts'
import type { Collected } from './collect.ts'
import type { JudgedInput } from './judge-section.ts'

/** Where what is kept of judging a run is found. */
export interface JudgedPorts {
  votes: readonly Vote[]
  cardOf: (digest: string) => Promise<JudgeCard | undefined>
  /** What the card's judge said of pairs with a known answer in the card's judge run. */
  checkOf: (card: JudgeCard) => Promise<JudgeCheck | undefined>
}

/** Digests of the cards under which outputs were voted on and marked. */
const cardsNamed = (votes: readonly Vote[], { turns }: Collected): Set<string> =>
  new Set([
    ...votes.flatMap(({ voter }) => voter.card ?? []),
    ...turns.flatMap(({ judged }) => [...judged.values()].map(({ card }) => card)),
  ])

/** Votes with the cards they name, and the newest check of each judge. */
export async function gatherJudged(
  { votes, cardOf, checkOf }: JudgedPorts,
  collected: Collected,
): Promise<JudgedInput> {
  const cards = new Map<string, JudgeCard>()
  for (const digest of cardsNamed(votes, collected)) {
    const card = await cardOf(digest)
    if (card) cards.set(digest, card)
  }
  const checks = new Map<string, JudgeCheck>()
  const byDate = [...cards.values()].sort((one, other) => (one.date < other.date ? -1 : 1))
  for (const card of byDate) {
    const check = await checkOf(card)
    if (check) checks.set(card.judge, check)
  }
  return { votes, cards, checks }
}
