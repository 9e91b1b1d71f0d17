import { createReadStream } from 'node:fs'
import { dirname, posix, relative } from 'node:path'
import { parse } from 'csv-parse'
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { jsonLines } from './json-rows.ts'

export interface TableRow {
  file: string
  line: number
  values: Record<string, unknown>
  /** Why the row cannot be read at all. */
  fault?: string
}

export const tableEndings = ['.jsonl', '.csv', '.tsv', '.parquet']

async function* jsonlRows(file: string): AsyncIterable<TableRow> {
  for await (const { line, value } of jsonLines(file)) {
    try {
      const values = value()
      if (typeof values === 'object' && values !== null && !Array.isArray(values))
        yield { file, line, values: values as Record<string, unknown> }
      else yield { file, line, values: {}, fault: 'the line is no object' }
    } catch {
      yield { file, line, values: {}, fault: 'not JSON' }
    }
  }
}

async function* csvRows(file: string, delimiter: string): AsyncIterable<TableRow> {
  const parser = createReadStream(file).pipe(
    parse({
      columns: true,
      bom: true,
      delimiter,
      // Quotes in a TSV are text.
      quote: delimiter === '\t' ? null : '"',
      relax_column_count: true,
      info: true,
      max_record_size: 1024 * 1024,
    }),
  )
  for await (const { record, info } of parser as AsyncIterable<{
    record: Record<string, string>
    info: { lines: number }
  }>) {
    yield { file, line: info.lines, values: record }
  }
}

/** Few rows at a time: each may hold a picture. */
const parquetPage = 16

async function* parquetRows(path: string): AsyncIterable<TableRow> {
  const file = await asyncBufferFromFile(path)
  const metadata = await parquetMetadataAsync(file)
  const rows = Number(metadata.num_rows)
  for (let start = 0; start < rows; start += parquetPage) {
    const rowEnd = Math.min(rows, start + parquetPage)
    const page = await parquetReadObjects({
      file,
      metadata,
      rowStart: start,
      rowEnd,
      compressors,
      utf8: false,
    })
    for (const [index, values] of page.entries())
      yield { file: path, line: start + index + 1, values }
  }
}

const readersByEnding: Record<string, (file: string) => AsyncIterable<TableRow>> = {
  jsonl: jsonlRows,
  csv: (file) => csvRows(file, ','),
  tsv: (file) => csvRows(file, '\t'),
  parquet: parquetRows,
}

/** The rows of a table. Names of pictures are beside the table; they are told relative to `root`. */
export async function* readTable(file: string, root: string): AsyncIterable<TableRow> {
  const folder = relative(root, dirname(file)).replaceAll('\\', '/')
  const read = readersByEnding[file.split('.').at(-1) ?? '']
  if (!read) return
  for await (const row of read(file)) {
    const name = row.values['file_name']
    if (folder === '' || typeof name !== 'string') yield row
    else yield { ...row, values: { ...row.values, file_name: posix.join(folder, name) } }
  }
}
