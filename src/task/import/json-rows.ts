import { readFile, stat } from 'node:fs/promises'
import type { z } from 'zod'
import { UserError } from '#schema/user-error.ts'
import { Refusal } from './draft.ts'
import { fileLines } from './file-lines.ts'

/** @throws Refusal with the first field that is wrong. */
export function checkedRow<T>(schema: z.ZodType<T>, value: unknown): T {
  const row = schema.safeParse(value)
  if (row.success) return row.data
  const issue = row.error.issues[0]
  throw new Refusal(issue?.message ?? 'wrong shape', issue?.path.join('.') || undefined)
}

export interface LineOfFile {
  file: string
  line: number
  /** @throws Refusal when the line is no JSON, or too long for a row. */
  value: () => unknown
}

/** The lines of a JSONL file, one at a time; blank ones are passed over. */
export async function* jsonLines(file: string): AsyncIterable<LineOfFile> {
  let line = 0
  for await (const raw of fileLines(file)) {
    line += 1
    const text = raw?.replace(/^\uFEFF/, '')
    if (text?.trim() === '') continue
    yield {
      file,
      line,
      value: () => {
        if (text === undefined) throw new Refusal('the line is too long')
        try {
          return JSON.parse(text) as unknown
        } catch {
          throw new Refusal('not JSON')
        }
      },
    }
  }
}

const largestIndex = 256 * 1024 * 1024

/** A whole JSON file. @throws UserError when it cannot be read as one. */
export async function jsonFile(file: string): Promise<unknown> {
  if ((await stat(file)).size > largestIndex)
    throw new UserError('the file is too large to be an index', 'Split it, or use JSONL.', { file })
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown
  } catch (error) {
    throw new UserError(`not JSON: ${(error as Error).message}`, 'Mend the file.', { file })
  }
}
