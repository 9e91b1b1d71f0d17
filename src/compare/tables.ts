import type { CoverageRow, LatencyRow, SummaryRow } from '#schema/comparison.ts'
import { isControl, type Model } from '#schema/model.ts'
import type { Task } from '#schema/task.ts'
import { estimateMean, estimateMedian, estimateQuantile } from '#stats/estimate.ts'
import { highOutliers } from '#stats/outliers.ts'
import type { Collected, TurnNumbers } from './collect.ts'
import { headlineValue } from './headline.ts'
import { observationsOf, type StatOptions } from './panel.ts'

const skewed = new Set(['latency', 'time-to-image'])

export function summaryRow(
  head: Pick<SummaryRow, 'task' | 'model' | 'setting' | 'turn'>,
  metric: string,
  turns: readonly TurnNumbers[],
  collected: Collected,
  options: StatOptions,
): SummaryRow | undefined {
  const facts = collected.metrics.get(metric)
  if (!facts) return undefined
  const { observations, missing } = observationsOf(turns, (turn) => turn.values.get(metric))
  const estimate = (skewed.has(metric) ? estimateMedian : estimateMean)(observations, {
    ...options,
    missing,
  })
  return {
    ...head,
    metric,
    unit: facts.unit,
    direction: facts.direction,
    estimate,
    planned: turns.length,
  }
}

/** Every metric of every task, model and setting, over all turns and for each turn of chains. */
export function summaryOf(
  tasks: readonly Task[],
  metrics: readonly string[],
  collected: Collected,
  options: StatOptions,
): SummaryRow[] {
  const rows: SummaryRow[] = []
  for (const task of tasks) {
    const asked = metrics.filter(
      (metric) =>
        task.metrics.includes(metric) ||
        ['latency', 'time-to-image', 'cost'].includes(metric) ||
        !isKnown(tasks, metric),
    )
    const groups = Map.groupBy(
      collected.turns.filter((turn) => turn.cell.tasks.includes(task.id)),
      (turn) => `${turn.cell.model}\n${turn.cell.setting}`,
    )
    for (const [key, turns] of groups) {
      const [model = '', setting = ''] = key.split('\n')
      const chained = turns.filter((turn) => turn.cell.turns > 1)
      const byTurn = [...Map.groupBy(chained, (turn) => String(turn.turn))]
      for (const metric of asked) {
        for (const [turn, group] of [['all', turns] as const, ...byTurn]) {
          const row = summaryRow(
            { task: task.id, model, setting, turn },
            metric,
            group,
            collected,
            options,
          )
          if (row) rows.push(row)
        }
      }
    }
  }
  return rows
}

/** Metrics that no task names are the user's own and count everywhere. */
const isKnown = (tasks: readonly Task[], metric: string): boolean =>
  tasks.some((task) => task.metrics.includes(metric))

type Outcome = Exclude<keyof CoverageRow, 'task' | 'model' | 'planned' | 'scored' | 'unscored'>

/** Calls that a latency bench might have made, and found that it need not. */
const notWanted = new Set(['enough', 'saturated'])

/** How many planned turns ended how; columns sum to planned. */
export function coverageOf(
  tasks: readonly Task[],
  models: readonly Model[],
  collected: Collected,
): CoverageRow[] {
  return tasks.flatMap((task) =>
    models.map((model): CoverageRow => {
      const row: CoverageRow = {
        task: task.id,
        model: model.id,
        planned: 0,
        image: 0,
        refused: 0,
        failed: 0,
        timeout: 0,
        cancelled: 0,
        interrupted: 0,
        unsupported: 0,
        skipped: 0,
        notRun: 0,
        scored: 0,
        unscored: 0,
      }
      for (const turn of collected.turns) {
        if (turn.cell.model !== model.id || !turn.cell.tasks.includes(task.id)) continue
        if (notWanted.has(turn.skipped ?? '')) continue
        row.planned += 1
        row[turn.outcome as Outcome] += 1
        if (turn.outcome !== 'image') continue
        row[headlineValue(task, turn) === undefined ? 'unscored' : 'scored'] += 1
      }
      return row
    }),
  )
}

const namedOutlier = (turn: TurnNumbers) => ({
  case: turn.cell.case,
  turn: turn.turn,
  repeat: turn.cell.repeat,
  ms: turn.latency?.ms ?? 0,
})

const countUntimed = (turns: readonly TurnNumbers[]): Pick<LatencyRow, 'untimed'> => {
  const untimed: LatencyRow['untimed'] = {}
  for (const { untimed: why } of turns) if (why) untimed[why] = (untimed[why] ?? 0) + 1
  return Object.keys(untimed).length > 0 ? { untimed } : {}
}

function latencyRow(
  model: string,
  kind: LatencyRow['kind'],
  turns: readonly TurnNumbers[],
  options: StatOptions,
): LatencyRow {
  const timed = turns.flatMap((turn) => (turn.latency ? [{ ...turn.latency, turn }] : []))
  const steady = timed.filter(({ cold }) => !cold)
  const observations = steady.map(({ ms, turn }) => ({ value: ms, cluster: turn.cluster }))
  const samples = steady.map(({ ms }) => ms)
  const all = { ...options, missing: turns.length - timed.length }
  return {
    model,
    kind,
    median: estimateMedian(observations, all),
    p95: estimateQuantile(observations, 0.95, all),
    coldMs: timed.flatMap(({ cold, ms }) => (cold ? [ms] : [])),
    samples,
    contended: steady.filter(({ contended }) => contended).length,
    outliers: highOutliers(samples).flatMap((index) =>
      steady.slice(index, index + 1).map(({ turn }) => namedOutlier(turn)),
    ),
    ...countUntimed(turns),
  }
}

/** Latency of contestants, text-to-image and editing apart, cold and untimed calls apart. */
export function latencyOf(
  models: readonly Model[],
  tasks: readonly Task[],
  collected: Collected,
  options: StatOptions,
  /** Of a latency bench: the one setting that is meant. */
  level?: string,
): LatencyRow[] {
  const editing = new Set(tasks.filter((task) => task.kind === 'editing').map((task) => task.id))
  const kindOf = ({ cell }: TurnNumbers): LatencyRow['kind'] =>
    cell.tasks.some((task) => editing.has(task)) ? 'editing' : 'generation'
  return models
    .filter((model) => !isControl(model))
    .flatMap(({ id }) =>
      (['generation', 'editing'] as const).flatMap((kind) => {
        const turns = collected.turns.filter(
          (turn) =>
            turn.cell.model === id &&
            (turn.latency || turn.untimed) &&
            !turn.cell.warmUp &&
            (level === undefined || turn.cell.setting === level) &&
            kindOf(turn) === kind,
        )
        return turns.length === 0 ? [] : [latencyRow(id, kind, turns, options)]
      }),
    )
}
