/** Kill -9 at 50 random moments with a resume after each; then the run must equal an undisturbed one. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { DatabaseSync } from 'node:sqlite'
import { createRandom } from '#stats/random.ts'
import type { Attempt } from '#schema/attempt.ts'
import { bin, documentsOf, perfProject, removeProject, runCli } from './project.ts'
import { tell } from './spread.ts'

const kills = 50
const cells = 1500
const concurrency = 8

const project = (): string =>
  perfProject(cells, [
    { id: 'null', engine: { kind: 'null', params: { delayMs: 60 } }, concurrency },
  ])

/** Outcome and image of every turn, metric and state of every score: what must not depend on kills. */
function whatIsKept(dir: string): string {
  const database = new DatabaseSync(join(dir, '.kontextbench', 'kontextbench.sqlite'))
  const rows = [
    'SELECT cell, turn, t.document FROM turns t JOIN cells USING (id) ORDER BY cell, turn',
    'SELECT cell, turn, s.document FROM scores s JOIN cells USING (id) ORDER BY cell, turn, metric',
  ].flatMap((sql) => database.prepare(sql).all())
  database.close()
  return rows
    .map(({ cell, turn, document }) => {
      const { outcome, image, metric, state, id } = JSON.parse(String(document))
      return [cell, turn, outcome, image?.sha256, metric, state, id].join(' ')
    })
    .join('\n')
}

async function killAfter(dir: string, args: readonly string[], ms: number): Promise<void> {
  const child = spawn(process.execPath, [bin, ...args, '--no-report'], {
    cwd: dir,
    stdio: 'ignore',
  })
  const exited = new Promise((resolve) => child.on('exit', resolve))
  await delay(ms)
  child.kill('SIGKILL')
  await exited
}

export async function killsAndResumes(): Promise<void> {
  const random = createRandom(20261124)
  const undisturbed = project()
  await runCli(undisturbed, ['run', 'perf', '--no-report'])
  const dir = project()
  let planned = false
  for (let kill = 0; kill < kills; kill++) {
    const args = planned ? ['run', '--resume', 'last'] : ['run', 'perf']
    await killAfter(dir, args, 250 + 500 * random.next())
    planned ||= existsSync(join(dir, '.kontextbench', 'kontextbench.sqlite')) && hasRun(dir)
  }
  await finish(dir)
  const attempts = documentsOf<Attempt>(dir, 'attempts')
  const extra = attempts.length - cells
  const interrupted = attempts.filter(({ outcome }) => outcome === 'interrupted').length
  const same = whatIsKept(dir) === whatIsKept(undisturbed)
  tell(
    `${kills} kills at random moments`,
    `${same ? 'same turns, images and scores' : 'NOT THE SAME'}; ${extra} calls repeated, ${interrupted} as interrupted (at most ${kills * concurrency} in flight)`,
  )
  removeProject(dir)
  removeProject(undisturbed)
}

function hasRun(dir: string): boolean {
  const database = new DatabaseSync(join(dir, '.kontextbench', 'kontextbench.sqlite'))
  try {
    return database.prepare('SELECT 1 FROM runs').get() !== undefined
  } catch {
    return false
  } finally {
    database.close()
  }
}

async function finish(dir: string): Promise<void> {
  const child = spawn(process.execPath, [bin, 'run', '--resume', 'last', '--no-report'], {
    cwd: dir,
    stdio: 'ignore',
  })
  const code = await new Promise((resolve) => child.on('exit', resolve))
  if (code !== 0) throw new Error(`the last resume ended with ${String(code)}`)
}

if (import.meta.main) await killsAndResumes()
