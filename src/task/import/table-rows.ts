import { createReadStream } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { dirname, relative } from 'node:path'
import { parse } from 'csv-parse'
import {
  parquetMetadataAsync,
  parquetReadObjects,
  type AsyncBuffer,
  type FileMetaData,
} from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { KontextError } from '#schema/kontext-error.ts'
import { UserError } from '#schema/user-error.ts'
import { Refusal } from './draft.ts'
import { jsonLines } from './json-rows.ts'
import { isLfsPointer } from './lfs-pointer.ts'

/** A row before it is known where its table lies. */
type ReadRow = Omit<TableRow, 'folder' | 'table'>

export interface TableRow {
  file: string
  line: number
  /** Folder of its table, relative to the imported one; '' for that itself. */
  folder: string
  /** Plain name of its table, where there are several. */
  table?: string
  values: Record<string, unknown>
  /** Why the row cannot be read at all. */
  fault?: string
}

export const tableEndings = ['.jsonl', '.csv', '.tsv', '.parquet']

async function* jsonlRows(file: string): AsyncIterable<ReadRow> {
  for await (const { line, value } of jsonLines(file)) {
    try {
      const values = value()
      if (typeof values === 'object' && values !== null && !Array.isArray(values))
        yield { file, line, values: values as Record<string, unknown> }
      else yield { file, line, values: {}, fault: 'the line is no object' }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      yield { file, line, values: {}, fault: error.message }
    }
  }
}

async function* csvRows(file: string, delimiter: string): AsyncIterable<ReadRow> {
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

/** Few rows at a time where the file says in which pages they lie: each may hold a picture. */
const pageRows = 16
/** A column of pictures; what is smaller may be read again with every span. */
const largeColumn = 4 * 2 ** 20

/** Spans of rows to read at once: without an index of pages a row group can only be read whole, so it is read once. */
function* spansOf({ row_groups: groups }: FileMetaData): Iterable<{ start: number; end: number }> {
  let start = 0
  for (const { num_rows: count, columns } of groups) {
    const end = start + Number(count)
    const isIndexed = columns.every(
      ({ offset_index_offset: index, meta_data: data }) =>
        index !== undefined || Number(data?.total_uncompressed_size ?? 0) < largeColumn,
    )
    const step = isIndexed ? pageRows : Number(count)
    for (let at = start; at < end; at += step) yield { start: at, end: Math.min(end, at + step) }
    start = end
  }
}

/** The file by ranges, each read straight into its own memory: a row group of pictures is 100 MB, once. */
async function rangesOf(handle: FileHandle): Promise<AsyncBuffer> {
  const { size } = await handle.stat()
  return {
    byteLength: size,
    async slice(start, end = size) {
      const bytes = new Uint8Array(end - start)
      for (let at = 0; at < bytes.length;) {
        const { bytesRead } = await handle.read(bytes, at, bytes.length - at, start + at)
        if (bytesRead === 0) throw new Error('the file ends early')
        at += bytesRead
      }
      return bytes.buffer
    },
  }
}

async function* parquetRows(path: string): AsyncIterable<ReadRow> {
  const handle = await open(path)
  try {
    yield* rowsOfParquet(path, await rangesOf(handle))
  } finally {
    await handle.close()
  }
}

async function* rowsOfParquet(path: string, file: AsyncBuffer): AsyncIterable<ReadRow> {
  const metadata = await parquetMetadataAsync(file)
  for (const { start, end } of spansOf(metadata)) {
    const rows: (Record<string, unknown> | undefined)[] = await parquetReadObjects({
      file,
      metadata,
      rowStart: start,
      rowEnd: end,
      useOffsetIndex: true,
      compressors,
      utf8: false,
    })
    for (const index of rows.keys()) {
      const values = rows[index] ?? {}
      // A row that is done gives its picture's memory back before its group is.
      rows[index] = undefined
      yield { file: path, line: start + index + 1, values }
    }
  }
}

const readersByEnding: Record<string, (file: string) => AsyncIterable<ReadRow>> = {
  jsonl: jsonlRows,
  csv: (file) => csvRows(file, ','),
  tsv: (file) => csvRows(file, '\t'),
  parquet: parquetRows,
}

async function firstBytes(file: string): Promise<Uint8Array> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read({ length: 64, position: 0 })
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/**
 * The rows of a table, with its folder relative to `root`.
 * @throws UserError when it cannot be read as a whole
 */
export async function* readTable(file: string, root: string): AsyncIterable<TableRow> {
  const folder = relative(root, dirname(file)).replaceAll('\\', '/')
  const read = readersByEnding[file.split('.').at(-1) ?? '']
  if (!read) return
  if (isLfsPointer(await firstBytes(file)))
    throw new UserError('is a Git LFS pointer and no table', 'Fetch it with git lfs pull.', {
      file,
    })
  try {
    for await (const row of read(file)) yield { ...row, folder }
  } catch (error) {
    if (error instanceof KontextError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new UserError(`cannot be read: ${reason}`, 'Mend the file.', { file }, { cause: error })
  }
}
