/** A process of its own that scores pictures without a rest, on the last core where `taskset` can pin it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { createScorer } from '#score/scorer.ts'
import { metrics, turnOf } from './scoring.ts'

/** Starts it and waits until it scores; end it with `kill`. */
export async function startScoringLoad(): Promise<ChildProcess> {
  const node = [
    process.execPath,
    '--conditions=kontextbench-source',
    fileURLToPath(import.meta.url),
  ]
  const pinned = ['taskset', '-c', String(availableParallelism() - 1), ...node]
  for (const [file = '', ...args] of [pinned, node]) {
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    const isUp = await Promise.race([
      once(child.stdout, 'data').then(() => true),
      once(child, 'exit').then(() => false),
      once(child, 'error').then(() => false),
    ])
    if (isUp) return child
  }
  throw new Error('the scoring process did not start')
}

async function scoreForever(): Promise<never> {
  const turns = await Promise.all([turnOf(1), turnOf(2)])
  const metricIds = metrics.map(({ id }) => id)
  const scorer = await createScorer({ workers: 1, metricIds, modules: [] })
  for (let round = 0; ; round++) {
    await Promise.all(turns.map((turn) => scorer.score(turn)))
    if (round === 0) process.stdout.write('scoring\n')
  }
}

if (import.meta.main) await scoreForever()
