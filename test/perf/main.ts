/** `npm run bench:self`: how much the harness itself costs; printed with its spread, never a test. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const bin = new URL('../../bin/kontextbench.js', import.meta.url).pathname

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

function time(args: readonly string[], times: number, cwd?: string): string {
  const values = Array.from({ length: times }, () => {
    const startedAt = performance.now()
    const { status, stderr } = spawnSync(process.execPath, [...args], {
      ...(cwd ? { cwd } : {}),
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(stderr)
    return performance.now() - startedAt
  })
  medians.push(median(values))
  return `${median(values).toFixed(0)} ms (${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)}, n ${times})`
}
const medians: number[] = []

function nullProject(cases: number): string {
  const dir = mkdtempSync(join(tmpdir(), 'kontextbench-self-'))
  writeFileSync(join(dir, 'package.json'), '{"type":"module"}')
  const folder = join(dir, 'datasets', 'null-set')
  spawnSync('mkdir', ['-p', folder, join(dir, 'bench'), join(dir, 'tasks', 'null-task')])
  writeFileSync(
    join(folder, 'data-set.js'),
    `export const dataSet = { id: 'null-set', title: 'x', version: '1', licence: 'x', source: 'x', image: () => { throw new Error('none') },
      cases: () => Array.from({ length: ${cases} }, (_, i) => ({ id: 'c' + i, tasks: ['null-task'], cluster: 'c' + i, language: 'en', tags: [], turns: [{ instruction: 'p' + i, inputs: [] }] })) }\n`,
  )
  writeFileSync(
    join(dir, 'tasks', 'null-task', 'task.js'),
    `export const task = { schemaVersion: 1, id: 'null-task', title: { en: 'x', zh: 'x' }, kind: 'generation', version: '1', source: 'x', questions: [{ id: 'x', en: 'x', zh: 'x' }], rubric: ['x'], metrics: [], headline: { kind: 'votes' }, accept: [] }\n`,
  )
  writeFileSync(
    join(dir, 'bench', 'null.bench.js'),
    `export const bench = { id: 'null', title: 'x', dataSets: ['null-set'], metrics: [], models: [{ id: 'null', name: 'null', engine: { kind: 'null' }, price: null, limits: { concurrency: 16 } }] }\n`,
  )
  return dir
}

console.log(`empty node            ${time(['-e', '0'], 9)}`)
console.log(`--version             ${time([bin, '--version'], 9)}`)
console.log(`one-cell run          ${time([bin, 'run', 'null', '--no-report'], 5, nullProject(1))}`)
console.log(
  `1,000 null cells      ${time([bin, 'run', 'null', '--no-report'], 3, nullProject(1000))}`,
)
console.log(
  `20,000 null cells     ${time([bin, 'run', 'null', '--no-report'], 1, nullProject(20_000))}`,
)
const [empty = 0, version = 0, one = 0, thousand = 0, many = 0] = medians
console.log(`--version / empty     ${(version / empty).toFixed(2)}x`)
console.log(
  `overhead per cell     ${((thousand - one) / 999).toFixed(3)} ms at 1,000; ${((many - one) / 19_999).toFixed(3)} ms at 20,000; 20,000 costs ${((many - one) / (thousand - one)).toFixed(1)}x of 1,000`,
)
