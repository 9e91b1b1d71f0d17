import { writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { sha256 } from '#digest/sha256.ts'
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
  /** What should have stayed and did not. */
  preservation?: string
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
/** Side of what is drawn of a difference. */
const mapSide = 320

/** Makes each picture of the gallery once, whoever shows it. */
class PictureMaker {
  readonly #made = new Map<string, Promise<string | undefined>>()
  readonly #pool: WorkerPool
  readonly #blobs: Blobs
  readonly #out: string

  constructor(pool: WorkerPool, blobs: Blobs, out: string) {
    this.#pool = pool
    this.#blobs = blobs
    this.#out = out
  }

  async thumbnail(picture: string): Promise<string> {
    const made = this.#once(`${picture}.webp`, async () =>
      this.#pool.run<Uint8Array>('thumbnail', { bytes: await this.#blobs.get(picture), side }),
    )
    return (await made) as string
  }

  async difference(output: string, source: string): Promise<string> {
    const made = this.#once(`${output.slice(0, 32)}-${source.slice(0, 31)}.webp`, async () =>
      this.#pool.run<Uint8Array>('difference', {
        output: await this.#blobs.get(output),
        source: await this.#blobs.get(source),
        side: mapSide,
      }),
    )
    return (await made) as string
  }

  /** undefined where all of the picture may change. */
  preservation(
    output: string,
    source: string,
    mask: string | undefined,
  ): Promise<string | undefined> {
    const name = sha256(`${output} ${source} ${mask}`).slice(0, 48)
    return this.#once(`${name}-kept.webp`, async () =>
      this.#pool.run<Uint8Array | undefined>('preservation', {
        output: await this.#blobs.get(output),
        source: await this.#blobs.get(source),
        ...(mask === undefined ? {} : { mask: await this.#blobs.get(mask) }),
        side: mapSide,
      }),
    )
  }

  #once(name: string, make: () => Promise<Uint8Array | undefined>): Promise<string | undefined> {
    const known = this.#made.get(name)
    if (known) return known
    const made = make().then(async (bytes) => {
      if (bytes === undefined) return undefined
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

interface TurnScores {
  list: GalleryOutput['scores']
  /** A metric said that nothing is bound to stay. */
  isFree: boolean
}

async function scoresByTurn(scores: AsyncIterable<Score>): Promise<Map<string, TurnScores>> {
  const found = new Map<string, TurnScores>()
  for await (const score of scores) {
    const key = `${score.cell}/${score.turn}`
    const turn = found.get(key) ?? { list: [], isFree: false }
    found.set(key, turn)
    if (score.state === 'unscored' && /^(needs|no output|everything may)/.test(score.reason))
      turn.isFree ||= score.reason.startsWith('everything may')
    else turn.list.push({ metric: score.metric, text: scoreText(score) })
  }
  return found
}

/** What the maps of one turn look at beside its output. */
interface Asked {
  mask: string | undefined
  scores: TurnScores
}

async function outputOf(
  cell: Cell,
  turn: Record['turns'][number],
  { mask, scores }: Asked,
  make: PictureMaker,
): Promise<GalleryOutput> {
  const last = turn.attempts.at(-1)
  const why = last?.refusal ?? last?.error?.message ?? turn.skipped
  const output: GalleryOutput = {
    model: cell.model,
    outcome: turn.outcome,
    scores: scores.list,
    ...(why === undefined ? {} : { why }),
  }
  if (!turn.image) return output
  try {
    output.image = await make.thumbnail(turn.image.sha256)
    const source = turn.inputs[0]
    if (source === undefined) return output
    output.difference = await make.difference(turn.image.sha256, source)
    const kept = scores.isFree
      ? undefined
      : await make.preservation(turn.image.sha256, source, mask)
    if (kept !== undefined) output.preservation = kept
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

const masksOf = (run: Run): Map<string, string | undefined> =>
  new Map(
    run.plan.cases.flatMap((one) =>
      one.turns.map(({ truth }, index): [string, string | undefined] => [
        `${one.dataSet}/${one.id}/${index + 1}`,
        truth?.mask?.sha256,
      ]),
    ),
  )

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
  const masks = masksOf(run)
  const none: TurnScores = { list: [], isFree: false }
  let done = 0
  const inHand = new Set<Promise<void>>()
  const addRecord = async (record: Record): Promise<void> => {
    const cell = cells.get(record.cell)
    for (const turn of cell && isShown(cell) ? record.turns : []) {
      const key = cell && `${cell.dataSet}/${cell.case}/${turn.turn}`
      const entry = key && entries.get(key)
      if (!cell || !entry) continue
      const asked = {
        mask: masks.get(key),
        scores: scores.get(`${record.cell}/${turn.turn}`) ?? none,
      }
      entry.outputs.push(await outputOf(cell, turn, asked, make))
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
