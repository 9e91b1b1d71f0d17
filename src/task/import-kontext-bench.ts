import { createReadStream, existsSync } from 'node:fs'
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { basename, extname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { canonicalJson } from '#digest/canonical-json.ts'
import { sha256 } from '#digest/sha256.ts'
import { decodeImage } from '#image/decode.ts'
import { pixelDigest } from '#image/pixel-digest.ts'
import type { Case, ImageFile } from '#schema/case.ts'
import type { DataSet, RefusedRow } from '#schema/data-set.ts'
import type { Json } from '#schema/id.ts'
import { UserError } from '#schema/user-error.ts'
import { resolveInside } from './safe-path.ts'
import { publishStaged, stagingOf } from './staged-folder.ts'
import { wantedText } from './wanted-text.ts'

/** A row of test/metadata.jsonl as released; the types of the two indices vary between copies. */
const Row = z.object({
  file_name: z.string().min(1),
  instruction: z.string().min(1),
  category: z.string().min(1),
  key: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/),
  image_idx: z.union([z.int(), z.string()]),
  prompt_idx: z.union([z.int(), z.string()]),
})
type Row = z.infer<typeof Row>

/** The released categories; the sixth task is identity kept, so every character row asks for it too. */
const tasksOfCategory: Record<string, string[]> = {
  'Instruction Editing - Local': ['local-editing'],
  'Instruction Editing - Global': ['global-editing'],
  'Text Editing': ['text-editing'],
  'Style Reference': ['style-reference'],
  'Character Reference': ['character-reference', 'character-consistency'],
}

export interface ImportOptions {
  folder: string
  /** Folder of all data sets. */
  into: string
  id?: string
  /** Keep nothing when one row is wrong. */
  strict?: boolean
  onProgress?: (done: number, total: number) => void
}

/** No edited picture is larger; what is would only fill the memory before it is refused. */
const largestFile = 64 * 1024 * 1024

interface Import {
  root: string
  dir: string
  id: string
  images: Map<string, ImageFile>
  keys: Set<string>
}

class Refusal extends Error {
  readonly field: string | undefined

  constructor(reason: string, field?: string) {
    super(reason)
    this.field = field
  }
}

async function keepImage(name: string, to: Import): Promise<ImageFile> {
  const known = to.images.get(name)
  if (known) return known
  const found = await resolveInside(to.root, name)
  if ('refused' in found) throw new Refusal(found.refused, 'file_name')
  const { size } = await stat(found.file)
  if (size > largestFile)
    throw new Refusal(`larger than ${largestFile / 1024 / 1024} MiB`, 'file_name')
  const bytes = await readFile(found.file)
  const pixels = await decodeImage(bytes).catch((error: Error) => {
    throw new Refusal(error.message, 'file_name')
  })
  const digest = sha256(bytes)
  const file = `images/${digest}${extname(name).toLowerCase()}`
  await writeFile(join(to.dir, file), bytes)
  const image = {
    file,
    sha256: digest,
    pixels: pixelDigest(pixels),
    width: pixels.width,
    height: pixels.height,
  }
  to.images.set(name, image)
  return image
}

const readRow = (text: string): Row => {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new Refusal('not JSON')
  }
  const row = Row.safeParse(json)
  if (row.success) return row.data
  const issue = row.error.issues[0]
  throw new Refusal(issue?.message ?? 'wrong shape', issue?.path.join('.'))
}

async function caseOf(text: string, to: Import): Promise<Case> {
  const row = readRow(text)
  if (to.keys.has(row.key)) throw new Refusal(`the key "${row.key}" was used before`, 'key')
  const tasks = tasksOfCategory[row.category]
  if (!tasks) throw new Refusal(`unknown category "${row.category.slice(0, 60)}"`, 'category')
  const image = await keepImage(row.file_name, to)
  to.keys.add(row.key)
  const wanted = tasks.includes('text-editing') ? wantedText(row.instruction) : undefined
  return {
    id: row.key,
    dataSet: to.id,
    tasks,
    cluster: String(row.image_idx),
    language: /\p{Script=Han}/u.test(row.instruction) ? 'zh' : 'en',
    tags: [row.category],
    rights: 'see the data set',
    turns: [
      {
        instruction: row.instruction,
        inputs: [{ from: 'case', role: 'source', image }],
        ...(wanted ? { truth: { text: wanted } } : {}),
      },
    ],
  }
}

function manifestOf(
  options: ImportOptions,
  id: string,
  cases: readonly Case[],
  refused: RefusedRow[],
): DataSet {
  const countsByTask: Record<string, number> = {}
  for (const task of cases.flatMap((one) => one.tasks))
    countsByTask[task] = (countsByTask[task] ?? 0) + 1
  return {
    schemaVersion: 1,
    id,
    title: `KontextBench, imported from ${basename(resolve(options.folder))}`,
    version: '1',
    licence: 'see source',
    source: 'black-forest-labs/kontext-bench layout',
    digest: sha256(canonicalJson(cases as unknown as Json)),
    cases: cases.length,
    countsByTask,
    refused,
  }
}

async function readRows(metadata: string, to: Import, onProgress: ImportOptions['onProgress']) {
  const cases: Case[] = []
  const refused: RefusedRow[] = []
  let line = 0
  for await (const text of createInterface({
    input: createReadStream(metadata),
    crlfDelay: Infinity,
  })) {
    line += 1
    if (!text.trim()) continue
    try {
      cases.push(await caseOf(text, to))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refused.push({
        file: metadata,
        line,
        ...(error.field ? { field: error.field } : {}),
        reason: error.message,
      })
    }
    onProgress?.(line, line)
  }
  return { cases, refused }
}

/** Imports a folder in the layout of the released KontextBench. Wrong rows are refused and named; good data is never lost. */
export async function importKontextBench(
  options: ImportOptions,
): Promise<{ manifest: DataSet; cases: Case[]; dir: string }> {
  const root = join(options.folder, 'test')
  const metadata = join(root, 'metadata.jsonl')
  if (!existsSync(metadata)) {
    throw new UserError(
      'there is no test/metadata.jsonl',
      'Name a folder in the layout of the released KontextBench.',
      { file: options.folder },
    )
  }
  const id = options.id ?? basename(resolve(options.folder))
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(id))
    throw new UserError(`"${id}" is no plain name`, 'Give one with --id.')
  const dir = join(options.into, id)
  // An earlier import under this name stays as it is until this one is whole.
  const staging = await stagingOf(dir)
  await mkdir(join(staging, 'images'), { recursive: true })
  const to: Import = { root, dir: staging, id, images: new Map(), keys: new Set() }
  const { cases, refused } = await readRows(metadata, to, options.onProgress)
  const first = refused[0]
  if (options.strict && first) {
    await rm(staging, { recursive: true, force: true })
    throw new UserError(
      `${first.reason}; nothing was kept`,
      'Mend the row, or import without --strict.',
      first,
    )
  }
  const manifest = manifestOf(options, id, cases, refused)
  await writeFile(
    join(staging, 'rows.jsonl'),
    cases.map((one) => `${JSON.stringify(one)}\n`).join(''),
  )
  await writeFile(join(staging, 'manifest.json'), JSON.stringify(manifest, null, 2))
  await publishStaged(staging, dir)
  return { manifest, cases, dir }
}
