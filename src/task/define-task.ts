import { parseAt } from '#schema/parse.ts'
import { Task } from '#schema/task.ts'

/** A task; its file exports the result as `task`. Checked at once, so that a mistake names its field. */
export const defineTask = (task: Omit<Task, 'schemaVersion'>): Task =>
  parseAt(Task, { schemaVersion: 1, ...task }, { field: `task ${task.id}` })
