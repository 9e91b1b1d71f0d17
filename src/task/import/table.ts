import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { scriptOf, type Script } from '#schema/script.ts'
import {
  Refusal,
  type CaseDraft,
  type ImportFormat,
  type Picture,
  type SourceRow,
  type TurnDraft,
} from './draft.ts'
import { editingWords } from './editing-words.ts'
import { promptTasks } from './prompt-tasks.ts'
import { statedObjects } from './stated-objects.ts'
import { readTable, tableEndings, type TableRow } from './table-rows.ts'

/** What people call the same column; the first that is there counts. */
const names = {
  key: ['key', 'id', 'prompt_id', 'index', 'idx', 'item_id', 'hash'],
  instruction: ['instruction', 'prompt', 'Prompt', 'Prompts', 'prompt_en', 'text'],
  category: ['category', 'task_type', 'task', 'edit_type', 'tag', 'Category', 'type', 'length'],
  source: ['file_name', 'source_img', 'input_image', 'source', 'image', 'input', 'image_path'],
  reference: ['target_img', 'target', 'edited_image', 'output_image'],
  mask: ['mask_img', 'mask'],
  references: ['input_images', 'references', 'reference_images'],
  language: ['instruction_language', 'language'],
} as const

const valueOf = (
  row: TableRow,
  what: keyof typeof names,
): { field: string; value: unknown } | undefined => {
  for (const field of names[what]) {
    const value = row.values[field]
    if (value !== undefined && value !== null && value !== '') return { field, value }
  }
  return undefined
}

const textOf = (row: TableRow, what: keyof typeof names): string | undefined => {
  const found = valueOf(row, what)
  if (!found) return undefined
  if (['string', 'number', 'bigint'].includes(typeof found.value)) return String(found.value)
  throw new Refusal('is no text', found.field)
}

/** A name, or the hub's `{bytes, path}` of a Parquet file. */
function pictureOf(field: string, value: unknown, row: TableRow): Picture {
  if (typeof value === 'string') return { name: value, field }
  const { bytes } = (value ?? {}) as { bytes?: unknown }
  if (bytes instanceof Uint8Array)
    return { name: `${row.file}:${row.line} ${field}`, bytes: () => bytes, field }
  throw new Refusal('is neither a file name nor a picture', field)
}

const picturesOf = (
  row: TableRow,
  what: 'source' | 'reference' | 'mask' | 'references',
): Picture[] => {
  const found = valueOf(row, what)
  if (!found) return []
  const { field, value } = found
  return (Array.isArray(value) ? value : [value]).map((one, index) =>
    pictureOf(Array.isArray(value) ? `${field}[${index}]` : field, one, row),
  )
}

const wantedTexts = (row: TableRow): { text?: { wanted: string; script: Script } } => {
  const { text, text_length: length } = row.values
  if (!Array.isArray(text) || length === undefined) return {}
  const wanted = text.map(String).join(' ')
  return { text: { wanted, script: scriptOf(wanted) } }
}

function truthOf(row: TableRow): NonNullable<TurnDraft['truth']> {
  const [reference] = picturesOf(row, 'reference')
  const [mask] = picturesOf(row, 'mask')
  const objects = statedObjects(row.values)
  return {
    ...(reference ? { reference } : {}),
    ...(mask ? { mask } : {}),
    ...wantedTexts(row),
    ...(objects ? { objects } : {}),
  }
}

function turnOf(row: TableRow, source: Picture | undefined, references: Picture[]): TurnDraft {
  const instruction = textOf(row, 'instruction')
  if (instruction === undefined) throw new Refusal('the row has no instruction', 'instruction')
  const truth = truthOf(row)
  return {
    instruction,
    ...(source ? { source } : {}),
    ...(references.length > 0 ? { references } : {}),
    ...(Object.keys(truth).length > 0 ? { truth } : {}),
  }
}

function draftOf(row: TableRow): CaseDraft {
  const [source, ...others] = [...picturesOf(row, 'source'), ...picturesOf(row, 'references')]
  const turn = turnOf(row, source, others)
  const language = textOf(row, 'language')
  return {
    key: textOf(row, 'key') ?? `row-${String(row.line).padStart(5, '0')}`,
    category: turn.truth?.text
      ? 'Text'
      : (textOf(row, 'category') ?? (source ? 'local' : 'prompt')),
    ...(source && !source.bytes ? { cluster: source.name } : {}),
    ...(language === undefined ? {} : { language: language === 'cn' ? 'zh' : language }),
    turns: [turn],
  }
}

/** MagicBrush's rows are turns of sessions: those of one picture, in order, are one chain. */
const sessionOf = (row: TableRow): string | undefined =>
  row.values['turn_index'] === undefined
    ? undefined
    : textOf({ ...row, values: { key: row.values['img_id'] } }, 'key')

function chainOf(session: string, rows: readonly TableRow[]): SourceRow {
  const [first] = rows
  return {
    file: first?.file ?? '',
    ...(first ? { line: first.line } : {}),
    draft: () => {
      const drafts = rows.map(draftOf)
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

const tablesIn = async (folder: string): Promise<string[]> => {
  const files = (await readdir(folder, { recursive: true })).filter((name) =>
    tableEndings.some((ending) => name.endsWith(ending)),
  )
  // A folder of pictures with its metadata: only that file is the table.
  const metadata = files.filter((name) => /(^|\/)metadata\.(jsonl|csv)$/.test(name))
  return (metadata.length > 0 ? metadata : files).sort()
}

/**
 * Rows in JSONL, CSV, TSV or Parquet with pictures beside them or inside: Hugging Face imagefolders, GEdit-Bench,
 * Emu Edit, OmniContext, MagicBrush (rows of a session become turns), GenEval, LongText, PartiPrompts, DrawBench, OneIG.
 */
export const table: ImportFormat = {
  id: 'table',
  title: 'Rows',
  licence: 'see source',
  source: 'a table (JSONL, CSV, TSV or Parquet)',
  tasks: {
    ...promptTasks,
    ...editingWords,
    Text: ['typography', 'prompt-following'],
    'multi-turn': ['local-editing'],
  },
  rootOf: async (folder) => ((await tablesIn(folder)).length > 0 ? folder : undefined),
  async *rows(root) {
    for (const name of await tablesIn(root)) yield* sourceRows(readTable(join(root, name), root))
  },
}
