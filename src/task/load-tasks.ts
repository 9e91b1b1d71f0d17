import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { editingTasks, generationTasks } from '#schema/id.ts'
import { parseAt } from '#schema/parse.ts'
import { Task } from '#schema/task.ts'
import { findModule, importNamed } from './module-file.ts'

/** The announcement's order; tasks of other names follow. */
const rankOf = (id: string): number => {
  const rank = ([...editingTasks, ...generationTasks] as string[]).indexOf(id)
  return rank < 0 ? Infinity : rank
}

/** The task of each `<folder>/<id>/task.ts`; where two folders name the same task, the first folder's holds. */
export async function loadTasks(folders: readonly string[]): Promise<Task[]> {
  const tasks = new Map<string, Task>()
  for (const folder of folders) {
    if (!existsSync(folder)) continue
    for (const name of readdirSync(folder).sort()) {
      const file = findModule([join(folder, name)], 'task')
      if (!file || tasks.has(name)) continue
      const task = parseAt(Task, await importNamed(file, 'task'), { file })
      tasks.set(task.id, task)
    }
  }
  return [...tasks.values()].sort((a, b) => rankOf(a.id) - rankOf(b.id))
}
