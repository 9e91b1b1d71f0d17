/**
 * Real A/A pairs: the real runner, two servers of 20 ms in processes of their own, the gate as a user calls it. The
 * baseline asks one, the run the other, so that what is suspected can be run again in turn.
 */
import { fork, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { GateReport, type GateMeasure } from '#schema/gate-report.ts'
import { bin, perfProject, removeProject } from './project.ts'
import { percentile, spread, tell } from './spread.ts'

const pairs = 30
const cases = 51

async function cli(cwd: string, args: readonly string[]): Promise<{ code: number; out: string }> {
  const child = spawn(process.execPath, [bin, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const code = await new Promise<number>((resolve) =>
    child.on('close', (status) => resolve(status ?? 3)),
  )
  if (code > 1) throw new Error(err)
  return { code, out }
}

const gate = async (dir: string, args: readonly string[]): Promise<GateReport> =>
  GateReport.parse(JSON.parse((await cli(dir, ['gate', '--json', ...args])).out))

const p50 = ({ measures }: GateReport): GateMeasure | undefined =>
  measures.find(({ measure }) => measure === 'latency.p50')

/** A server in a process of its own; its port and the way to end it. */
async function startServer(): Promise<{ baseUrl: string; end: () => void }> {
  const server = fork(fileURLToPath(new URL('./truth-server.ts', import.meta.url)), ['20'])
  const port = await new Promise((resolve) => server.once('message', resolve))
  return { baseUrl: `http://127.0.0.1:${String(port)}/v1`, end: () => server.disconnect() }
}

function projectOf(urls: Record<string, string>): string {
  const dir = perfProject(cases, [])
  const bench = `export const bench = { id: 'perf', title: 'x', dataSets: ['perf'], metrics: [], models: ['server'] }`
  writeFileSync(join(dir, 'bench/perf.bench.js'), bench)
  for (const [name, baseUrl] of Object.entries(urls)) {
    const engine = { kind: 'openai-images', baseUrl, model: 'm' }
    const entry = { id: 'server', name: 'server', engine, limits: { concurrency: 1 } }
    writeFileSync(join(dir, `${name}.json`), JSON.stringify([entry]))
  }
  return dir
}

export async function realPairs(): Promise<void> {
  const [one, other] = [await startServer(), await startServer()]
  const dir = projectOf({ a: one.baseUrl, b: other.baseUrl })
  try {
    const changes: number[] = []
    let [suspected, confirmed, better] = [0, 0, 0]
    for (let pair = 0; pair < pairs; pair++) {
      for (const side of ['a', 'b']) {
        const named = ['--name', `${side}${pair}`, '--models-file', `${side}.json`]
        await cli(dir, ['run', 'perf', '--no-report', ...named])
      }
      const sides = [`b${pair}`, '--baseline', `a${pair}`]
      const args = [...sides, '--measure', 'latency.p50,latency.p95', '--max-regression', '2%']
      const report = await gate(dir, [...args, '--confirm', '0'])
      changes.push((p50(report)?.change?.value ?? Number.NaN) * 100)
      if (report.measures.some(({ state }) => state === 'improved')) better += 1
      if (report.verdict !== 'regressed') continue
      suspected += 1
      if ((await gate(dir, args)).verdict === 'regressed') confirmed += 1
    }
    console.log(
      `\n${pairs} real A/A pairs: ${cases} calls each of two 20 ms servers, concurrency 1, limit 2 %`,
    )
    tell('  change of p50, %', spread(changes, 2, '%'))
    tell('  its size, p90', `${percentile(changes.map(Math.abs), 0.9).toFixed(2)} %`)
    tell('  suspected / confirmed / suspiciously better', `${suspected} / ${confirmed} / ${better}`)
  } finally {
    one.end()
    other.end()
    removeProject(dir)
  }
}
