import { readFile, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { Readable } from 'node:stream'
import { UserError } from '#schema/user-error.ts'
import { eachLine, textOf, unreadable, type Stopped } from './table-lines.ts'

/**
 * A reader of rows. Cells come in the order of `wanted`: text of a CSV, any JSON value of a JSONL or JSON file,
 * undefined where the row has none. The array is used again for the next row. `place` is the line, or the
 * number of the element in a JSON array; `whole` is the object of a JSON row.
 */
export interface RowReader {
  /** Chooses cells by the names the file has, which of a JSONL file are those of its first row. */
  columns: (names: readonly string[]) => readonly string[]
  row: (cells: readonly unknown[], place: number, whole?: JsonObject) => void
}

type JsonObject = Record<string, unknown>

type TableKind = 'csv' | 'jsonl' | 'json'

const kindByEnding: Record<string, TableKind> = {
  '.csv': 'csv',
  '.tsv': 'csv',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
}

/** By its ending, else by its first sign. A .json file may hold one row a line. */
export async function tableKind(file: string): Promise<TableKind> {
  const known = kindByEnding[extname(file).toLowerCase()]
  if (known) return known
  let start = ''
  for await (const text of textOf(file)) {
    start = text.trimStart()
    if (start !== '') break
  }
  return start.startsWith('{') ? 'jsonl' : start.startsWith('[') ? 'json' : 'csv'
}

const rowError = (what: string, file: string, line: number): UserError =>
  new UserError(what, 'Correct this row.', { file, line })

/** The sign that separates most names of a header. */
const delimiterOf = (header: string): string =>
  [',', '\t', ';'].reduce((best, sign) =>
    header.split(sign).length > header.split(best).length ? sign : best,
  )

interface Columns {
  count: number
  delimiter: string
  /** Place of each column among the wanted ones, -1 when not wanted. */
  slots: Int32Array
  wanted: number
}

function columnsOf(names: readonly string[], delimiter: string, reader: RowReader): Columns {
  const wanted = reader.columns(names)
  return {
    count: names.length,
    delimiter,
    slots: Int32Array.from(names, (name) => wanted.indexOf(name)),
    wanted: wanted.length,
  }
}

const wrongCount = (found: number, { count }: Columns, file: string, line: number): UserError =>
  rowError(`the row has ${found} cells, the header ${count}`, file, line)

/** A cell of text; the one of the row before when that is the same, which is much cheaper to look up. */
function cellAt(text: string, start: number, end: number, before: unknown): string | undefined {
  if (end === start) return undefined
  if (typeof before === 'string' && before.length === end - start && text.startsWith(before, start))
    return before
  return text.slice(start, end)
}

/** Cells of a line without quotes, cut where the delimiter stands; answers how many there were. */
function cutLine(
  text: string,
  from: number,
  to: number,
  { slots, delimiter }: Columns,
  cells: unknown[],
): number {
  let start = from
  let column = 0
  for (;;) {
    let end = text.indexOf(delimiter, start)
    if (end < 0 || end > to) end = to
    const slot = slots[column]!
    if (slot >= 0) cells[slot] = cellAt(text, start, end, cells[slot])
    column += 1
    if (end === to) break
    start = end + 1
  }
  return column
}

async function* restOf({ rest, pieces }: Stopped): AsyncIterable<string> {
  yield rest
  for (;;) {
    const { value, done } = await pieces.next()
    if (done) return
    yield value
  }
}

/** The rest of a CSV from its first quote on, by csv-parse. */
async function readQuoted(
  file: string,
  stopped: Stopped,
  known: Columns | undefined,
  reader: RowReader,
): Promise<void> {
  let columns = known
  const delimiter = columns?.delimiter ?? delimiterOf(stopped.rest.split('\n', 1)[0] ?? '')
  // Loaded when needed: most tables have no quote.
  const { parse } = await import('csv-parse')
  const parser = parse({
    delimiter,
    relax_column_count: true,
    info: true,
    skip_empty_lines: true,
    max_record_size: longestRow,
  })
  const source = Readable.from(restOf(stopped))
  source.on('error', (error) => parser.destroy(error))
  source.pipe(parser)
  const cells: unknown[] = []
  let line = stopped.line
  try {
    for await (const { record, info } of parser as AsyncIterable<QuotedRecord>) {
      line = stopped.line - 1 + info.lines
      if (!columns) {
        columns = columnsOf(record, delimiter, reader)
        continue
      }
      if (record.length !== columns.count) throw wrongCount(record.length, columns, file, line)
      for (const [column, slot] of columns.slots.entries())
        if (slot >= 0) cells[slot] = record[column] === '' ? undefined : record[column]
      reader.row(cells, line)
    }
  } catch (error) {
    if (error instanceof UserError) throw error
    throw rowError(`not CSV after this row: ${(error as Error).message}`, file, line)
  } finally {
    source.destroy()
  }
}

interface QuotedRecord {
  record: string[]
  info: { lines: number }
}

const longestRow = 1024 * 1024

/** Lines are cut by hand, which is ten times as fast, until the first quote; from there csv-parse reads. */
async function readCsv(file: string, reader: RowReader): Promise<void> {
  let columns: Columns | undefined
  const cells: unknown[] = []
  let chunk = ''
  let quote = -1
  const stopped = await eachLine(file, (text, from, to, line) => {
    if (text !== chunk) {
      chunk = text
      quote = text.indexOf('"', from)
    }
    if (quote >= 0 && quote < to) return false
    if (to === from) return true
    if (columns) {
      const found = cutLine(text, from, to, columns, cells)
      if (found !== columns.count) throw wrongCount(found, columns, file, line)
      reader.row(cells, line)
      return true
    }
    const header = text.slice(from, to)
    const delimiter = delimiterOf(header)
    columns = columnsOf(header.split(delimiter), delimiter, reader)
    return true
  })
  if (stopped) await readQuoted(file, stopped, columns, reader)
}

/** Hands over objects one by one; the wanted names are asked for again when a row has others. */
function objectRows(file: string, reader: RowReader): (value: unknown, place: number) => void {
  let wanted: readonly string[] | undefined
  const cells: unknown[] = []
  return (value, place) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw rowError('the row is no JSON object', file, place)
    const object = value as JsonObject
    wanted ??= reader.columns(Object.keys(object))
    for (const [slot, name] of wanted.entries()) {
      const cell = Object.hasOwn(object, name) ? object[name] : undefined
      cells[slot] = cell === null || cell === '' ? undefined : cell
    }
    reader.row(cells, place, object)
  }
}

async function readJsonl(file: string, reader: RowReader): Promise<void> {
  const take = objectRows(file, reader)
  await eachLine(file, (text, from, to, line) => {
    const row = text.slice(from, to)
    if (row.trim() === '') return true
    let value: unknown
    try {
      value = JSON.parse(row)
    } catch {
      throw rowError('the line is not JSON', file, line)
    }
    take(value, line)
    return true
  })
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
  const take = objectRows(file, reader)
  for (const [index, value] of (await readJsonArray(file)).entries()) take(value, index + 1)
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
