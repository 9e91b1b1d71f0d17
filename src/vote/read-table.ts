import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { UserError } from '#schema/user-error.ts'
import { unreadable } from './byte-lines.ts'
import { readCsv } from './csv-table.ts'
import { objectRows, readJsonl } from './jsonl-table.ts'
import type { RowReader } from './row-reader.ts'

type TableKind = 'csv' | 'jsonl' | 'json'

const kindByEnding: Record<string, TableKind> = {
  '.csv': 'csv',
  '.tsv': 'csv',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
}

/** What a file begins with, without spaces and byte order mark. */
async function startOf(file: string): Promise<string> {
  try {
    for await (const bytes of createReadStream(file)) {
      // A byte order mark is a space to trimStart.
      const start = String(bytes).trimStart()
      if (start !== '') return start
    }
    return ''
  } catch (error) {
    throw unreadable(file, error)
  }
}

/** By its ending, else by its first sign. A .json file may hold one row a line. */
export async function tableKind(file: string): Promise<TableKind> {
  const known = kindByEnding[extname(file).toLowerCase()]
  if (known) return known
  const start = await startOf(file)
  return start.startsWith('{') ? 'jsonl' : start.startsWith('[') ? 'json' : 'csv'
}

const largestJson = 512 * 1024 * 1024

/** The elements of a JSON array, the only kind of file that is read whole. */
export async function readJsonArray(file: string): Promise<unknown[]> {
  const size = await stat(file).then(
    (found) => found.size,
    (error: unknown) => {
      throw unreadable(file, error)
    },
  )
  if (size > largestJson)
    throw new UserError('the file is too large to be read as one JSON array', 'Use JSONL.', {
      file,
    })
  let value: unknown
  try {
    value = JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw new UserError(`not JSON: ${(error as Error).message}`, 'Mend the file.', { file })
  }
  if (!Array.isArray(value))
    throw new UserError('the file holds no JSON array', 'Put the rows into one array.', { file })
  return value
}

/** Reads a CSV (comma, tab or semicolon), JSONL or JSON array. @throws UserError with file and line. */
export async function readTable(file: string, reader: RowReader): Promise<void> {
  const kind = await tableKind(file)
  if (kind === 'csv') return readCsv(file, reader)
  if (kind === 'jsonl') return readJsonl(file, reader)
  const rows = objectRows(file, reader)
  for (const [index, value] of (await readJsonArray(file)).entries()) rows.take(value, index + 1)
}

class Seen extends Error {}

/** The names of a table's columns, or of its first JSON row. */
export async function columnsOfTable(file: string): Promise<readonly string[]> {
  let found: readonly string[] = []
  try {
    await readTable(file, {
      columns: (names) => {
        found = names
        return []
      },
      row: () => {
        throw new Seen()
      },
    })
  } catch (error) {
    if (!(error instanceof Seen)) throw error
  }
  return found
}
