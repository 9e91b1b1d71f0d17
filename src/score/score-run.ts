import pLimit from 'p-limit'
import type { Case } from '#schema/case.ts'
import type { Metric, MetricImage, MetricInput, MetricResult } from '#schema/metric.ts'
import type { Cell } from '#schema/plan.ts'
import type { Record } from '#schema/record.ts'
import type { Run } from '#schema/run.ts'
import type { Score } from '#schema/score.ts'
import type { Blobs, Store } from '#schema/store.ts'
import { scoreId } from './score-id.ts'

export interface TurnScorer {
  score(input: MetricInput): Promise<Map<string, MetricResult>>
}

export interface ScoreRunInput {
  run: Run
  store: Store
  blobs: Blobs
  metrics: ReadonlyMap<string, Metric>
  scorer: TurnScorer
  /** Turns scored at once; about twice the workers keeps them fed. */
  concurrency: number
  onProgress: (done: number, total: number) => void
}

const imageOf = async (
  blobs: Blobs,
  sha256: string | undefined,
): Promise<MetricImage | undefined> =>
  sha256 === undefined ? undefined : { sha256, bytes: await blobs.get(sha256) }

async function inputOf(
  subject: Case,
  record: Record,
  turn: number,
  blobs: Blobs,
): Promise<MetricInput | undefined> {
  const result = record.turns.find((one) => one.turn === turn)
  const asked = subject.turns[turn - 1]
  if (!result || !asked) return undefined
  const roles = asked.inputs.map((input) => input.role)
  const byRole = (role: string): string[] =>
    result.inputs.filter((_, index) => roles[index] === role)
  const [output, source, truthReference, mask, subjectMask] = await Promise.all([
    imageOf(blobs, result.image?.sha256),
    imageOf(blobs, byRole('source')[0]),
    imageOf(blobs, asked.truth?.reference?.sha256),
    imageOf(blobs, asked.truth?.mask?.sha256),
    imageOf(blobs, asked.truth?.subject?.sha256),
  ])
  const references = await Promise.all(byRole('reference').map((sha256) => imageOf(blobs, sha256)))
  return {
    instruction: asked.instruction,
    turn,
    tasks: subject.tasks,
    occludes: asked.occludes ?? false,
    result: { ...result },
    attempts: record.turns.find((one) => one.turn === turn)?.attempts ?? [],
    references: references.filter((image) => image !== undefined),
    ...(output ? { output } : {}),
    ...(source ? { source } : {}),
    ...(truthReference ? { truthReference } : {}),
    ...(mask ? { mask } : {}),
    ...(subjectMask ? { subject: subjectMask } : {}),
    ...(asked.truth?.text ? { text: asked.truth.text } : {}),
    ...(asked.truth?.scene ? { scene: asked.truth.scene } : {}),
  }
}

function scoresOf(
  run: Run,
  record: Record,
  input: MetricInput,
  results: Map<string, MetricResult>,
  metrics: ReadonlyMap<string, Metric>,
): Score[] {
  return [...results].flatMap(([id, result]): Score[] => {
    const metric = metrics.get(id)
    if (!metric) return []
    const head = {
      schemaVersion: 1 as const,
      id: scoreId(metric, input),
      run: run.id,
      cell: record.cell,
      turn: input.turn,
      metric: id,
      version: metric.version,
    }
    if (result.state === 'unscored') return [{ ...head, state: 'unscored', reason: result.reason }]
    const { unit, direction } = metric
    const detail = result.detail ? { detail: result.detail } : {}
    return [{ ...head, state: 'scored', value: result.value, unit, direction, ...detail }]
  })
}

/** Scores every turn of a run that gave something to score, and writes each record's scores when they are there. */
export async function scoreRun(input: ScoreRunInput, cells: AsyncIterable<Cell>): Promise<number> {
  const { run, store, blobs, metrics, scorer, onProgress } = input
  const cases = new Map(run.plan.cases.map((one) => [`${one.dataSet}/${one.id}`, one]))
  const cellCases = new Map<string, Case | undefined>()
  for await (const cell of cells) cellCases.set(cell.id, cases.get(`${cell.dataSet}/${cell.case}`))
  const limit = pLimit(input.concurrency)
  const waiting = new Set<Promise<void>>()
  let done = 0

  const scoreRecord = async (record: Record): Promise<void> => {
    const subject = cellCases.get(record.cell)
    const scores: Score[] = []
    for (const { turn } of subject ? record.turns : []) {
      const turnInput = subject && (await inputOf(subject, record, turn, blobs))
      if (!turnInput) continue
      scores.push(...scoresOf(run, record, turnInput, await scorer.score(turnInput), metrics))
    }
    if (scores.length > 0) await store.putScores(scores)
    onProgress(++done, cellCases.size)
  }

  for await (const record of store.records(run.id)) {
    const work = limit(() => scoreRecord(record))
    waiting.add(work)
    void work.finally(() => waiting.delete(work)).catch(() => undefined)
    // Records hold no pictures, but their inputs do: never more in hand than are being scored.
    if (waiting.size >= input.concurrency * 2) await Promise.race(waiting)
  }
  await Promise.all(waiting)
  return done
}
