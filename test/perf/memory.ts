/** Peak memory of a whole run, and its slope after the first quarter, read from /proc while it runs. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { bin, perfProject, removeProject } from './project.ts'
import { tell } from './spread.ts'

interface Sample {
  done: number
  rssMb: number
}

function rssMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024
}

/** Least squares over the samples after the first quarter, in MB per 1,000 cells. */
function slopeOf(samples: readonly Sample[], cells: number): number {
  const later = samples.filter(({ done }) => done >= cells / 4)
  const mean = (pick: (sample: Sample) => number): number =>
    later.reduce((sum, sample) => sum + pick(sample), 0) / later.length
  const [x, y] = [mean((sample) => sample.done), mean((sample) => sample.rssMb)]
  const covariance = later.reduce((sum, one) => sum + (one.done - x) * (one.rssMb - y), 0)
  return (1000 * covariance) / later.reduce((sum, one) => sum + (one.done - x) ** 2, 0)
}

async function watch(cells: number, bytes: number): Promise<void> {
  const dir = perfProject(cells, [
    { id: 'null', engine: { kind: 'null', params: { bytes } }, concurrency: 16 },
  ])
  const samples: Sample[] = []
  const child = spawn(process.execPath, [bin, 'run', 'perf', '--no-report'], {
    cwd: dir,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const pid = child.pid ?? 0
  const startedAt = performance.now()
  let peak = 0
  let [begun, ended] = [0, 0]
  child.stderr.on('data', (chunk: Buffer) => {
    const text = chunk.toString()
    if (text.includes('Calling models: 0/')) begun = performance.now() - startedAt
    if (text.includes(`Calling models: ${cells}/`)) ended = performance.now() - startedAt
  })
  const seen: { at: number; rss: number }[] = []
  const timer = setInterval(() => {
    if (!existsSync(`/proc/${pid}`)) return
    const rss = rssMb(pid)
    if (Number.isNaN(rss)) return
    peak = Math.max(peak, rss)
    seen.push({ at: performance.now() - startedAt, rss })
  }, 50)
  const code = await new Promise((resolve) => child.on('exit', resolve))
  clearInterval(timer)
  removeProject(dir)
  if (code !== 0) throw new Error(`the run ended with ${String(code)}`)
  for (const { at, rss } of seen) {
    if (at < begun || at > ended) continue
    samples.push({ done: (cells * (at - begun)) / (ended - begun), rssMb: rss })
  }
  tell(
    `memory, ${cells} cells of ${bytes} bytes`,
    `peak ${peak.toFixed(0)} MB, slope ${slopeOf(samples, cells).toFixed(1)} MB per 1,000 cells`,
  )
}

export async function memory(): Promise<void> {
  await watch(8000, 1024 * 1024)
  await watch(20_000, 1024)
}

if (import.meta.main) await memory()
