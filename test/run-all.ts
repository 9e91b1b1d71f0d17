/** Runs every test and ends with one line of the real counts, for readers that know no runner. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'

const Summary = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numFailedTestSuites: z.int(),
})

const output = join(mkdtempSync(join(tmpdir(), 'kontextbench-tests-')), 'summary.json')
const vitest = join(
  dirname(createRequire(import.meta.url).resolve('vitest/package.json')),
  'vitest.mjs',
)
const run = spawnSync(
  process.execPath,
  [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${output}`],
  { stdio: 'inherit' },
)
const summary = Summary.parse(JSON.parse(readFileSync(output, 'utf8')))
// A file that could not be loaded has no failed test of its own.
const failed =
  summary.numFailedTests || (run.status === 0 ? 0 : Math.max(1, summary.numFailedTestSuites))
console.log(
  `${summary.numPassedTests} passed, ${failed} failed, ${summary.numPendingTests} skipped`,
)
process.exitCode = run.status ?? 1
