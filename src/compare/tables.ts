import type { CoverageRow, LatencyRow, SummaryRow } from '#schema/comparison.ts'
import { isControl, type Model } from '#schema/model.ts'
import type { Task } from '#schema/task.ts'
import { estimateMean, estimateMedian, estimateQuantile } from '#stats/estimate.ts'
import type { Collected, TurnNumbers } from './collect.ts'
import { headlineValue } from './headline.ts'
import { observationsOf, type StatOptions } from './panel.ts'

const skewed = new Set(['latency', 'time-to-image'])

function summaryRow(
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
        row.planned += 1
        row[turn.outcome as Outcome] += 1
        if (turn.outcome !== 'image') continue
        row[headlineValue(task, turn) === undefined ? 'unscored' : 'scored'] += 1
      }
      return row
    }),
  )
}

/** Latency of contestants and controls, text-to-image and editing apart, cold calls apart. */
export function latencyOf(
  models: readonly Model[],
  tasks: readonly Task[],
  collected: Collected,
  options: StatOptions,
): LatencyRow[] {
  const editing = new Set(tasks.filter((task) => task.kind === 'editing').map((task) => task.id))
  const kinds = ['generation', 'editing'] as const
  return models
    .filter((model) => !isControl(model))
    .flatMap((model) =>
      kinds.flatMap((kind): LatencyRow[] => {
        const made = collected.turns.filter(
          (turn) =>
            turn.cell.model === model.id &&
            turn.outcome === 'image' &&
            turn.cell.tasks.some((task) => editing.has(task)) === (kind === 'editing'),
        )
        const timed = made.filter((turn) => turn.latency)
        if (timed.length === 0) return []
        const steady = timed.filter((turn) => !turn.latency?.cold)
        const samples = steady.map((turn) => turn.latency?.ms ?? 0)
        const observations = steady.map((turn) => ({
          value: turn.latency?.ms ?? 0,
          cluster: turn.cluster,
        }))
        // Pictures that nobody saw being made: reused, or found again after a kill.
        const planned = { ...options, missing: made.length - timed.length }
        return [
          {
            model: model.id,
            kind,
            median: estimateMedian(observations, planned),
            p95: estimateQuantile(observations, 0.95, planned),
            coldMs: timed.flatMap((turn) => (turn.latency?.cold ? [turn.latency.ms] : [])),
            samples,
            contended: steady.filter((turn) => turn.latency?.contended).length,
          },
        ]
      }),
    )
}
