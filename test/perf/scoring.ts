/**
 * What scoring costs at 1024 x 1024: processor time of each pixel metric on a turn of its own, pictures a second of all of
 * them together in two workers, and the memory that this takes. `node --conditions=kontextbench-source test/perf/scoring.ts`
 */
import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { sha256 } from '#digest/sha256.ts'
import { rasteriseSvg } from '#image/svg.ts'
import type { MetricImage, MetricInput } from '#schema/metric.ts'
import { createOpener } from '#score/pixel/opened.ts'
import { pixelMetrics } from '#score/registry.ts'
import { createScorer } from '#score/scorer.ts'
import { tell } from './spread.ts'

const side = 1024
const noise = (seed: number): string =>
  Array.from({ length: 500 }, (_, index) => {
    const at = (index * 7919 + seed * 104_729) % 1_000_003
    return `<circle cx="${at % side}" cy="${(at * 31) % side}" r="${4 + (at % 60)}" fill="hsl(${at % 360} 45% ${25 + (at % 50)}%)" opacity=".7"/>`
  }).join('')

const imageOf = (bytes: Uint8Array): Required<MetricImage> => ({ sha256: sha256(bytes), bytes })

/** A drawing with as much in it as a photograph has, an edit of it, and a model's answer: moved, encoded, off in tone. */
export async function turnOf(seed: number): Promise<MetricInput> {
  const draw = (extra: string) =>
    rasteriseSvg(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"><rect width="${side}" height="${side}" fill="#9ab"/>${noise(seed)}${extra}</svg>`,
      side,
      side,
    )
  const encoder = ({ data }: { data: Uint8Array }) =>
    sharp(data, { raw: { width: side, height: side, channels: 4 } }).removeAlpha()
  const thing = '<rect x="300" y="380" width="260" height="240" fill="#2660d0"/>'
  const [source, reference] = [await draw(''), await draw(thing)]
  const moved = await encoder(reference)
    .extract({ left: 3, top: 2, width: side - 6, height: side - 6 })
    .resize(side, side)
    .linear([0.97, 1, 1.02], [3, 0, -2])
    .jpeg({ quality: 88 })
    .toBuffer()
  const mask = await sharp({
    create: { width: side, height: side, channels: 3, background: '#000' },
  })
    .composite([
      {
        input: { create: { width: 300, height: 280, channels: 3, background: '#fff' } },
        left: 280,
        top: 360,
      },
    ])
    .png()
    .toBuffer()
  return {
    instruction: 'Add a blue square',
    turn: 1,
    tasks: ['local-editing'],
    occludes: false,
    references: [],
    result: { turn: 1, outcome: 'image', inputs: [] },
    attempts: [],
    source: imageOf(await encoder(source).png().toBuffer()),
    truthReference: imageOf(await encoder(reference).png().toBuffer()),
    mask: imageOf(mask),
    output: imageOf(moved),
  }
}

export const metrics = pixelMetrics.filter(
  ({ work, needs }) => work === 'pixels' && !needs.includes('scene'),
)

/** Processor milliseconds of each metric in the order of a worker, where what was made before is shared. */
async function perMetric(turns: readonly MetricInput[]): Promise<Map<string, number>> {
  const spent = new Map<string, number>()
  for (const input of turns) {
    const opener = createOpener()
    for (const metric of metrics) {
      const before = process.cpuUsage()
      await metric.score(input, opener)
      const { user, system } = process.cpuUsage(before)
      spent.set(metric.id, (spent.get(metric.id) ?? 0) + (user + system) / 1000 / turns.length)
    }
  }
  return spent
}

const peakMb = (): number =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024

export async function scoring(): Promise<void> {
  const turns = await Promise.all(Array.from({ length: 6 }, (_, seed) => turnOf(seed)))
  await perMetric(turns.slice(0, 2))
  const spent = await perMetric(turns)
  for (const [id, ms] of spent) tell(`scoring, ${id}`, `${ms.toFixed(1)} ms`)
  const scorer = await createScorer({
    workers: 2,
    metricIds: metrics.map(({ id }) => id),
    modules: [],
  })
  const rounds = 5
  await Promise.all(turns.slice(0, 2).map((turn) => scorer.score(turn)))
  const [startedAt, cpu] = [performance.now(), process.cpuUsage()]
  await Promise.all(
    Array.from({ length: rounds }, () => turns.map((turn) => scorer.score(turn))).flat(),
  )
  const seconds = (performance.now() - startedAt) / 1000
  const { user, system } = process.cpuUsage(cpu)
  await scorer.close()
  const count = rounds * turns.length
  tell(
    `scoring, ${metrics.length} pixel metrics in 2 workers`,
    `${(count / seconds).toFixed(2)} pictures a second, ${((user + system) / 1000 / count).toFixed(0)} ms of processor each`,
  )
  tell('scoring, peak memory of the process and its workers', `${peakMb().toFixed(0)} MB`)
}

if (import.meta.main) await scoring()
