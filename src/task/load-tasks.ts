import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseAt } from '#schema/parse.ts'
import { Task } from '#schema/task.ts'
import { findModule, importNamed } from './module-file.ts'

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
  return [...tasks.values()]
}
