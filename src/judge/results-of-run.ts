import { unscoredKindOf, type PairwiseAsk, type UnscoredKind } from '#schema/judge.ts'
import type { Record } from '#schema/record.ts'
import type { Run } from '#schema/run.ts'
import type { Score } from '#schema/score.ts'
import type { Store } from '#schema/store.ts'
import type { Vote } from '#schema/vote.ts'
import { subjectFinder } from './asking.ts'
import { endedAsk, type Ended } from './ended-ask.ts'
import { overallOf, scoreOf } from './scores-of.ts'
import { choiceShape } from './shapes.ts'
import { voteOf } from './votes-of.ts'

/** An answer to a pair whose better picture is known. */
export interface KnownAnswer {
  judge: string
  ask: PairwiseAsk & { known: NonNullable<PairwiseAsk['known']> }
  /** Base picture: pairs of one are not independent. */
  cluster: string
  /** Undefined where there is no readable answer. */
  choice: 'left' | 'right' | 'tie' | 'both-bad' | undefined
  /** Why there is none. */
  unscored?: UnscoredKind
}

/** All that a judge run has come to so far, made out of what is kept of its calls: the same however often it is made. */
export interface JudgeResults {
  votes: Vote[]
  scores: Score[]
  known: KnownAnswer[]
}

const choices = { a: 'left', b: 'right', tie: 'tie', 'both-bad': 'both-bad' } as const

const choiceOf = (
  ended: Ended<{ choice: keyof typeof choices }>,
): Pick<KnownAnswer, 'choice' | 'unscored'> =>
  ended.state === 'answered'
    ? { choice: choices[ended.value.choice] }
    : { choice: undefined, unscored: unscoredKindOf(ended.reason) }

const isKnown = (ask: PairwiseAsk): ask is KnownAnswer['ask'] => ask.known !== undefined

/** Overalls of outputs that have both parts. */
function overallsOf(scores: readonly (Score & { judge: string })[]): Score[] {
  const parts = Map.groupBy(scores, ({ judge, cell, turn }) => `${judge} ${cell} ${turn}`)
  return [...parts.values()].flatMap((group) => {
    const part = (name: string) => group.find(({ metric }) => metric.endsWith(`/${name}`))
    const [sc, pq] = [part('sc'), part('pq')]
    return sc && pq ? [overallOf(sc, pq, sc.judge)] : []
  })
}

export async function resultsOfRun(
  run: Run,
  store: Pick<Store, 'cells' | 'records'>,
): Promise<JudgeResults> {
  const aboutOf = subjectFinder(run.plan)
  const records = new Map<string, Record>()
  for await (const record of store.records(run.id)) records.set(record.cell, record)
  const results: JudgeResults = { votes: [], scores: [], known: [] }
  const parts: (Score & { judge: string })[] = []
  for await (const cell of store.cells(run.id)) {
    const about = aboutOf(cell)
    const record = records.get(cell.id)
    const { ask } = about
    if (ask.mode === 'rubric') {
      const score = scoreOf(cell, ask, about, record, run)
      if (!score) continue
      results.scores.push(score)
      parts.push({ ...score, judge: cell.model })
    } else if (isKnown(ask)) {
      const given = choiceOf(endedAsk(record?.turns[0], choiceShape, run.createdAt))
      const { cluster } = about.subject
      results.known.push({ judge: cell.model, ask, cluster, ...given })
    } else {
      const vote = voteOf(cell, ask, record, run)
      if (vote) results.votes.push(vote)
    }
  }
  results.scores.push(...overallsOf(parts))
  return results
}
