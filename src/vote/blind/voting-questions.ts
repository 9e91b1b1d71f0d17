import type { Run } from '#schema/run.ts'
import type { Task } from '#schema/task.ts'
import { UserError } from '#schema/user-error.ts'

export interface VotingQuestion {
  task: string
  taskTitle: { en: string; zh: string }
  kind: Task['kind']
  id: string
  en: string
  zh: string
}

/** A question of a task, in one word. */
const questionKey = ({ task, id }: { task: string; id: string }): string => `${task}/${id}`

/**
 * The questions of the tasks of some runs, by key; with `named` only those of these ids or of these tasks.
 * @throws UserError for a name that is neither.
 */
export function questionsOf(
  runs: readonly Run[],
  named: readonly string[] = [],
): ReadonlyMap<string, VotingQuestion> {
  const found = new Map<string, VotingQuestion>()
  for (const { id: task, title, kind, questions } of runs.flatMap((run) => run.plan.tasks))
    for (const { id, en, zh } of questions) {
      const key = questionKey({ task, id })
      if (!found.has(key)) found.set(key, { task, taskTitle: title, kind, id, en, zh })
    }
  const isNamed = (name: string, one: VotingQuestion): boolean =>
    name === one.task || name === one.id || name === questionKey(one)
  const unknown = named.find((name) => ![...found.values()].some((one) => isNamed(name, one)))
  if (unknown !== undefined)
    throw new UserError(
      `there is no question or task "${unknown}" in these runs`,
      `Name some of: ${[...found.keys()].join(', ')}.`,
    )
  if (named.length === 0) return found
  return new Map([...found].filter(([, one]) => named.some((name) => isNamed(name, one))))
}
