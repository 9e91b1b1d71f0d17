import type { AcceptRule, Task } from '#schema/task.ts'
import type { TurnNumbers } from './collect.ts'

const holds = (rule: AcceptRule, value: number): boolean =>
  rule.op === '>=' ? value >= rule.threshold : value <= rule.threshold

/** Metrics whose value a task's headline needs. */
export const headlineMetrics = (task: Task): string[] => {
  switch (task.headline.kind) {
    case 'accepted':
      return task.accept.map((rule) => rule.metric)
    case 'metric':
      return [task.headline.metric]
    case 'votes':
      return []
    default:
      return task.headline satisfies never
  }
}

/**
 * The headline's number of one turn: 1 or 0 for accepted, the metric's value else; undefined where it is
 * missing. Only a rule with nothing to measure in the case itself ("everything may change") drops out, the
 * same for every model, and never the first: a rule that failed to be scored leaves the turn undecided.
 */
export function headlineValue(
  task: Task,
  turn: Pick<TurnNumbers, 'outcome' | 'values' | 'notApplicable'>,
): number | undefined {
  if (task.headline.kind === 'metric') return turn.values.get(task.headline.metric)
  if (task.headline.kind === 'votes' || turn.outcome !== 'image') return undefined
  const [first] = task.accept
  if (!first || !turn.values.has(first.metric)) return undefined
  let accepted = 1
  for (const rule of task.accept) {
    const value = turn.values.get(rule.metric)
    if (value !== undefined) accepted &&= holds(rule, value) ? 1 : 0
    else if (!turn.notApplicable.has(rule.metric)) return undefined
  }
  return accepted
}
