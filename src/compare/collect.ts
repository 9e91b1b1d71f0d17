import type { Attempt, ThreadTimes, Untimed } from '#schema/attempt.ts'
import { readJudgeMetric } from '#schema/judge.ts'
import type { Cell } from '#schema/plan.ts'
import type { Record } from '#schema/record.ts'
import type { Run } from '#schema/run.ts'
import type { Score } from '#schema/score.ts'

/** Numbers of one turn; whole records are never kept. */
export interface TurnNumbers {
  cell: Cell
  turn: number
  cluster: string
  /** Same in every run and for every model: what is paired. */
  pairKey: string
  outcome: string
  /** Scored values by metric. */
  values: Map<string, number>
  /** Metrics of judges: the card, and the reason where there is no mark. */
  judged: Map<string, { card: string; unscored?: string }>
  /** Metrics with nothing to measure in this case, whatever a model answers. */
  notApplicable: Set<string>
  latency: TurnLatency | undefined
  /** Why there is a picture and no latency of it. */
  untimed?: Untimed
  /** Why it was skipped. */
  skipped: string | undefined
}

/** Calls that a latency bench might have made, and found that it need not. */
const notWanted = new Set(['enough', 'saturated'])

/** False for what a latency bench planned and did not need. */
export const isWanted = ({ skipped }: Pick<TurnNumbers, 'skipped'>): boolean =>
  !notWanted.has(skipped ?? '')

export interface TurnLatency {
  ms: number
  cold: boolean
  contended: boolean
  /** Width of the interval that the truth lies in. */
  unsureMs: number
  times: ThreadTimes | undefined
  startedAt: string
  image: { width: number; height: number } | undefined
  /** Open loop: how late it was sent. */
  dueToSentMs: number | undefined
}

interface MetricFacts {
  unit: string
  version: string
  direction: Score extends infer S
    ? S extends { state: 'scored'; direction: infer D }
      ? D
      : never
    : never
}

export interface Collected {
  turns: TurnNumbers[]
  metrics: Map<string, MetricFacts>
}

const latencyOf = (attempts: readonly Attempt[]): Pick<TurnNumbers, 'latency' | 'untimed'> => {
  const made = attempts.find((attempt) => attempt.outcome === 'image')
  if (made?.untimed) return { latency: undefined, untimed: made.untimed }
  if (!made?.phases) return { latency: undefined }
  const { cold = false, inFlight = 1, times, phases } = made
  const { earlyMs = 0, lateMs = 0 } = made.uncertainty ?? {}
  return {
    latency: {
      ms: phases.totalMs,
      cold,
      contended: inFlight > 1,
      unsureMs: earlyMs + lateMs,
      times,
      startedAt: made.startedAt,
      image: made.image,
      dueToSentMs: phases.dueToSentMs,
    },
  }
}

export interface CollectInput {
  run: Run
  cells: AsyncIterable<Cell> | Iterable<Cell>
  records: AsyncIterable<Record>
  scores: AsyncIterable<Score>
}

/** Reads a run once and keeps one small entry for every planned turn. */
export async function collect({ run, cells, records, scores }: CollectInput): Promise<Collected> {
  const clusters = new Map(
    run.plan.cases.map((one) => [`${one.dataSet}/${one.id}`, `${one.dataSet}/${one.cluster}`]),
  )
  const byCell = new Map<string, TurnNumbers[]>()
  for await (const cell of cells) {
    const key = `${cell.dataSet}/${cell.case}`
    const turns = Array.from({ length: cell.turns }, (_, index): TurnNumbers => ({
      cell,
      turn: index + 1,
      cluster: clusters.get(key) ?? key,
      pairKey: `${key}/${index + 1}/${cell.setting}/${cell.repeat}`,
      outcome: 'notRun',
      values: new Map(),
      judged: new Map(),
      notApplicable: new Set(),
      latency: undefined,
      skipped: undefined,
    }))
    byCell.set(cell.id, turns)
  }
  for await (const record of records) {
    for (const result of record.turns) {
      const entry = byCell.get(record.cell)?.[result.turn - 1]
      if (!entry) continue
      entry.outcome = result.outcome
      entry.skipped = result.skipped
      Object.assign(entry, latencyOf(result.attempts))
    }
  }
  const metrics = new Map<string, MetricFacts>()
  for await (const score of scores) {
    const entry = byCell.get(score.cell)?.[score.turn - 1]
    if (readJudgeMetric(score.metric))
      entry?.judged.set(score.metric, {
        card: score.version,
        ...(score.state === 'scored' ? {} : { unscored: score.reason }),
      })
    if (score.state === 'scored') {
      entry?.values.set(score.metric, score.value)
      const { unit, direction, version } = score
      metrics.set(score.metric, { unit, direction, version })
    } else if (score.notApplicable) entry?.notApplicable.add(score.metric)
  }
  return { turns: [...byCell.values()].flat(), metrics }
}
