import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { ThreadHealth } from '#schema/timing.ts'

const toMs = (nanoseconds: number): number => nanoseconds / 1e6

/** Fine enough for delays that a latency would show, coarse enough to cost nothing. */
const resolutionMs = 5

/** Watches this thread's event loop and clocks from its start on. */
export class LoopWatch {
  readonly #delays = monitorEventLoopDelay({ resolution: resolutionMs })
  readonly #dayAt = Date.now()
  readonly #monotonicAt = performance.now()

  constructor() {
    this.#delays.enable()
  }

  read(): Omit<ThreadHealth, 'thread'> {
    const livedMs = performance.now() - this.#monotonicAt
    const above = (nanoseconds: number): number =>
      // The histogram holds whole sampling gaps; what is over the gap is delay. Empty, it says NaN.
      Number.isFinite(nanoseconds) ? Math.max(0, toMs(nanoseconds) - resolutionMs) : 0
    return {
      loopDelayMs: {
        p50: above(this.#delays.percentile(50)),
        p99: above(this.#delays.percentile(99)),
        max: above(this.#delays.max),
      },
      clockDriftMs: Date.now() - this.#dayAt - livedMs,
      livedMs,
    }
  }
}
