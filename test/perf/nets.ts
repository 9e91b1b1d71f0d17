/**
 * What scoring by nets costs at 1024 x 1024: pictures a second in two workers, processor time of each and the peak memory of the
 * process with its workers. `node --conditions=kontextbench-source test/perf/nets.ts [PICTURES]`
 */
import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { sha256 } from '#digest/sha256.ts'
import type { MetricImage, MetricInput } from '#schema/metric.ts'
import { createScorer } from '#score/scorer.ts'
import { photographs } from '../fixture/people.ts'
import { tell } from './spread.ts'

const side = 1024
const imageOf = (bytes: Uint8Array): Required<MetricImage> => ({ sha256: sha256(bytes), bytes })

/** One photograph in another light each: no two pictures have one digest, all have as many faces. */
async function turnsOf(folder: string, count: number): Promise<MetricInput[]> {
  const square = await sharp(join(folder, 'sample1.jpg'))
    .extract({ left: 300, top: 100, width: 640, height: 640 })
    .resize(side, side)
    .png()
    .toBuffer()
  const source = imageOf(square)
  return Promise.all(
    Array.from({ length: count }, async (_, index) => ({
      instruction: 'Change the light',
      turn: 1,
      tasks: [],
      occludes: false,
      references: [],
      result: { turn: 1, outcome: 'image' as const, inputs: [] },
      attempts: [],
      source,
      output: imageOf(
        await sharp(square)
          .modulate({ brightness: 0.8 + index / (3 * count) })
          .png({ compressionLevel: 3 })
          .toBuffer(),
      ),
    })),
  )
}

const peakMb = (): number =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024

async function measure(
  name: string,
  metricIds: readonly string[],
  turns: readonly MetricInput[],
): Promise<void> {
  const scorer = await createScorer({ workers: 2, metricIds, modules: [] })
  // Both workers load their nets and see the source before the clock starts.
  await Promise.all([turns[0]!, turns[1]!].map((turn) => scorer.score(turn)))
  const [startedAt, cpu] = [performance.now(), process.cpuUsage()]
  const scores = await Promise.all(turns.slice(2).map((turn) => scorer.score(turn)))
  const seconds = (performance.now() - startedAt) / 1000
  const { user, system } = process.cpuUsage(cpu)
  await scorer.close()
  const unscored = scores
    .flatMap((one) => [...one.values()])
    .filter((one) => one.state !== 'scored')
  const count = turns.length - 2
  tell(
    `nets, ${name}`,
    `${(count / seconds).toFixed(2)} pictures a second, ${((user + system) / 1000 / count).toFixed(0)} ms of processor each, ${unscored.length} unscored`,
  )
}

async function nets(count: number): Promise<void> {
  if (!photographs) throw new Error('@vladmandic/face-api is not installed')
  const turns = await turnsOf(photographs, count + 2)
  tell('nets, load of the machine', loadavg()[0]!.toFixed(1))
  await measure('deep features', ['deep-cosine', 'deep-distance', 'safety/flag'], turns)
  await measure('faces', ['face-similarity', 'face-found'], turns)
  await measure(
    'deep features and faces together',
    ['deep-cosine', 'deep-distance', 'content-kept', 'safety/flag', 'face-similarity'],
    turns,
  )
  tell('nets, peak memory of the process and its workers', `${peakMb().toFixed(0)} MB`)
}

if (import.meta.main) await nets(Number(process.argv[2] ?? 24))
