import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { ServerGpu } from '#schema/server.ts'

interface GpuLine {
  index: number
  name: string
  usedBytes: number | undefined
  totalBytes: number | undefined
  utilisation: number | undefined
}

const query = [
  '--query-gpu=index,name,memory.used,memory.total,utilization.gpu',
  '--format=csv,noheader,nounits',
]
const mebibyte = 1024 * 1024

/** `[N/A]` and `[Not Supported]` are no numbers. */
const numberIn = (text: string | undefined, by: number): number | undefined => {
  const value = Number(text)
  return text === undefined || text === '' || !Number.isFinite(value) ? undefined : value * by
}

/** One line of the answer: index, name (which may hold commas), MiB used, MiB in all, percent busy. */
function readGpuLine(line: string): GpuLine | undefined {
  const fields = line.split(',').map((field) => field.trim())
  const [busy, total, used] = fields.toReversed()
  const index = Number(fields[0])
  if (fields.length < 5 || fields[0] === '' || !Number.isInteger(index)) return undefined
  return {
    index,
    name: fields.slice(1, -3).join(', '),
    usedBytes: numberIn(used, mebibyte),
    totalBytes: numberIn(total, mebibyte),
    utilisation: numberIn(busy, 0.01),
  }
}

type Gpu = Extract<ServerGpu, { state: 'measured' }>['gpus'][number]

interface Seen {
  first: GpuLine
  before: number | undefined
  peak: number | undefined
  /** Shares, 0 to 1. */
  busy: number[]
  samples: number
}

const askOnce = (env: Record<string, string>): Promise<{ lines: GpuLine[] } | { reason: string }> =>
  new Promise((resolve) => {
    execFile('nvidia-smi', query, { env, timeout: 10_000 }, (error, stdout) => {
      const lines = stdout.split('\n').flatMap((line) => readGpuLine(line) ?? [])
      if (!error && lines.length > 0) return resolve({ lines })
      const isAbsent = (error as NodeJS.ErrnoException | null)?.code === 'ENOENT'
      const said = stdout.trim().split('\n')[0] ?? ''
      resolve({
        reason: isAbsent ? 'there is no nvidia-smi' : `nvidia-smi does not answer: ${said}`,
      })
    })
  })

/** Looks at all GPUs with one nvidia-smi that repeats itself; unknown where there is none. */
export class GpuWatch {
  readonly #reason: string | undefined
  readonly #intervalMs: number
  readonly #gpus = new Map<number, Seen>()
  readonly #child: ChildProcess | undefined

  private constructor(
    before: { lines: GpuLine[] } | { reason: string },
    env: Record<string, string>,
    intervalMs: number,
  ) {
    this.#intervalMs = intervalMs
    if ('reason' in before) {
      this.#reason = before.reason
      return
    }
    for (const line of before.lines) {
      const seen = { first: line, before: line.usedBytes, peak: line.usedBytes, busy: [] }
      this.#gpus.set(line.index, { ...seen, samples: 1 })
    }
    this.#child = spawn('nvidia-smi', [...query, `--loop-ms=${intervalMs}`], {
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    this.#child.on('error', () => undefined)
    const { stdout } = this.#child
    if (stdout) createInterface(stdout).on('line', (line) => this.#note(readGpuLine(line)))
  }

  /** To be awaited before the server starts: the first look is what others use. */
  static async start(env: Record<string, string>, intervalMs = 1000): Promise<GpuWatch> {
    return new GpuWatch(await askOnce(env), env, intervalMs)
  }

  #note(line: GpuLine | undefined): void {
    const seen = line && this.#gpus.get(line.index)
    if (!seen) return
    seen.samples += 1
    if (line.usedBytes !== undefined) seen.peak = Math.max(seen.peak ?? 0, line.usedBytes)
    if (line.utilisation !== undefined) seen.busy.push(Math.min(1, line.utilisation))
  }

  read(): ServerGpu {
    if (this.#reason !== undefined) return { state: 'unknown', reason: this.#reason }
    const gpus = [...this.#gpus].map(([index, { first, before, peak, busy, samples }]): Gpu => {
      const mean = busy.reduce((sum, share) => sum + share, 0) / busy.length
      return {
        index,
        name: first.name,
        ...(first.totalBytes === undefined ? {} : { totalBytes: first.totalBytes }),
        ...(before === undefined ? {} : { beforeBytes: before }),
        ...(peak === undefined ? {} : { peakBytes: peak }),
        ...(busy.length === 0 ? {} : { meanUtilisation: mean, peakUtilisation: Math.max(...busy) }),
        samples,
      }
    })
    return { state: 'measured', gpus, intervalMs: this.#intervalMs }
  }

  async stop(): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const closed = once(child, 'close')
    if (child.kill('SIGKILL')) await closed
  }
}
