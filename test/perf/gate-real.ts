/** Real A/A pairs: the real runner, a server of 20 ms in another process, the gate as a user calls it. */
import { fork, spawn } from 'node:child_process'
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

export async function realPairs(): Promise<void> {
  const server = fork(fileURLToPath(new URL('./truth-server.ts', import.meta.url)), ['20'])
  const port = await new Promise((resolve) => server.once('message', resolve))
  const engine = {
    kind: 'openai-images',
    baseUrl: `http://127.0.0.1:${String(port)}/v1`,
    model: 'm',
  }
  const dir = perfProject(cases, [{ id: 'server', engine, concurrency: 1 }])
  try {
    const changes: number[] = []
    let [suspected, confirmed, better] = [0, 0, 0]
    for (let pair = 0; pair < pairs; pair++) {
      await cli(dir, ['run', 'perf', '--no-report', '--name', `a${pair}`])
      await cli(dir, ['run', 'perf', '--no-report', '--name', `b${pair}`])
      const args = [`b${pair}`, '--baseline', `a${pair}`, '--measure', 'latency.p50,latency.p95']
      const limit = ['--max-regression', '2%']
      const report = await gate(dir, [...args, ...limit, '--confirm', '0'])
      changes.push((p50(report)?.change?.value ?? Number.NaN) * 100)
      if (report.measures.some(({ state }) => state === 'improved')) better += 1
      if (report.verdict !== 'regressed') continue
      suspected += 1
      if ((await gate(dir, [...args, ...limit])).verdict === 'regressed') confirmed += 1
    }
    console.log(
      `\n${pairs} real A/A pairs: ${cases} calls each of a 20 ms server, concurrency 1, limit 2 %`,
    )
    tell('  change of p50, %', spread(changes, 2, '%'))
    const sizes = changes.map(Math.abs)
    tell('  its size, p90', `${percentile(sizes, 0.9).toFixed(2)} %`)
    tell('  suspected / confirmed / suspiciously better', `${suspected} / ${confirmed} / ${better}`)
  } finally {
    server.disconnect()
    removeProject(dir)
  }
}
