import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { Refusal, type ImportFormat, type SourceRow } from './draft.ts'
import { draftOf, sessionOf } from './table-draft.ts'
import { readTable, tableEndings, type TableRow } from './table-rows.ts'

const turnNumber = (row: TableRow): number => Number(row.values['turn_index'])

function chainOf(session: string, rows: readonly TableRow[]): SourceRow {
  const [first] = rows
  return {
    file: first?.file ?? '',
    ...(first ? { line: first.line } : {}),
    draft: () => {
      const drafts = rows.toSorted((a, b) => turnNumber(a) - turnNumber(b)).map(draftOf)
      const turns = drafts.flatMap(({ turns: [turn] }) => (turn ? [turn] : []))
      return {
        key: session,
        category: turns.length > 1 ? 'multi-turn' : 'local',
        cluster: session,
        turns: turns.map((turn, index) => (index === 0 ? turn : { ...turn, source: 'previous' })),
      }
    },
  }
}

async function* sourceRows(rows: AsyncIterable<TableRow>): AsyncIterable<SourceRow> {
  let session: { id: string; rows: TableRow[] } | undefined
  for await (const row of rows) {
    const id = row.fault === undefined ? sessionOf(row) : undefined
    if (session && session.id !== id) {
      yield chainOf(session.id, session.rows)
      session = undefined
    }
    if (id !== undefined) {
      session ??= { id, rows: [] }
      session.rows.push(row)
      continue
    }
    yield {
      file: row.file,
      line: row.line,
      draft: () => {
        if (row.fault !== undefined) throw new Refusal(row.fault)
        return draftOf(row)
      },
    }
  }
  if (session) yield chainOf(session.id, session.rows)
}

/** Names relative to the folder. Pipes and devices are no tables: reading one might never end. */
const tablesIn = async (folder: string): Promise<string[]> => {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((name) => tableEndings.some((ending) => name.endsWith(ending)))
  // A folder of pictures with its metadata: only that file is the table.
  const metadata = files.filter((name) => /(^|\/)metadata\.(jsonl|csv|parquet)$/.test(name))
  return (metadata.length > 0 ? metadata : files).sort()
}

const plainNameOf = (table: string): string => table.replace(/\.\w+$/, '').replaceAll('/', '-')

/**
 * Rows in JSONL, CSV, TSV or Parquet with pictures beside them or inside: Hugging Face imagefolders, GEdit-Bench,
 * Emu Edit, OmniContext, MagicBrush (rows of a session become turns), GenEval, LongText, PartiPrompts, DrawBench.
 */
export const table: ImportFormat = {
  id: 'table',
  title: 'Rows',
  licence: 'see source',
  source: 'a table (JSONL, CSV, TSV or Parquet)',
  tasks: {
    Text: ['typography', 'prompt-following'],
    'multi-turn': ['local-editing'],
    local: ['local-editing'],
  },
  rootOf: async (folder) => ((await tablesIn(folder)).length > 0 ? folder : undefined),
  async *rows(root) {
    const names = await tablesIn(root)
    for (const name of names) {
      // Rows without a key are told apart by their place, and places repeat from table to table.
      const apart = names.length > 1 ? { table: plainNameOf(name) } : {}
      yield* sourceRows(placed(readTable(join(root, name), root), apart))
    }
  },
}

async function* placed(
  rows: AsyncIterable<TableRow>,
  place: Pick<TableRow, 'table'>,
): AsyncIterable<TableRow> {
  for await (const row of rows) yield { ...row, ...place }
}
