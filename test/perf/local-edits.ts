/**
 * What one edit of `procedural` costs, by operation: over the editing cases of kontextbench-mini and, where they are
 * there, the photographs of ../shared, all at 1024 x 1024 and on one core as far as it depends on us.
 * `taskset -c 0 node --conditions=kontextbench-source test/perf/local-edits.ts [draft|fine]`
 */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { createHttpClient } from '#engine/http-client.ts'
import { createEngine } from '#engine/procedural.ts'
import { readInstruction } from '#engine/procedural/read/read-instruction.ts'
import { decodeImage } from '#image/decode.ts'
import { encodePng } from '#image/encode.ts'
import { resizePixels } from '#image/resize.ts'
import { rasteriseSvg } from '#image/svg.ts'
import { findSource } from '#task/open-data-set.ts'
import { sampleFolder, sampleRows } from '../fixture/kontext-sample.ts'
import { spread, tell } from './spread.ts'

interface Ask {
  prompt: string
  pictures: Uint8Array[]
}

const side = 1024
const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

async function miniAsks(): Promise<Ask[]> {
  const source = await findSource('kontextbench-mini', [at('datasets')])
  if (!source) return []
  const drawn = new Map<string, Promise<Uint8Array>>()
  const draw = (name: string): Promise<Uint8Array> => {
    const made = drawn.get(name) ?? rasteriseSvg(source.image(name).svg, side, side).then(encodePng)
    drawn.set(name, made)
    return made
  }
  const single = source.cases().filter(({ turns }) => turns.length === 1)
  return Promise.all(
    single.flatMap(({ turns: [turn] }) => {
      const names = turn?.inputs.flatMap((input) => (input.from === 'case' ? [input.image] : []))
      if (!turn || !names?.length) return []
      return [
        Promise.all(names.map(draw)).then((pictures) => ({ prompt: turn.instruction, pictures })),
      ]
    }),
  )
}

async function photographAsks(): Promise<Ask[]> {
  if (!sampleFolder) return []
  return Promise.all(
    sampleRows(sampleFolder).map(async (row): Promise<Ask> => {
      const pixels = await decodeImage(await readFile(`${sampleFolder}${row.file_name}`))
      return {
        prompt: row.instruction,
        pictures: [await encodePng(await resizePixels(pixels, side, side))],
      }
    }),
  )
}

const tier = process.argv[2] ?? 'fine'
const engine = createEngine({
  id: tier,
  name: tier,
  price: null,
  engine: { kind: 'procedural', model: tier },
})

async function timed({ prompt, pictures }: Ask): Promise<number> {
  const startedAt = performance.now()
  const images = pictures.map((bytes, index) => ({
    bytes,
    mediaType: 'image/png',
    role: index === 0 ? ('source' as const) : ('reference' as const),
  }))
  await engine.generate(
    { prompt, images, seed: 1 },
    { signal: new AbortController().signal, http: createHttpClient() },
  )
  return performance.now() - startedAt
}

const kindOf = (prompt: string): string =>
  readInstruction(prompt)
    .map((operation) => operation.op)
    .join(' + ') || 'not understood'

const reading = /^(?:text|erase-text|ink)/

const asks = [...(await miniAsks()), ...(await photographAsks())]
// The first calls compile; they are not what a run's median shows.
for (const ask of asks.slice(0, 6)) await timed(ask)
const byKind = new Map<string, number[]>()
for (const ask of asks) {
  const kind = kindOf(ask.prompt)
  byKind.set(kind, [...(byKind.get(kind) ?? []), await timed(ask)])
}
for (const [kind, times] of [...byKind].toSorted(([a], [b]) => a.localeCompare(b)))
  tell(kind, spread(times))
const all = [...byKind]
tell(
  'all that read no text',
  spread(all.flatMap(([kind, times]) => (reading.test(kind) ? [] : times))),
)
tell('all', spread(all.flatMap(([, times]) => times)))
