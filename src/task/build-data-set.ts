import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { canonicalJson } from '#digest/canonical-json.ts'
import { sha256 } from '#digest/sha256.ts'
import { setUpFonts } from '#image/fonts.ts'
import { createWorkerPool } from '#pool/worker-pool.ts'
import { ImageFile, type Case, type Turn } from '#schema/case.ts'
import type { DataSet } from '#schema/data-set.ts'
import type { Json } from '#schema/id.ts'
import type { DataSetSource, DraftCase, DrawnImage } from './data-set-source.ts'

export interface BuildOptions {
  source: DataSetSource
  /** Folder of all built data sets; this one gets a folder of its own in it. */
  into: string
  /** Draw what these cases need; absent = all. The manifest always counts the whole set. */
  only?: readonly string[]
  onProgress?: (done: number, total: number) => void
}

/** Digest of a drawing -> the file made from it: what is unchanged is not drawn again. */
const Index = z.record(z.string(), ImageFile)
type Index = z.infer<typeof Index>

async function readIndex(file: string): Promise<Index> {
  try {
    const parsed = Index.safeParse(JSON.parse(await readFile(file, 'utf8')))
    return parsed.success ? parsed.data : {}
  } catch {
    // No index, or one a kill left half written: everything is drawn again.
    return {}
  }
}

const imagesOf = (draft: DraftCase): string[] =>
  draft.turns.flatMap((turn) => [
    ...turn.inputs.flatMap((input) => (input.from === 'case' ? [input.image] : [])),
    ...[turn.truth?.reference, turn.truth?.mask, turn.truth?.subject].filter(
      (name) => name !== undefined,
    ),
  ])

const keyOf = (image: DrawnImage): string =>
  sha256(`${image.kind} ${image.width}x${image.height} ${image.grow ?? 0}\n${image.svg}`)

/** Named by its drawing too: a picture that is drawn anew never takes the file of one that is still known. */
const fileOf = (image: DrawnImage): string =>
  `images/${image.name}-${keyOf(image).slice(0, 12)}.png`

/** Name and digest of every drawing of the whole set. */
type Drawings = readonly (readonly [name: string, key: string])[]

const drawingsOf = (source: DataSetSource): Drawings =>
  [...new Set(source.cases().flatMap(imagesOf))]
    .sort()
    .map((name) => [name, keyOf(source.image(name))] as const)

/** Forgets the pictures that no case of the set names any more. */
async function dropOld(index: Index, drawings: Drawings, dir: string): Promise<Index> {
  const wanted = new Set(drawings.map(([, key]) => key))
  const kept = Object.entries(index).filter(([key]) => wanted.has(key))
  const files = new Set(kept.map(([, { file }]) => file))
  for (const { file } of Object.values(index))
    if (!files.has(file)) await rm(join(dir, file), { force: true })
  return Object.fromEntries(kept)
}

async function drawMissing(
  options: BuildOptions,
  dir: string,
  drafts: readonly DraftCase[],
  drawings: Drawings,
): Promise<Index> {
  const indexFile = join(dir, 'index.json')
  const index = await readIndex(indexFile)
  const wanted = new Map(drafts.flatMap(imagesOf).map((name) => [name, options.source.image(name)]))
  const missing = [...wanted.values()].filter((image) => {
    const known = index[keyOf(image)]
    return known?.file !== fileOf(image) || !existsSync(join(dir, known.file))
  })
  // A worker's environment is a copy that the text renderer does not see.
  setUpFonts()
  const pool = createWorkerPool({
    module: new URL(
      import.meta.url.endsWith('.ts') ? './build-worker.ts' : './build-worker.js',
      import.meta.url,
    ),
    size: Math.max(1, Math.min(4, availableParallelism())),
    name: 'drawing',
  })
  let done = 0
  try {
    await Promise.all(
      missing.map(async (image) => {
        const file = fileOf(image)
        const made = await pool.run<{ sha256: string; pixels: string }>('draw', {
          image,
          file: join(dir, file),
        })
        index[keyOf(image)] = { file, ...made, width: image.width, height: image.height }
        options.onProgress?.(++done, missing.length)
      }),
    )
  } finally {
    await pool.close()
    await writeFile(indexFile, JSON.stringify(await dropOld(index, drawings, dir)))
  }
  return Object.fromEntries(
    [...wanted].map(([name, image]) => [name, index[keyOf(image)] as ImageFile]),
  )
}

function finish(draft: DraftCase, source: DataSetSource, files: Index): Case {
  const file = (name: string): ImageFile => files[name] as ImageFile
  return {
    ...draft,
    dataSet: source.id,
    rights: source.licence,
    turns: draft.turns.map(({ instruction, inputs, occludes, truth }): Turn => ({
      instruction,
      inputs: inputs.map((input) =>
        input.from === 'case' ? { ...input, image: file(input.image) } : input,
      ),
      ...(occludes ? { occludes } : {}),
      ...(truth
        ? {
            truth: {
              ...(truth.text ? { text: truth.text } : {}),
              ...(truth.scene ? { scene: truth.scene } : {}),
              ...(truth.reference === undefined ? {} : { reference: file(truth.reference) }),
              ...(truth.mask === undefined ? {} : { mask: file(truth.mask) }),
              ...(truth.subject === undefined ? {} : { subject: file(truth.subject) }),
            },
          }
        : {}),
    })),
  }
}

/** Changes whenever any case or drawing of the whole set does, whatever part of it was built. */
const digestOf = (source: DataSetSource, drawings: Drawings): string =>
  sha256(
    canonicalJson({
      version: source.version,
      drafts: source.cases() as unknown as Json,
      drawings: drawings as unknown as Json,
    }),
  )

function manifestOf(source: DataSetSource, drawings: Drawings): DataSet {
  const drafts = source.cases()
  const countsByTask: Record<string, number> = {}
  for (const task of drafts.flatMap((draft) => draft.tasks))
    countsByTask[task] = (countsByTask[task] ?? 0) + 1
  const { id, title, version, licence } = source
  return {
    schemaVersion: 1,
    id,
    title,
    version,
    licence,
    source: source.source,
    digest: digestOf(source, drawings),
    cases: drafts.length,
    countsByTask,
    refused: [],
  }
}

/** Draws what is needed and not there yet, and writes manifest.json and rows.jsonl beside the pictures. */
export async function buildDataSet(
  options: BuildOptions,
): Promise<{ manifest: DataSet; cases: Case[]; dir: string }> {
  const { source, only } = options
  const dir = join(options.into, source.id)
  await mkdir(join(dir, 'images'), { recursive: true })
  const chosen = only && new Set(only)
  const drafts = source.cases().filter((draft) => !chosen || chosen.has(draft.id))
  const drawings = drawingsOf(source)
  const files = await drawMissing(options, dir, drafts, drawings)
  const cases = drafts.map((draft) => finish(draft, source, files))
  const manifest = manifestOf(source, drawings)
  if (!chosen) {
    await writeFile(
      join(dir, 'rows.jsonl'),
      `${cases.map((one) => JSON.stringify(one)).join('\n')}\n`,
    )
    await writeFile(join(dir, 'manifest.json'), JSON.stringify(manifest, null, 2))
  }
  return { manifest, cases, dir }
}
