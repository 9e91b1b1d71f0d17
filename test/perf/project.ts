import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'

export const bin = fileURLToPath(new URL('../../bin/kontextbench.js', import.meta.url))

interface ModelEntry {
  id: string
  engine: {
    kind: string
    params?: Record<string, number>
    baseUrl?: string
    model?: string
    module?: string
  }
  concurrency: number
}

/** A user's project with `cases` prompts and the models given, `load` for a latency bench; nothing else. */
export function perfProject(cases: number, models: readonly ModelEntry[], load?: object): string {
  const dir = mkdtempSync(join(tmpdir(), 'kontextbench-self-'))
  for (const folder of ['datasets/perf', 'bench', 'tasks/perf'])
    mkdirSync(join(dir, folder), { recursive: true })
  writeFileSync(join(dir, 'package.json'), '{"type":"module"}')
  writeFileSync(
    join(dir, 'datasets/perf/data-set.js'),
    `export const dataSet = { id: 'perf', title: 'x', version: '1', licence: 'x', source: 'x', image: () => { throw new Error('none') },
  cases: () => Array.from({ length: ${cases} }, (_, i) => ({ id: 'c' + i, tasks: ['perf'], cluster: 'c' + i, language: 'en', tags: [], turns: [{ instruction: 'p' + i, inputs: [] }] })) }\n`,
  )
  writeFileSync(
    join(dir, 'tasks/perf/task.js'),
    `export const task = { schemaVersion: 1, id: 'perf', title: { en: 'x', zh: 'x' }, kind: 'generation', version: '1', source: 'x', questions: [{ id: 'x', en: 'x', zh: 'x' }], rubric: ['x'], metrics: [], headline: { kind: 'votes' }, accept: [] }\n`,
  )
  const entries = models.map(({ id, engine, concurrency }) => ({
    id,
    name: id,
    engine,
    price: null,
    limits: { concurrency },
  }))
  writeFileSync(
    join(dir, 'bench/perf.bench.js'),
    `export const bench = { id: 'perf', title: 'x', dataSets: ['perf'], metrics: [], models: ${JSON.stringify(entries)}, load: ${JSON.stringify(load)} }\n`,
  )
  return dir
}

export const removeProject = (dir: string): void => rmSync(dir, { recursive: true, force: true })

/** Runs the command line to its end; returns milliseconds. */
export function timeCli(cwd: string, args: readonly string[]): number {
  rmSync(join(cwd, '.kontextbench'), { recursive: true, force: true })
  const startedAt = performance.now()
  const { status, stderr } = spawnSync(process.execPath, [bin, ...args], { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return performance.now() - startedAt
}

/** The same without holding up this process, which may be serving it. */
export async function runCli(cwd: string, args: readonly string[]): Promise<void> {
  rmSync(join(cwd, '.kontextbench'), { recursive: true, force: true })
  const child = spawn(process.execPath, [bin, ...args], {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let told = ''
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()))
  const code = await new Promise((resolve) => child.on('exit', resolve))
  if (code !== 0) throw new Error(told)
}

/** Documents of one table of a project's workspace, as they were kept. */
export function documentsOf<T>(dir: string, table: 'attempts' | 'turns' | 'scores'): T[] {
  const database = new DatabaseSync(join(dir, '.kontextbench', 'kontextbench.sqlite'))
  const rows = database.prepare(`SELECT document FROM ${table} ORDER BY id, turn`).all()
  database.close()
  return rows.map((row) => JSON.parse(String(row['document'])) as T)
}
