/** `npm run bench:self`: what the harness itself costs; printed with its spread, never a test. Takes five minutes. */
import { spawnSync } from 'node:child_process'
import { aborts } from './aborts.ts'
import { killsAndResumes } from './kills.ts'
import { memory } from './memory.ts'
import { bin, perfProject, removeProject, timeCli } from './project.ts'
import { ratings } from './ratings.ts'
import { reportSize } from './report-size.ts'
import { scheduling } from './scheduling.ts'
import { median, spread, tell } from './spread.ts'
import { timingTruth } from './timing-truth.ts'
import { wireOverhead } from './wire-overhead.ts'

const repeated = (times: number, measure: () => number): number[] =>
  Array.from({ length: times }, measure)

function timeNode(args: readonly string[]): number {
  const startedAt = performance.now()
  spawnSync(process.execPath, [...args])
  return performance.now() - startedAt
}

function nullRuns(cells: number, times: number): number[] {
  const dir = perfProject(cells, [{ id: 'null', engine: { kind: 'null' }, concurrency: 16 }])
  const found = repeated(times, () => timeCli(dir, ['run', 'perf', '--no-report']))
  removeProject(dir)
  return found
}

function startUp(): void {
  const empty = repeated(15, () => timeNode(['-e', '0']))
  const version = repeated(15, () => timeNode([bin, '--version']))
  tell('empty node', spread(empty))
  tell('--version', `${spread(version)}, ${(median(version) / median(empty)).toFixed(2)}x`)
}

function overhead(): void {
  const [one, thousand, many] = [nullRuns(1, 7), nullRuns(1000, 5), nullRuns(20_000, 3)]
  tell('one-cell run', spread(one))
  const start = median(one)
  const perCell = (runs: readonly number[], cells: number): string =>
    spread(
      runs.map((ms) => (ms - start) / (cells - 1)),
      3,
    )
  tell('overhead per cell, 1,000 cells', perCell(thousand, 1000))
  tell('overhead per cell, 20,000 cells', perCell(many, 20_000))
  const ratio = (median(many) - start) / (median(thousand) - start)
  tell('20,000 cells cost, of 1,000', `${ratio.toFixed(1)}x`)
}

startUp()
overhead()
await scheduling()
await timingTruth()
await wireOverhead()
aborts()
await memory()
await killsAndResumes()
await reportSize()
await ratings()
