import type { ServerMemory } from '#schema/server.ts'
import { listProcesses, procFile, treeOf, type ProcessEntry } from './process-list.ts'

const keyOf = ({ pid, startedAt }: ProcessEntry): string => `${pid}/${startedAt}`

/** A line `VmRSS:  1234 kB` of /proc/PID/status, in bytes; kernel threads have none. */
const bytesIn = (status: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0) * 1024

/** Listing all processes of a large machine takes its time: it is done so seldom that it is this share of it. */
const listingShare = 0.01

/** Looks at a server's processes every `intervalMs` and whenever asked. Linux only; elsewhere unknown. */
export class MemoryWatch {
  readonly #group: number
  readonly #intervalMs: number
  readonly #timer: NodeJS.Timeout | undefined
  /** Of every process that was seen; those that left the tree are still looked for by it. */
  readonly #peaks = new Map<string, number>()
  #tree = new Map<string, ProcessEntry>()
  #listAgainAt = 0
  #peakBytes = 0
  #processes = 0
  #samples = 0

  constructor(group: number, intervalMs = 500) {
    this.#group = group
    this.#intervalMs = intervalMs
    if (process.platform !== 'linux') return
    this.#timer = setInterval(() => this.#look(), intervalMs)
    this.#timer.unref()
  }

  /** Looks now, also for processes that were not there before. */
  sample(): void {
    this.#listAgainAt = 0
    if (process.platform === 'linux') this.#look()
  }

  #list(): void {
    const startedAt = performance.now()
    if (startedAt < this.#listAgainAt) return
    const all = listProcesses()
    this.#tree = new Map(treeOf(this.#group, all).map((one) => [keyOf(one), one]))
    for (const one of all) if (this.#peaks.has(keyOf(one))) this.#tree.set(keyOf(one), one)
    const endedAt = performance.now()
    this.#listAgainAt = endedAt + (endedAt - startedAt) / listingShare
  }

  #look(): void {
    this.#list()
    let sum = 0
    let living = 0
    for (const [key, { pid }] of this.#tree) {
      const status = procFile(pid, 'status')
      const bytes = status === undefined ? 0 : bytesIn(status, 'VmRSS')
      if (status === undefined || bytes === 0) continue
      sum += bytes
      living += 1
      this.#peaks.set(key, Math.max(this.#peaks.get(key) ?? 0, bytesIn(status, 'VmHWM')))
    }
    if (sum === 0) return
    this.#samples += 1
    this.#peakBytes = Math.max(this.#peakBytes, sum)
    this.#processes = Math.max(this.#processes, living)
  }

  /** What was seen so far. */
  read(): ServerMemory {
    if (process.platform !== 'linux') {
      return { state: 'unknown', reason: `${process.platform} does not tell it` }
    }
    if (this.#samples === 0) return { state: 'unknown', reason: 'it ended before it was looked at' }
    return {
      state: 'measured',
      peakBytes: this.#peakBytes,
      sumOfPeaksBytes: Math.max(
        this.#peakBytes,
        [...this.#peaks.values()].reduce((sum, peak) => sum + peak, 0),
      ),
      processes: this.#processes,
      samples: this.#samples,
      intervalMs: this.#intervalMs,
    }
  }

  stop(): void {
    clearInterval(this.#timer)
  }
}
