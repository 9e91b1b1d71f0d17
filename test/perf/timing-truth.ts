/**
 * Reported minus true latency: a server in another process tells its own arrive-to-answer time; a bare
 * node:http client meets the same server in turn with us. Nothing is subtracted from our figures.
 */
import { execFile, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Attempt } from '#schema/attempt.ts'
import { documentsOf, perfProject, removeProject, runCli } from './project.ts'
import { median, percentile, tell } from './spread.ts'

const rounds = 4
const fileOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

interface Sample {
  errorMs: number
  earlyMs: number
  lateMs: number
}

async function timesOf(base: string): Promise<Map<string, number>> {
  const answer = await fetch(`${base}/times`)
  return new Map((await answer.json()) as [string, number][])
}

async function bareErrors(base: string, calls: number, concurrency: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [fileOf('./bare-client.ts'), `${base}/v1/images/generations`, `${calls}`, `${concurrency}`],
    { maxBuffer: 1e8 },
  )
  const own = await timesOf(base)
  return (JSON.parse(stdout) as [string, number][]).map(
    ([prompt, totalMs]) => totalMs - (own.get(prompt) ?? Number.NaN),
  )
}

async function ourSamples(base: string, calls: number, concurrency: number): Promise<Sample[]> {
  const dir = perfProject(calls, [
    {
      id: 'truth',
      engine: { kind: 'openai-images', baseUrl: `${base}/v1`, model: 'm' },
      concurrency,
    },
  ])
  await runCli(dir, ['run', 'perf', '--no-report'])
  const own = await timesOf(base)
  // Cells are kept in plan order, and case i asks for "p<i>".
  const samples = documentsOf<Attempt>(dir, 'attempts').map((attempt, index): Sample => ({
    errorMs: (attempt.phases?.totalMs ?? Number.NaN) - (own.get(`p${index}`) ?? Number.NaN),
    earlyMs: attempt.uncertainty?.earlyMs ?? Number.NaN,
    lateMs: attempt.uncertainty?.lateMs ?? Number.NaN,
  }))
  removeProject(dir)
  return samples
}

const covers = ({ errorMs, earlyMs, lateMs }: Sample): boolean =>
  errorMs <= earlyMs && errorMs >= -lateMs

function report(concurrency: number, ours: readonly Sample[], bare: readonly number[]): void {
  const errors = ours.map((sample) => sample.errorMs)
  const p = (values: readonly number[], share: number) => percentile(values, share).toFixed(2)
  tell(
    `concurrency ${concurrency}, error p50 / p99`,
    `ours ${p(errors, 0.5)} / ${p(errors, 0.99)} ms, bare ${p(bare, 0.5)} / ${p(bare, 0.99)} ms`,
  )
  tell(
    '  excess of p50; ratio of p99',
    `${(median(errors) - median(bare)).toFixed(2)} ms; ${(percentile(errors, 0.99) / percentile(bare, 0.99)).toFixed(2)}x`,
  )
  const stated = ours.map(({ earlyMs, lateMs }) => earlyMs + lateMs)
  const covered = ours.filter(covers).length / ours.length
  tell(
    '  uncertainty covers; its median, p99',
    `${(100 * covered).toFixed(2)} % of ${ours.length}; ${p(stated, 0.5)} ms, ${p(stated, 0.99)} ms`,
  )
}

export async function timingTruth(): Promise<void> {
  const server = fork(fileOf('./truth-server.ts'))
  const port = await new Promise((resolve) => server.once('message', resolve))
  const base = `http://127.0.0.1:${String(port)}`
  try {
    for (const concurrency of [1, 16, 64]) {
      const calls = concurrency === 1 ? 50 : concurrency * 20
      const [ours, bare]: [Sample[], number[]] = [[], []]
      for (let round = 0; round < rounds; round++) {
        bare.push(...(await bareErrors(base, calls, concurrency)))
        ours.push(...(await ourSamples(base, calls, concurrency)))
      }
      report(concurrency, ours, bare)
    }
  } finally {
    server.disconnect()
  }
}

if (import.meta.main) await timingTruth()
