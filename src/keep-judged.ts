/** Answers of a judge run -> votes and scores of the run that it judged, and what its known pairs say of the judges. */
import { checkOf } from './judge/check-judge.ts'
import { driftOf, type KeptAnswers } from './judge/drift.ts'
import { anchorSet, selfTestSet } from './judge/known-pairs.ts'
import { resultsOfRun, type JudgeResults, type KnownAnswer } from './judge/results-of-run.ts'
import { unscoredKindOf } from './schema/judge.ts'
import type { JudgeCheck, JudgeDrift } from './schema/judge-check.ts'
import type { Run } from './schema/run.ts'
import type { Score } from './schema/score.ts'
import type { Store } from './schema/store.ts'
import type { Vote } from './schema/vote.ts'

const isOpen = (reason: string | undefined): boolean =>
  reason !== undefined && unscoredKindOf(reason) === 'not-asked'

const scoreKey = ({ cell, turn, metric }: Score): string => `${cell}/${turn}/${metric}`

/** A question that this run did not come to takes no earlier answer away. */
async function keepVotes(store: Store, judged: string, votes: readonly Vote[]): Promise<void> {
  const given = new Set(
    (await store.votes(judged)).filter(({ choice }) => choice !== 'skip').map(({ id }) => id),
  )
  const isLost = (vote: Vote): boolean =>
    vote.choice === 'skip' && isOpen(vote.reason) && given.has(vote.id)
  await store.putVotes(votes.filter((vote) => !isLost(vote)))
}

async function keepScores(store: Store, judged: string, scores: readonly Score[]): Promise<void> {
  const given = new Set<string>()
  for await (const score of store.scores(judged))
    if (score.state === 'scored') given.add(scoreKey(score))
  const isLost = (score: Score): boolean =>
    score.state === 'unscored' && isOpen(score.reason) && given.has(scoreKey(score))
  await store.putScores(scores.filter((score) => !isLost(score)))
}

/** What an earlier judge run kept of one judge; undefined without a card or a pair. */
async function answersOf(
  store: Store,
  run: Run,
  judge: string,
  known?: readonly KnownAnswer[],
): Promise<KeptAnswers | undefined> {
  const digest = run.plan.judging?.cards[judge]
  const card = digest === undefined ? undefined : await store.judgeCard(digest)
  const all = known ?? (await resultsOfRun(run, store)).known
  const answers = all.filter((answer) => answer.judge === judge)
  return digest === undefined || !card || answers.length === 0
    ? undefined
    : { card, cardDigest: digest, answers }
}

/** Against the newest finished judge run before this one in which the judge answered pairs that this one answered too. */
async function driftSince(
  store: Store,
  run: Run,
  now: KeptAnswers,
): Promise<JudgeDrift | undefined> {
  const { judge } = now.card
  const earlier = (await store.runs()).filter(
    (other) =>
      other.id !== run.id &&
      other.createdAt <= run.createdAt &&
      other.judgeChecks?.[judge] !== undefined,
  )
  for (const other of earlier) {
    const then = await answersOf(store, other, judge)
    if (then) return driftOf(then, now)
  }
  return undefined
}

async function checksOf(
  store: Store,
  run: Run,
  { known }: JudgeResults,
): Promise<{ [judge: string]: JudgeCheck }> {
  const checks: { [judge: string]: JudgeCheck } = {}
  const set = run.plan.judging?.run === undefined ? selfTestSet.id : anchorSet.id
  for (const { id } of run.plan.models) {
    const now = await answersOf(store, run, id, known)
    if (!now) continue
    const drift = await driftSince(store, run, now)
    checks[id] = { ...checkOf(set, now.answers), ...(drift ? { drift } : {}) }
  }
  return checks
}

/**
 * Keeps what a judge run has come to: votes and scores with the run that it judged, checks with itself. Done again it
 * writes the same again.
 */
export async function keepJudged(
  store: Store,
  run: Run,
): Promise<{ run: Run; results: JudgeResults }> {
  const results = await resultsOfRun(run, store)
  const judged = run.plan.judging?.run
  if (judged !== undefined) {
    await keepVotes(store, judged, results.votes)
    await keepScores(store, judged, results.scores)
  }
  const kept: Run = { ...run, judgeChecks: await checksOf(store, run, results) }
  await store.putRun(kept)
  return { run: kept, results }
}
