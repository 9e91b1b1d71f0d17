/** How soon a call ends after its abort: every engine that speaks HTTP, at every step of its wire, as the wire suite asks. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { spread, tell } from './spread.ts'

const Results = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({ meta: z.object({ endedAfterMs: z.number().optional() }) }),
      ),
    }),
  ),
})

export function aborts(): void {
  const folder = mkdtempSync(join(tmpdir(), 'kontextbench-aborts-'))
  const output = join(folder, 'results.json')
  const vitest = join(
    dirname(createRequire(import.meta.url).resolve('vitest/package.json')),
    'vitest.mjs',
  )
  spawnSync(process.execPath, [
    vitest,
    'run',
    'test/engine',
    '-t=ends soon after an abort while it waits for',
    '--reporter=json',
    `--outputFile=${output}`,
  ])
  const { testResults } = Results.parse(JSON.parse(readFileSync(output, 'utf8')))
  rmSync(folder, { recursive: true })
  const times = testResults.flatMap(({ assertionResults }) =>
    assertionResults.flatMap(({ meta }) => meta.endedAfterMs ?? []),
  )
  tell('from the abort to the outcome, all wires', spread(times, 1))
}

if (import.meta.main) aborts()
