/** How much of the ideal time a run of 100 ms calls reaches: first send to last byte. */
import type { Attempt } from '#schema/attempt.ts'
import { documentsOf, perfProject, removeProject, runCli } from './project.ts'
import { spread, tell } from './spread.ts'

const cells = 1280
const serviceMs = 100

async function efficiency(concurrency: number): Promise<number> {
  const dir = perfProject(cells, [
    { id: 'null', engine: { kind: 'null', params: { delayMs: serviceMs } }, concurrency },
  ])
  await runCli(dir, ['run', 'perf', '--no-report'])
  const attempts = documentsOf<Attempt>(dir, 'attempts')
  removeProject(dir)
  const starts = attempts.map((attempt) => Date.parse(attempt.startedAt))
  const ends = attempts.map(
    (attempt, index) => (starts[index] ?? 0) + (attempt.phases?.totalMs ?? 0),
  )
  return (100 * ((cells / concurrency) * serviceMs)) / (Math.max(...ends) - Math.min(...starts))
}

export async function scheduling(): Promise<void> {
  for (const concurrency of [16, 64]) {
    const found: number[] = []
    for (let round = 0; round < 3; round++) found.push(await efficiency(concurrency))
    tell(`scheduling efficiency, concurrency ${concurrency}`, spread(found, 1, '%'))
  }
}

if (import.meta.main) await scheduling()
