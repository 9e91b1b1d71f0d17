import { writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { createWorkerPool, type WorkerPool } from '#pool/worker-pool.ts'
import type { Cell } from '#schema/plan.ts'
import type { Record } from '#schema/record.ts'
import type { Run } from '#schema/run.ts'
import type { Score } from '#schema/score.ts'
import type { Blobs } from '#schema/store.ts'

interface GalleryOutput {
  model: string
  outcome: string
  why?: string
  image?: string
  difference?: string
  scores: { metric: string; text: string }[]
}

export interface GalleryEntry {
  case: string
  tasks: string[]
  turn: number
  turns: number
  instruction: string
  source?: string
  reference?: string
  outputs: GalleryOutput[]
}

export interface GalleryInput {
  run: Run
  cells: ReadonlyMap<string, Cell>
  records: AsyncIterable<Record>
  scores: AsyncIterable<Score>
  blobs: Blobs
  out: string
  onProgress: (done: number, total: number) => void
}

const side = 512

/** Makes each picture of the gallery once, whoever shows it. */
class PictureMaker {
  readonly #made = new Map<string, Promise<string>>()
  readonly #pool: WorkerPool
  readonly #blobs: Blobs
  readonly #out: string

  constructor(pool: WorkerPool, blobs: Blobs, out: string) {
    this.#pool = pool
    this.#blobs = blobs
    this.#out = out
  }

  thumbnail(sha256: string): Promise<string> {
    return this.#once(`${sha256}.webp`, async () =>
      this.#pool.run('thumbnail', { bytes: await this.#blobs.get(sha256), side }),
    )
  }

  difference(output: string, source: string): Promise<string> {
    return this.#once(`${output.slice(0, 32)}-${source.slice(0, 31)}.webp`, async () =>
      this.#pool.run('difference', {
        output: await this.#blobs.get(output),
        source: await this.#blobs.get(source),
        side: 320,
      }),
    )
  }

  #once(name: string, make: () => Promise<Uint8Array>): Promise<string> {
    const known = this.#made.get(name)
    if (known) return known
    const made = make().then(async (bytes) => {
      await writeFile(join(this.#out, 'images', name), bytes)
      return `images/${name}`
    })
    this.#made.set(name, made)
    return made
  }
}

const scoreText = (score: Score): string =>
  score.state === 'scored'
    ? String(Number(score.value.toPrecision(3)))
    : `unscored: ${score.reason}`

async function scoresByTurn(
  scores: AsyncIterable<Score>,
): Promise<Map<string, GalleryOutput['scores']>> {
  const found = new Map<string, GalleryOutput['scores']>()
  for await (const score of scores) {
    if (score.state === 'unscored' && /^(needs|no output|everything may)/.test(score.reason))
      continue
    const key = `${score.cell}/${score.turn}`
    const list = found.get(key) ?? []
    list.push({ metric: score.metric, text: scoreText(score) })
    found.set(key, list)
  }
  return found
}

async function outputOf(
  cell: Cell,
  turn: Record['turns'][number],
  scores: GalleryOutput['scores'],
  make: PictureMaker,
): Promise<GalleryOutput> {
  const last = turn.attempts.at(-1)
  const why = last?.refusal ?? last?.error?.message ?? turn.skipped
  const output: GalleryOutput = {
    model: cell.model,
    outcome: turn.outcome,
    scores,
    ...(why === undefined ? {} : { why }),
  }
  if (!turn.image) return output
  try {
    output.image = await make.thumbnail(turn.image.sha256)
    const source = turn.inputs[0]
    if (source !== undefined) output.difference = await make.difference(turn.image.sha256, source)
  } catch (error) {
    output.why = error instanceof Error ? error.message : String(error)
  }
  return output
}

function emptyEntries(run: Run): Map<string, GalleryEntry> {
  const entries = new Map<string, GalleryEntry>()
  for (const one of run.plan.cases) {
    for (const [index, turn] of one.turns.entries()) {
      entries.set(`${one.dataSet}/${one.id}/${index + 1}`, {
        case: one.id,
        tasks: one.tasks,
        turn: index + 1,
        turns: one.turns.length,
        instruction: turn.instruction,
        outputs: [],
      })
    }
  }
  return entries
}

async function addInputs(
  run: Run,
  entries: Map<string, GalleryEntry>,
  make: PictureMaker,
): Promise<void> {
  for (const one of run.plan.cases) {
    for (const [index, turn] of one.turns.entries()) {
      const entry = entries.get(`${one.dataSet}/${one.id}/${index + 1}`)
      for (const input of turn.inputs) {
        if (!entry || input.from !== 'case' || input.role === 'mask') continue
        entry[input.role] = await make.thumbnail(input.image.sha256)
      }
    }
  }
}

/** A latency bench makes the same picture over and over; one of each says what was measured. */
const isShown = ({ block, repeat, warmUp }: Cell): boolean =>
  block === undefined || (repeat === 0 && !warmUp)

/** One entry a case and turn, with every model's output, pictures written to `images/`. */
export async function buildGallery(input: GalleryInput): Promise<GalleryEntry[]> {
  const { run, cells } = input
  const pool = createWorkerPool({
    module: new URL(
      import.meta.url.endsWith('.ts') ? './report-worker.ts' : './report-worker.js',
      import.meta.url,
    ),
    size: Math.max(1, Math.min(4, availableParallelism())),
    name: 'report',
  })
  const make = new PictureMaker(pool, input.blobs, input.out)
  const scores = await scoresByTurn(input.scores)
  const entries = emptyEntries(run)
  let done = 0
  const inHand = new Set<Promise<void>>()
  const addRecord = async (record: Record): Promise<void> => {
    const cell = cells.get(record.cell)
    for (const turn of cell && isShown(cell) ? record.turns : []) {
      const entry = cell && entries.get(`${cell.dataSet}/${cell.case}/${turn.turn}`)
      if (cell && entry)
        entry.outputs.push(
          await outputOf(cell, turn, scores.get(`${record.cell}/${turn.turn}`) ?? [], make),
        )
    }
    input.onProgress(++done, cells.size)
  }
  try {
    await addInputs(run, entries, make)
    for await (const record of input.records) {
      const work = addRecord(record)
      inHand.add(work)
      void work.finally(() => inHand.delete(work)).catch(() => undefined)
      if (inHand.size >= 8) await Promise.race(inHand)
    }
    await Promise.all(inHand)
  } finally {
    await pool.close()
  }
  const order = new Map(run.plan.models.map((model, index) => [model.id, index]))
  for (const entry of entries.values())
    entry.outputs.sort((a, b) => (order.get(a.model) ?? 0) - (order.get(b.model) ?? 0))
  return [...entries.values()]
}
