import type { JudgedInput } from './compare/judge-section.ts'
import { readJudgeMetric, type JudgeCard } from './schema/judge.ts'
import type { JudgeCheck } from './schema/judge-check.ts'
import type { Run } from './schema/run.ts'
import type { Store } from './schema/store.ts'

/** Digests of the cards under which a run's outputs were voted on and marked. */
async function cardsNamed(
  store: Store,
  run: Run,
  votes: JudgedInput['votes'],
): Promise<Set<string>> {
  const named = new Set(votes.flatMap(({ voter }) => voter.card ?? []))
  for await (const { metric, version } of store.scores(run.id))
    if (readJudgeMetric(metric)) named.add(version)
  return named
}

/** What each judge said of pairs with a known answer, in the newest of its runs that are named. */
async function checksOf(
  store: Store,
  cards: Iterable<JudgeCard>,
): Promise<Map<string, JudgeCheck>> {
  const checks = new Map<string, JudgeCheck>()
  const byDate = [...cards].sort((one, other) => (one.date < other.date ? -1 : 1))
  for (const { judge, run } of byDate) {
    const check = (await store.run(run))?.judgeChecks?.[judge]
    if (check) checks.set(judge, check)
  }
  return checks
}

/** What is kept of judging a run; undefined where nobody voted and no judge gave marks. */
export async function judgedOf(store: Store, run: Run): Promise<JudgedInput | undefined> {
  const votes = await store.votes(run.id)
  const cards = new Map<string, JudgeCard>()
  for (const digest of await cardsNamed(store, run, votes)) {
    const card = await store.judgeCard(digest)
    if (card) cards.set(digest, card)
  }
  if (votes.length === 0 && cards.size === 0) return undefined
  return { votes, cards, checks: await checksOf(store, cards.values()) }
}
