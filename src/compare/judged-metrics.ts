import type { SummaryRow } from '#schema/comparison.ts'
import { readJudgeMetric } from '#schema/judge.ts'
import type { Task } from '#schema/task.ts'
import type { Collected, TurnNumbers } from './collect.ts'
import type { StatOptions } from './panel.ts'
import { summaryRow } from './tables.ts'

/** Marks under a task's own rubric say nothing of another task. */
function isOf(task: Task, metric: string): boolean {
  const { what = '' } = readJudgeMetric(metric) ?? {}
  return !what.startsWith('task/') || what === `task/${task.id}`
}

/** Metrics that judges were asked for in some of the turns. */
const askedIn = (turns: readonly TurnNumbers[]): string[] =>
  [...new Set(turns.flatMap(({ judged }) => [...judged.keys()]))].sort()

/** Turns that a metric was asked of for some model: of the others nobody wanted a mark. */
function askedTurns(turns: readonly TurnNumbers[], metric: string): TurnNumbers[] {
  const keys = new Set(
    turns.flatMap(({ judged, pairKey }) => (judged.has(metric) ? [pairKey] : [])),
  )
  return turns.filter(({ pairKey }) => keys.has(pairKey))
}

/** An interval ends where the scale does, which its unit tells: `marks 0-10`. */
function onScale(row: SummaryRow): SummaryRow {
  const [, least, most] = /^marks (\d+)-(\d+)$/.exec(row.unit) ?? []
  if (least === undefined || most === undefined) return row
  const inside = (end: number | null): number | null =>
    end === null ? null : Math.min(Number(most), Math.max(Number(least), end))
  const { low, high } = row.estimate
  return { ...row, estimate: { ...row.estimate, low: inside(low), high: inside(high) } }
}

/**
 * Mean mark of every model on every task, for each judge and rubric. What is missing is what other models have a mark
 * for: no output, or no answer.
 */
export const judgedMetrics = (
  tasks: readonly Task[],
  collected: Collected,
  options: StatOptions,
): SummaryRow[] =>
  tasks.flatMap((task) => {
    const ofTask = collected.turns.filter(({ cell }) => cell.tasks.includes(task.id))
    const metrics = askedIn(ofTask).filter((metric) => isOf(task, metric))
    return metrics.flatMap((metric) => {
      const groups = Map.groupBy(
        askedTurns(ofTask, metric),
        ({ cell }) => `${cell.model}\n${cell.setting}`,
      )
      return [...groups].flatMap(([key, turns]) => {
        // A model that was left out of judging has no row.
        if (turns.every(({ judged }) => !judged.has(metric))) return []
        const [model = '', setting = ''] = key.split('\n')
        const head = { task: task.id, model, setting, turn: 'all' }
        const row = summaryRow(head, metric, turns, collected, options)
        return row ? [onScale(row)] : []
      })
    })
  })
