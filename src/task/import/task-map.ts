import { z } from 'zod'
import { TaskId } from '#schema/id.ts'
import { parseAt } from '#schema/parse.ts'
import { jsonFile } from './json-rows.ts'

const TaskMap = z.record(z.string(), z.array(TaskId).min(1))

/** A user's own table of categories, `{"their category": ["our-task"]}`. @throws UserError with file and field */
export const readTaskMap = async (file: string): Promise<z.infer<typeof TaskMap>> =>
  parseAt(TaskMap, await jsonFile(file), { file })
