import pLimit from 'p-limit'
import { KontextError } from '#schema/kontext-error.ts'
import type { Case, Turn } from '#schema/case.ts'
import type { Metric, MetricImage, MetricInput, MetricResult } from '#schema/metric.ts'
import type { Cell } from '#schema/plan.ts'
import type { Record } from '#schema/record.ts'
import type { Run } from '#schema/run.ts'
import type { Score } from '#schema/score.ts'
import type { Blobs, Store } from '#schema/store.ts'
import { KeptScores, metricsToScore } from './kept-scores.ts'
import { createScoreIdentifier } from './score-id.ts'

interface TurnScorer {
  /** Scores a turn by the metrics in `only`; absent = by all. */
  score(input: MetricInput, only?: ReadonlySet<string>): Promise<Map<string, MetricResult>>
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

type LoadImage = (sha256: string) => Promise<MetricImage>

/** Pictures are read only for metrics that look at them; the digest is enough for the others. */
const byDigest: LoadImage = async (sha256) => ({ sha256 })

const loaderOf =
  (blobs: Blobs): LoadImage =>
  async (sha256) => {
    try {
      return { sha256, bytes: await blobs.get(sha256) }
    } catch (error) {
      // One lost picture leaves its own scores out, with the reason, and no others.
      if (!(error instanceof KontextError)) throw error
      return { sha256 }
    }
  }

type Pictures = Pick<
  MetricInput,
  'output' | 'source' | 'truthReference' | 'mask' | 'subject' | 'references'
>

/** Leaves out what is not there: an absent key and an undefined one differ across threads. */
const present = <T extends object>(values: { [K in keyof T]: T[K] | undefined }): Partial<T> =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Partial<T>

async function picturesOf(
  asked: Turn,
  result: Record['turns'][number],
  load: LoadImage,
): Promise<Pictures> {
  const digestsOf = (role: string): string[] =>
    result.inputs.filter((_, index) => asked.inputs[index]?.role === role)
  const { truth } = asked
  const loadOne = async (sha256: string | undefined): Promise<MetricImage | undefined> =>
    sha256 === undefined ? undefined : load(sha256)
  const [output, source, truthReference, mask, subject] = await Promise.all([
    loadOne(result.image?.sha256),
    loadOne(digestsOf('source')[0]),
    loadOne(truth?.reference?.sha256),
    loadOne(truth?.mask?.sha256),
    loadOne(truth?.subject?.sha256),
  ])
  const references = await Promise.all(digestsOf('reference').map(load))
  return {
    references,
    ...present<Omit<Pictures, 'references'>>({ output, source, truthReference, mask, subject }),
  }
}

async function inputOf(
  subject: Case,
  record: Record,
  turn: number,
  load: LoadImage,
): Promise<MetricInput | undefined> {
  const result = record.turns.find((one) => one.turn === turn)
  const asked = subject.turns[turn - 1]
  if (!result || !asked) return undefined
  return {
    instruction: asked.instruction,
    turn,
    tasks: subject.tasks,
    occludes: asked.occludes ?? false,
    result,
    attempts: result.attempts,
    ...(await picturesOf(asked, result, load)),
    ...present<Pick<MetricInput, 'text' | 'scene'>>({
      text: asked.truth?.text,
      scene: asked.truth?.scene,
    }),
  }
}

function scoresOf(
  run: Run,
  record: Record,
  input: MetricInput,
  results: Map<string, MetricResult>,
  metrics: ReadonlyMap<string, Metric>,
): Score[] {
  const identify = createScoreIdentifier(input)
  return [...results].flatMap(([id, result]): Score[] => {
    const metric = metrics.get(id)
    if (!metric) return []
    const head = {
      schemaVersion: 1 as const,
      id: identify(metric),
      run: run.id,
      cell: record.cell,
      turn: input.turn,
      metric: id,
      version: metric.version,
    }
    if (result.state === 'unscored') {
      const { reason, notApplicable } = result
      return [{ ...head, state: 'unscored', reason, ...(notApplicable ? { notApplicable } : {}) }]
    }
    const { unit, direction } = metric
    const detail = result.detail ? { detail: result.detail } : {}
    return [{ ...head, state: 'scored', value: result.value, unit, direction, ...detail }]
  })
}

/** Scores of one record that are missing or changed. */
async function newScores(
  { run, metrics, scorer, blobs }: ScoreRunInput,
  subject: Case,
  record: Record,
  kept: readonly Score[],
): Promise<Score[]> {
  const scores: Score[] = []
  for (const { turn } of record.turns) {
    const seen = await inputOf(subject, record, turn, byDigest)
    if (!seen) continue
    const wanted = metricsToScore(metrics, seen, kept)
    const isLooking = [...wanted].some((id) => metrics.get(id)?.work !== 'inline')
    const input = isLooking ? await inputOf(subject, record, turn, loaderOf(blobs)) : seen
    if (wanted.size > 0 && input)
      scores.push(...scoresOf(run, record, input, await scorer.score(input, wanted), metrics))
  }
  return scores
}

/**
 * Scores every turn of a run that gave something to score, and writes each record's scores when they are there. What was
 * scored before from the same pictures, truth and metric version is left as it is.
 */
export async function scoreRun(input: ScoreRunInput, cells: AsyncIterable<Cell>): Promise<number> {
  const { run, store, onProgress } = input
  const cases = new Map(run.plan.cases.map((one) => [`${one.dataSet}/${one.id}`, one]))
  const cellCases = new Map<string, Case | undefined>()
  for await (const cell of cells) cellCases.set(cell.id, cases.get(`${cell.dataSet}/${cell.case}`))
  const keptScores = new KeptScores(store.scores(run.id), cellCases.keys())
  const limit = pLimit(input.concurrency)
  const waiting = new Set<Promise<void>>()
  let done = 0

  const scoreRecord = async (record: Record, kept: readonly Score[]): Promise<void> => {
    const subject = cellCases.get(record.cell)
    const scores = subject ? await newScores(input, subject, record, kept) : []
    if (scores.length > 0) await store.putScores(scores)
    onProgress(++done, cellCases.size)
  }

  for await (const record of store.records(run.id)) {
    const kept = await keptScores.of(record.cell)
    const work = limit(() => scoreRecord(record, kept))
    waiting.add(work)
    void work.finally(() => waiting.delete(work)).catch(() => undefined)
    // Records hold no pictures, but their inputs do: never more in hand than are being scored.
    if (waiting.size >= input.concurrency * 2) await Promise.race(waiting)
  }
  await Promise.all(waiting)
  return done
}
