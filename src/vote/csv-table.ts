import { Readable } from 'node:stream'
import { UserError } from '#schema/user-error.ts'
import { eachLine, type Piece } from './byte-lines.ts'
import { endOfCell, endOfText } from './find-byte.ts'
import { rowError, type RowReader } from './row-reader.ts'
import { WordBook } from './word-book.ts'

const quote = 34
const newline = 10
const carriageReturn = 13

/** The sign that separates most names of a header. */
const delimiterOf = (header: string): string =>
  [',', '\t', ';'].reduce((best, sign) =>
    header.split(sign).length > header.split(best).length ? sign : best,
  )

interface Columns {
  count: number
  /** Place of each column among the wanted ones, -1 when not wanted. */
  slots: Int32Array
  /** The byte of the delimiter, four times. */
  delimiters: number
}

function columnsOf(names: readonly string[], delimiter: string, reader: RowReader): Columns {
  const wanted = reader.columns(names)
  const slots = Int32Array.from(names, (name) => wanted.indexOf(name))
  return { count: names.length, slots, delimiters: Math.imul(delimiter.charCodeAt(0), 0x01010101) }
}

/** Names of a header, when no quoted one holds a delimiter, a quote or an end of line. */
function namesOf(header: string, delimiter: string): string[] | undefined {
  const cells = header.split(delimiter)
  if (!header.includes('"')) return cells
  const isPlain = cells.every((cell) => /^(?:[^"]*|"[^"]*")$/.test(cell))
  return isPlain ? cells.map((cell) => cell.replaceAll('"', '')) : undefined
}

const wrongCount = (found: number, { count }: Columns, file: string, line: number): UserError =>
  rowError(`the row has ${found} cells, the header ${count}`, file, line)

/**
 * Cells of a row on one line, without quotes but those around a cell. Answers where the next row begins, 0 for any
 * other row.
 */
function cutRow(
  piece: Piece,
  from: number,
  { slots, count, delimiters }: Columns,
  book: WordBook,
  cells: unknown[],
): number {
  const { bytes, words, size } = piece
  if (bytes[from] === newline) return 0
  const between = delimiters & 0xff
  let at = from
  for (let column = 0; column < count; column++) {
    const isQuoted = bytes[at] === quote
    const start = isQuoted ? at + 1 : at
    const end = isQuoted ? endOfText(words, start) : endOfCell(words, start, delimiters)
    if (isQuoted && bytes[end] !== quote) return 0
    const slot = slots[column]!
    if (slot >= 0) cells[slot] = start === end ? undefined : book.word(piece, start, end)
    at = isQuoted ? end + 1 : end
    if (column < count - 1 && bytes[at++] !== between) return 0
  }
  if (bytes[at] === carriageReturn) at += 1
  return at < size && bytes[at] === newline ? at + 1 : 0
}

interface QuotedRecord {
  record: string[]
  info: { lines: number }
}

const longestRow = 1024 * 1024

/** The rest of a CSV from the first row on that `cutRow` cannot read, by csv-parse. */
async function readQuoted(
  pieces: AsyncIterable<Buffer>,
  firstLine: number,
  known: Columns | undefined,
  delimiter: string,
  reader: RowReader,
  file: string,
): Promise<void> {
  let columns = known
  const source = Readable.from(pieces)
  // Loaded when needed: most tables have no such quote.
  const { parse } = await import('csv-parse')
  const parser = parse({
    delimiter,
    relax_column_count: true,
    info: true,
    skip_empty_lines: true,
    max_record_size: longestRow,
  })
  source.on('error', (error) => parser.destroy(error))
  source.pipe(parser)
  const cells: unknown[] = []
  let line = firstLine
  try {
    for await (const { record, info } of parser as AsyncIterable<QuotedRecord>) {
      line = firstLine - 1 + info.lines
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

/**
 * A table with a header, by comma, semicolon or tab. Rows are cut where their bytes say, which is ten times as fast
 * as csv-parse; that reads on from the first row with a quote inside a cell, or a cell of several lines.
 */
export async function readCsv(file: string, reader: RowReader): Promise<void> {
  let columns: Columns | undefined
  let delimiter = ','
  const cells: unknown[] = []
  const book = new WordBook()
  await eachLine(file, {
    quick: (piece, from, line) => {
      const next = columns ? cutRow(piece, from, columns, book, cells) : 0
      if (next > 0) reader.row(cells, line)
      return next
    },
    take: ({ bytes }, from, to, line) => {
      if (from === to) return true
      const text = bytes.toString('utf8', from, to)
      if (columns) {
        if (text.includes('"')) return false
        const found = text.split(delimiter)
        if (found.length !== columns.count) throw wrongCount(found.length, columns, file, line)
        for (const [column, slot] of columns.slots.entries())
          if (slot >= 0) cells[slot] = found[column] === '' ? undefined : found[column]
        reader.row(cells, line)
        return true
      }
      delimiter = delimiterOf(text)
      const names = namesOf(text, delimiter)
      if (!names) return false
      columns = columnsOf(names, delimiter, reader)
      return true
    },
    rest: (pieces, line) => readQuoted(pieces, line, columns, delimiter, reader, file),
  })
}
