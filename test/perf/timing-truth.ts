/**
 * Reported minus true latency: a server in another process tells its own arrive-to-answer time; a bare
 * node:http client meets the same server in turn with us. Nothing is subtracted from our figures. Alone ten minutes:
 * `node --conditions=kontextbench-source test/perf/timing-truth.ts [shapes|scoring|arrivals|stall ...]`
 */
import { execFile, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Attempt } from '#schema/attempt.ts'
import { documentsOf, perfProject, removeProject, runCli } from './project.ts'
import { startScoringLoad } from './scoring-load.ts'
import { median, percentile, tell } from './spread.ts'

const rounds = 4
const fileOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

interface Sample {
  reportedMs: number
  trueMs: number
  earlyMs: number
  lateMs: number
  /** Open loop: how late it was sent. */
  lateSentMs: number
}

/** Takes the server's own times of what it answered since; `script` sets what it does from now on. */
async function timesOf(base: string, script = ''): Promise<Map<string, number>> {
  const answer = await fetch(script === '' ? `${base}/times` : `${base}/script/${script}`)
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

async function ourSamples(
  base: string,
  calls: number,
  concurrency: number,
  load?: object,
): Promise<Sample[]> {
  const engine = { kind: 'openai-images', baseUrl: `${base}/v1`, model: 'm' }
  const dir = perfProject(calls, [{ id: 'truth', engine, concurrency }], load)
  try {
    await runCli(dir, ['run', 'perf', '--no-report'])
    const own = await timesOf(base)
    const attempts = documentsOf<Attempt>(dir, 'attempts')
    if (attempts.length !== calls) throw new Error(`${attempts.length} attempts of ${calls} calls`)
    // Cells are kept in plan order, and case i asks for "p<i>".
    return attempts.map(({ phases, uncertainty }, index): Sample => ({
      reportedMs: phases?.totalMs ?? Number.NaN,
      trueMs: own.get(`p${index}`) ?? Number.NaN,
      earlyMs: uncertainty?.earlyMs ?? Number.NaN,
      lateMs: uncertainty?.lateMs ?? Number.NaN,
      lateSentMs: phases?.dueToSentMs ?? 0,
    }))
  } finally {
    removeProject(dir)
  }
}

const errorOf = ({ reportedMs, trueMs }: Sample): number => reportedMs - trueMs

const covers = (sample: Sample): boolean =>
  errorOf(sample) <= sample.earlyMs && errorOf(sample) >= -sample.lateMs

const p = (values: readonly number[], share: number) => percentile(values, share).toFixed(2)

function tellUncertainty(ours: readonly Sample[]): void {
  const stated = ours.map(({ earlyMs, lateMs }) => earlyMs + lateMs)
  const covered = ours.filter(covers).length / ours.length
  tell(
    '  uncertainty covers; its median, p95, p99',
    `${(100 * covered).toFixed(2)} % of ${ours.length}; ${p(stated, 0.5)}, ${p(stated, 0.95)}, ${p(stated, 0.99)} ms`,
  )
}

function report(what: string, ours: readonly Sample[], bare: readonly number[]): void {
  const errors = ours.map(errorOf)
  tell(
    `${what}, error p50 / p99`,
    `ours ${p(errors, 0.5)} / ${p(errors, 0.99)} ms, bare ${p(bare, 0.5)} / ${p(bare, 0.99)} ms`,
  )
  tell(
    '  excess of p50; ratio of p99',
    `${(median(errors) - median(bare)).toFixed(2)} ms; ${(percentile(errors, 0.99) / percentile(bare, 0.99)).toFixed(2)}x`,
  )
  tellUncertainty(ours)
}

/** Closed loop, ours and the bare client in turn. */
async function closedLoop(base: string, script: string, remark = ''): Promise<void> {
  await timesOf(base, script)
  for (const concurrency of [1, 16, 64]) {
    const calls = concurrency === 1 ? 50 : concurrency * 20
    const [ours, bare]: [Sample[], number[]] = [[], []]
    for (let round = 0; round < rounds; round++) {
      bare.push(...(await bareErrors(base, calls, concurrency)))
      ours.push(...(await ourSamples(base, calls, concurrency)))
    }
    report(`${script}${remark}, ${concurrency} at once`, ours, bare)
  }
}

/** Open loop: how late calls are sent, and what the times from when they were due say. */
async function arrivals(base: string, remark = ''): Promise<void> {
  await timesOf(base, 'constant')
  const load = {
    scenarios: [{ scenario: 'server', ratePerSecond: 200 }],
    warmUp: 10,
    minSamples: 2000,
    maxSamples: 2000,
  }
  const samples: Sample[] = []
  for (let round = 0; round < rounds; round++)
    samples.push(...(await ourSamples(base, 2010, 64, load)).slice(10))
  const late = samples.map(({ lateSentMs }) => lateSentMs)
  tell(
    `200 arrivals/s${remark}, sent late p50 / p99 / max`,
    `${p(late, 0.5)} / ${p(late, 0.99)} / ${Math.max(...late).toFixed(2)} ms`,
  )
  tell(
    '  error from when it was due, p50 / p99',
    `${p(samples.map(errorOf), 0.5)} / ${p(samples.map(errorOf), 0.99)} ms`,
  )
}

const tail = (values: readonly number[]): string =>
  [0.5, 0.95, 0.99, 1].map((share) => p(values, share)).join(' / ')

/** 50 arrivals a second and one stall of a second: half of those due in it wait over 500 ms. */
async function stall(base: string): Promise<void> {
  await timesOf(base, 'one stall')
  const load = {
    scenarios: [{ scenario: 'server', ratePerSecond: 50 }],
    warmUp: 0,
    minSamples: 400,
    maxSamples: 400,
  }
  const samples = await ourSamples(base, 400, 64, load)
  const [reported, truth] = [
    samples.map(({ reportedMs }) => reportedMs),
    samples.map(({ trueMs }) => trueMs),
  ]
  const over = (values: readonly number[]): number => values.filter((ms) => ms > 500).length
  tell(
    'a stall of 1 s at 50 arrivals/s, over 500 ms',
    `${over(reported)} of 400 calls, in truth ${over(truth)}; one call at a time would show 1`,
  )
  tell(
    '  sent late p99',
    `${p(
      samples.map(({ lateSentMs }) => lateSentMs),
      0.99,
    )} ms`,
  )
  tell('  p50 / p95 / p99 / max', `${tail(reported)} ms, in truth ${tail(truth)} ms`)
}

async function beside(load: () => Promise<void>): Promise<void> {
  const busy = await startScoringLoad()
  try {
    await load()
  } finally {
    busy.kill()
  }
}

const parts: Record<string, (base: string) => Promise<void>> = {
  shapes: async (base) => {
    for (const script of ['constant', 'bimodal', 'heavy tail', 'stalls'])
      await closedLoop(base, script)
  },
  scoring: (base) =>
    beside(async () => {
      await closedLoop(base, 'constant', ' while scoring')
      await arrivals(base, ' while scoring')
    }),
  arrivals: (base) => arrivals(base),
  stall,
}

export async function timingTruth(names: readonly string[] = []): Promise<void> {
  const server = fork(fileOf('./truth-server.ts'))
  const port = await new Promise((resolve) => server.once('message', resolve))
  const base = `http://127.0.0.1:${String(port)}`
  try {
    for (const [name, part] of Object.entries(parts))
      if (names.length === 0 || names.includes(name)) await part(base)
  } finally {
    server.disconnect()
  }
}

if (import.meta.main) await timingTruth(process.argv.slice(2))
