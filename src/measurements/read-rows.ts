import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { CsvError, parse } from 'csv-parse'
import { UserError } from '#schema/user-error.ts'

/** One row of a file, with its place. */
export interface Row {
  line: number
  values: Record<string, unknown>
}

async function firstCharacter(file: string): Promise<string> {
  const handle = await open(file).catch((cause: unknown) => {
    throw new UserError('the file cannot be read', 'Name a CSV or JSONL file.', { file }, { cause })
  })
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(256), 0, 256, 0)
    return buffer
      .toString('utf8', 0, bytesRead)
      .replace(/^\uFEFF/, '')
      .trimStart()
      .charAt(0)
  } finally {
    await handle.close()
  }
}

async function* jsonRows(file: string): AsyncIterable<Row> {
  let line = 0
  for await (const text of createInterface({ input: createReadStream(file) })) {
    line += 1
    if (text.trim() === '') continue
    let values: unknown
    try {
      values = JSON.parse(line === 1 ? text.replace(/^\uFEFF/, '') : text)
    } catch (cause) {
      throw new UserError(
        'the line is not JSON',
        'Write one object a line.',
        { file, line },
        { cause },
      )
    }
    if (typeof values !== 'object' || values === null || Array.isArray(values))
      throw new UserError('the line is no object', 'Write one object a line.', { file, line })
    yield { line, values: values as Record<string, unknown> }
  }
}

async function* csvRows(file: string): AsyncIterable<Row> {
  const delimiter = file.endsWith('.tsv') ? '\t' : ','
  const parser = createReadStream(file).pipe(
    parse({ columns: true, bom: true, delimiter, info: true, skip_empty_lines: true, trim: true }),
  )
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: Record<string, string>
      info: { lines: number }
    }>) {
      yield { line: info.lines, values: record }
    }
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    const line = Number(cause['lines'])
    throw new UserError(
      `not CSV: ${cause.message}`,
      'Mend this row.',
      { file, ...(line > 0 ? { line } : {}) },
      { cause },
    )
  }
}

/** Rows of a CSV file with a header, a TSV file, or a JSONL file, told apart by what stands first. */
export async function* readRows(file: string): AsyncIterable<Row> {
  yield* (await firstCharacter(file)) === '{' ? jsonRows(file) : csvRows(file)
}
