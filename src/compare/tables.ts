import type { CoverageRow, SummaryRow } from '#schema/comparison.ts'
import type { Model } from '#schema/model.ts'
import type { Task } from '#schema/task.ts'
import { estimateMean, estimateMedian } from '#stats/estimate.ts'
import { isWanted, type Collected, type TurnNumbers } from './collect.ts'
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
      collected.turns.filter(
        (turn) => turn.cell.tasks.includes(task.id) && !turn.cell.warmUp && isWanted(turn),
      ),
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
        if (!isWanted(turn)) continue
        row.planned += 1
        row[turn.outcome as Outcome] += 1
        if (turn.outcome !== 'image') continue
        row[headlineValue(task, turn) === undefined ? 'unscored' : 'scored'] += 1
      }
      return row
    }),
  )
}
