import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { canonicalJson } from '#digest/canonical-json.ts'
import { sha256 } from '#digest/sha256.ts'
import type { Case, Truth, Turn } from '#schema/case.ts'
import type { DataSet, RefusedRow } from '#schema/data-set.ts'
import type { Json } from '#schema/id.ts'
import { KontextError } from '#schema/kontext-error.ts'
import { UserError } from '#schema/user-error.ts'
import { publishStaged, stagingOf } from './staged-folder.ts'
import { wantedText } from './wanted-text.ts'
import {
  Refusal,
  type CaseDraft,
  type ImportFormat,
  type SourceRow,
  type TurnDraft,
} from './draft.ts'
import { formatOf } from './formats.ts'
import { PictureKeeper } from './picture-keeper.ts'
import { isArchive, plainArchiveName, unpack } from './archive/unpack.ts'

export interface ImportOptions {
  folder: string
  /** Folder of all data sets. */
  into: string
  id?: string
  /** Id of a layout; absent = recognised by its files. */
  format?: string
  /** Where the data came from, when more is known than the folder says. */
  origin?: { source?: string; revision?: string; licence?: string }
  /** Category -> our tasks; goes before the layout's own table. */
  taskMap?: Readonly<Record<string, readonly string[]>>
  /** Keep nothing when one row is wrong. */
  strict?: boolean
  /** Rows done; how many there will be is known at the end only. */
  onProgress?: (done: number) => void
}

interface Import {
  format: ImportFormat
  id: string
  pictures: PictureKeeper
  taskMap: Readonly<Record<string, readonly string[]>>
}

/** Rows in hand at once: decoding runs in libuv's threads, and four pictures of 64 MP still fit the memory. */
const rowsAtOnce = 4

/** A name of others as a plain name of ours. */
const plainName = (name: string, field: string): string => {
  const plain = name
    .trim()
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replaceAll(/^[^A-Za-z0-9]+|-+$/g, '')
    .slice(0, 120)
  if (plain === '') throw new Refusal(`"${name.slice(0, 60)}" gives no plain name`, field)
  return plain
}

const tasksOf = (category: string, { taskMap, format }: Import): string[] => {
  const mapped = taskMap[category] ?? format.tasks[category]
  return mapped ? [...mapped] : [plainName(category, 'category').toLowerCase()]
}

async function truthOf(
  { instruction, truth: draft = {} }: TurnDraft,
  tasks: string[],
  { pictures }: Import,
): Promise<Truth> {
  const asksText = tasks.some((task) => task === 'text-editing' || task === 'typography')
  const { reference, mask, ...stated } = draft
  const text = stated.text ?? (asksText ? wantedText(instruction) : undefined)
  return {
    ...stated,
    ...(reference ? { reference: await pictures.keep(reference) } : {}),
    ...(mask ? { mask: await pictures.keep(mask) } : {}),
    ...(text ? { text } : {}),
  }
}

async function turnOf(draft: TurnDraft, tasks: string[], to: Import): Promise<Turn> {
  const { instruction, source, references = [] } = draft
  if (instruction.trim() === '') throw new Refusal('the instruction is empty', 'instruction')
  const inputs: Turn['inputs'] = []
  if (source === 'previous') inputs.push({ from: 'previous', role: 'source' })
  else if (source)
    inputs.push({ from: 'case', role: 'source', image: await to.pictures.keep(source) })
  for (const picture of references)
    inputs.push({ from: 'case', role: 'reference', image: await to.pictures.keep(picture) })
  const truth = await truthOf(draft, tasks, to)
  return { instruction, inputs, ...(Object.keys(truth).length > 0 ? { truth } : {}) }
}

const languageOf = (text: string): string => {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja'
  if (/\p{Script=Han}/u.test(text)) return 'zh'
  if (/\p{Script=Hangul}/u.test(text)) return 'ko'
  return /\p{Script=Arabic}/u.test(text) ? 'ar' : 'en'
}

async function caseOf(id: string, draft: CaseDraft, to: Import): Promise<Case> {
  const tasks = tasksOf(draft.category, to)
  const turns: Turn[] = []
  for (const turn of draft.turns) turns.push(await turnOf(turn, tasks, to))
  return {
    id,
    dataSet: to.id,
    tasks,
    cluster: draft.cluster ?? id,
    language: draft.language ?? languageOf(draft.turns[0]?.instruction ?? ''),
    tags: [draft.category, ...(draft.tags ?? [])],
    rights: 'see the data set',
    turns,
  }
}

function refusedRow({ file, line }: SourceRow, error: unknown): RefusedRow {
  if (!(error instanceof Refusal)) throw error
  const { field, message: reason } = error
  return { file, ...(line === undefined ? {} : { line }), ...(field ? { field } : {}), reason }
}

interface ReadRows {
  cases: Case[]
  refused: RefusedRow[]
}

async function readRows(rows: AsyncIterable<SourceRow>, to: Import, options: ImportOptions) {
  const read: ReadRows = { cases: [], refused: [] }
  const keys = new Set<string>()
  const inHand: Promise<Case | RefusedRow>[] = []
  let done = 0
  const settleFirst = async (): Promise<void> => {
    const result = await inHand.shift()
    if (result && 'id' in result) read.cases.push(result)
    else if (result) read.refused.push(result)
    done += 1
    options.onProgress?.(done)
  }
  const takeKey = (draft: CaseDraft): string => {
    const id = plainName(draft.key, 'key')
    if (keys.has(id)) throw new Refusal(`the key "${id}" was used before`, 'key')
    keys.add(id)
    return id
  }
  const readRow = async (row: SourceRow): Promise<Case | RefusedRow> => {
    let id: string | undefined
    try {
      const draft = row.draft()
      id = takeKey(draft)
      return await caseOf(id, draft, to)
    } catch (error) {
      // A refused row leaves its key to a later, better one.
      if (id !== undefined) keys.delete(id)
      return refusedRow(row, error)
    }
  }
  for await (const row of rows) {
    inHand.push(readRow(row))
    if (inHand.length >= rowsAtOnce) await settleFirst()
  }
  while (inHand.length > 0) await settleFirst()
  return read
}

function manifestOf(
  { folder, origin = {} }: ImportOptions,
  to: Import,
  { cases, refused }: ReadRows,
): DataSet {
  const countsByTask: Record<string, number> = {}
  for (const task of cases.flatMap((one) => one.tasks))
    countsByTask[task] = (countsByTask[task] ?? 0) + 1
  return {
    schemaVersion: 1,
    id: to.id,
    title: `${to.format.title}, imported from ${basename(resolve(folder))}`,
    version: '1',
    licence: origin.licence ?? to.format.licence,
    source: origin.source ?? to.format.source,
    ...(origin.revision === undefined ? {} : { revision: origin.revision }),
    digest: sha256(canonicalJson(cases as unknown as Json)),
    cases: cases.length,
    countsByTask,
    refused,
  }
}

export interface Imported {
  manifest: DataSet
  cases: Case[]
  dir: string
}

const plainId = (id: string): string => {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(id)) return id
  throw new UserError(`"${id}" is no plain name`, 'Give one with --id.')
}

/**
 * Imports a folder in a known layout, or a zip or tar of one. Wrong rows are refused and named; good data is never lost.
 * @throws UserError when the layout is not known, or with `strict` for the first wrong row
 */
export async function importDataSet(options: ImportOptions): Promise<Imported> {
  if (!isArchive(options.folder)) return importFolder(options)
  const id = plainId(options.id ?? basename(plainArchiveName(options.folder)))
  // Always the same one, so that an import that was cut goes on in it.
  const unpacked = join(options.into, `.${id}.unpacked`)
  try {
    return await importFolder({ ...options, id, folder: await unpack(options.folder, unpacked) })
  } finally {
    await rm(unpacked, { recursive: true, force: true })
  }
}

/** A table or index that cannot be read as a whole is the user's to mend; its place is in the message. */
async function* readable(rows: AsyncIterable<SourceRow>, folder: string): AsyncIterable<SourceRow> {
  try {
    yield* rows
  } catch (error) {
    if (error instanceof KontextError) throw error
    throw new UserError(
      `the rows cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      'Mend the file.',
      { file: folder },
      { cause: error },
    )
  }
}

async function importFolder(options: ImportOptions): Promise<Imported> {
  if (!existsSync(options.folder))
    throw new UserError('there is no such folder', 'Name an existing one.', {
      file: options.folder,
    })
  const { format, root } = await formatOf(options.folder, options.format)
  const id = plainId(options.id ?? basename(resolve(options.folder)))
  const dir = join(options.into, id)
  // An earlier import under this name stays as it is until this one is whole.
  const staging = await stagingOf(dir)
  await mkdir(join(staging, 'images'), { recursive: true })
  const pictures = await PictureKeeper.open(root, staging)
  const to: Import = { format, id, pictures, taskMap: options.taskMap ?? {} }
  const read = await readRows(readable(format.rows(root), root), to, options)
  const first = read.refused[0]
  if (options.strict && first) {
    await rm(staging, { recursive: true, force: true })
    throw new UserError(
      `${first.reason}; nothing was kept`,
      'Mend the row, or import without --strict.',
      first,
    )
  }
  const manifest = manifestOf(options, to, read)
  const lines = read.cases.map((one) => `${JSON.stringify(one)}\n`)
  await writeFile(join(staging, 'rows.jsonl'), lines.join(''))
  await writeFile(join(staging, 'manifest.json'), JSON.stringify(manifest, null, 2))
  await rm(join(staging, '.journal.jsonl'), { force: true })
  await publishStaged(staging, dir)
  return { manifest, cases: read.cases, dir }
}
