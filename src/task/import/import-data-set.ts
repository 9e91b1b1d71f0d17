import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { basename, join, relative, resolve } from 'node:path'
import { canonicalJson } from '#digest/canonical-json.ts'
import { sha256 } from '#digest/sha256.ts'
import type { Case } from '#schema/case.ts'
import type { DataSet, RefusedRow } from '#schema/data-set.ts'
import type { Json } from '#schema/id.ts'
import { KontextError } from '#schema/kontext-error.ts'
import { UserError } from '#schema/user-error.ts'
import { imagesOf } from './images-of.ts'
import { publishStaged, stagingOf } from './staged-folder.ts'
import { caseOf, languageOf, plainName, type Import } from './case-of.ts'
import { Refusal, type CaseDraft, type SourceRow } from './draft.ts'
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
  /** Ids of data sets that are made, not imported: what is imported under one would never be read. */
  reserved?: readonly string[]
  /** Rows done; how many there will be is known at the end only. */
  onProgress?: (done: number) => void
}

/** Rows in hand at once: decoding runs in libuv's threads, and four pictures of 64 MP still fit the memory. */
const rowsAtOnce = 4

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
  const languages = new Map<string, string>()
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
    const key = plainName(draft.key, 'key')
    const language = languageOf(draft)
    const taken = languages.get(key)
    const longer = plainName(draft.longerKey ?? draft.key, 'key')
    // Benchmarks in two languages may count each of them from the start.
    const apart = taken === language ? longer : `${key}-${language}`
    const id = taken === undefined ? key : apart
    if (languages.has(id)) throw new Refusal(`the key "${key}" was used before`, 'key')
    languages.set(id, language)
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
      if (id !== undefined) languages.delete(id)
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

/** A manifest travels with its data set: it names no folder of this machine. */
const withinFolder = (refused: readonly RefusedRow[], folder: string): RefusedRow[] =>
  refused.map((row) => ({ ...row, file: relative(folder, row.file).replaceAll('\\', '/') }))

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
    refused: withinFolder(refused, folder),
  }
}

export interface Imported {
  manifest: DataSet
  cases: Case[]
  dir: string
}

const plainId = (id: string, { reserved = [] }: ImportOptions): string => {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(id))
    throw new UserError(`"${id}" is no plain name`, 'Give one with --id.')
  if (reserved.includes(id))
    throw new UserError(`"${id}" is a data set that is built here`, 'Give another with --id.')
  return id
}

/**
 * Imports a folder in a known layout, or a zip or tar of one. Wrong rows are refused and named; good data is never lost.
 * @throws UserError when the layout is not known, or with `strict` for the first wrong row
 */
export async function importDataSet(options: ImportOptions): Promise<Imported> {
  if (!isArchive(options.folder)) return importFolder(options)
  const id = plainId(options.id ?? basename(plainArchiveName(options.folder)), options)
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

/** Nothing is kept, and an earlier import under this name stays. */
function refuseAll({ cases, refused }: ReadRows, root: string): never {
  const [first] = refused
  if (!first) throw new UserError('there are no rows in it', 'Name another one.', { file: root })
  const mend = cases.length === 0 ? 'Mend the row.' : 'Mend the row, or import without --strict.'
  const others = refused.length > 1 ? ` (the first of ${refused.length} wrong rows)` : ''
  throw new UserError(`${first.reason}${others}; nothing was kept`, mend, first)
}

/** Pictures of rows that were refused after all, and what a cut import of other rows left. */
async function dropUnnamed(staging: string, cases: readonly Case[]): Promise<void> {
  const named = new Set(cases.flatMap(imagesOf).map(({ file }) => file))
  for (const name of await readdir(join(staging, 'images')))
    if (!named.has(`images/${name}`)) await rm(join(staging, 'images', name), { force: true })
}

async function importFolder(options: ImportOptions): Promise<Imported> {
  if (!existsSync(options.folder))
    throw new UserError('there is no such folder', 'Name an existing one.', {
      file: options.folder,
    })
  const { format, root } = await formatOf(options.folder, options.format)
  const id = plainId(options.id ?? basename(resolve(options.folder)), options)
  const dir = join(options.into, id)
  // An earlier import under this name stays as it is until this one is whole.
  const staging = await stagingOf(dir)
  await mkdir(join(staging, 'images'), { recursive: true })
  const pictures = await PictureKeeper.open(root, staging)
  const to: Import = { format, id, pictures, taskMap: options.taskMap ?? {} }
  const read = await readRows(readable(format.rows(root), root), to, options)
  if (read.cases.length === 0 || (options.strict && read.refused.length > 0)) {
    await rm(staging, { recursive: true, force: true })
    refuseAll(read, root)
  }
  const manifest = manifestOf(options, to, read)
  const lines = read.cases.map((one) => `${JSON.stringify(one)}\n`)
  await writeFile(join(staging, 'rows.jsonl'), lines.join(''))
  await writeFile(join(staging, 'manifest.json'), JSON.stringify(manifest, null, 2))
  await rm(join(staging, '.journal.jsonl'), { force: true })
  await dropUnnamed(staging, read.cases)
  await publishStaged(staging, dir)
  return { manifest, cases: read.cases, dir }
}
