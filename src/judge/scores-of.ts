import { canonicalJson } from '#digest/canonical-json.ts'
import { sha256 } from '#digest/sha256.ts'
import { judgeMetric, type RubricAsk, type RubricId } from '#schema/judge.ts'
import type { Cell } from '#schema/plan.ts'
import type { Record } from '#schema/record.ts'
import type { Run } from '#schema/run.ts'
import type { Score } from '#schema/score.ts'
import { endedAsk } from './ended-ask.ts'
import { marksOf, type Subject } from './question.ts'
import { combined, rubricOf } from './rubrics.ts'

const metricOf = (judge: string, { rubric, task }: RubricAsk): string =>
  judgeMetric(judge, rubric === 'task' ? `task/${task}` : rubric)

const unitOf: { readonly [id in RubricId]: string } = {
  sc: 'marks 0-10',
  pq: 'marks 0-10',
  grade: 'marks 1-5',
  task: 'marks 1-5',
}

interface Place {
  run: string
  cell: string
  turn: number
  /** Digest of the card: marks under another card are another metric's. */
  version: string
}

const headOf = ({ run, cell, turn, version }: Place, metric: string, image: string) => ({
  schemaVersion: 1 as const,
  id: sha256(canonicalJson({ image, metric, version })),
  run,
  cell,
  turn,
  metric,
  version,
})

/** The score that a judge's call came to; undefined for what is of no run. */
export function scoreOf(
  cell: Cell,
  ask: RubricAsk,
  about: Subject,
  record: Record | undefined,
  { createdAt, plan }: Run,
): Score | undefined {
  const { judging } = plan
  const { output, rubric } = ask
  const version = judging?.cards[cell.model]
  if (judging?.run === undefined || output.cell === undefined || version === undefined)
    return undefined
  const place = { run: judging.run, cell: output.cell, turn: output.turn ?? 1, version }
  const head = headOf(place, metricOf(cell.model, ask), output.image)
  const asked = rubricOf(ask, about.task, about.subject)
  const ended = endedAsk(record?.turns[0], marksOf(asked), createdAt)
  if (ended.state === 'unscored') return { ...head, state: 'unscored', reason: ended.reason }
  const { marks, reason } = ended.value
  return {
    ...head,
    state: 'scored',
    value: combined(asked, marks),
    unit: unitOf[rubric],
    direction: 'higher',
    detail: { rubric: asked.use, marks, ...(reason === undefined ? {} : { reason }) },
  }
}

/**
 * VIEScore's overall of one output: sqrt(SC x PQ), each the least of its marks (Ku et al. 2024). Without one of the
 * two there is no overall.
 */
export function overallOf(sc: Score, pq: Score, judge: string): Score {
  const { run, cell, turn, version } = sc
  const metric = judgeMetric(judge, 'o')
  const id = sha256(canonicalJson({ of: [sc.id, pq.id], metric, version }))
  const head = { schemaVersion: 1 as const, id, run, cell, turn, metric, version }
  const missing = [sc, pq].find((score) => score.state === 'unscored')
  if (missing?.state === 'unscored') return { ...head, state: 'unscored', reason: missing.reason }
  if (sc.state !== 'scored' || pq.state !== 'scored') throw new Error('a score has no state')
  const value = Math.sqrt(sc.value * pq.value)
  return { ...head, state: 'scored', value, unit: 'marks 0-10', direction: 'higher' }
}
