import { setTimeout as delay } from 'node:timers/promises'

/** When the calls of each model's schedule are due, on this thread's monotonic clock. */
export class Schedule {
  readonly #zeros = new Map<string, number>()

  start(model: string): void {
    this.#zeros.set(model, performance.now())
  }

  dueAt(model: string, dueMs: number): number {
    const zero = this.#zeros.get(model)
    if (zero === undefined) throw new Error(`no schedule of ${model} was started`)
    return zero + dueMs
  }
}

/**
 * Settles at a moment, or at once when the call is given up. Timers of the loop count whole milliseconds:
 * it is up to one late, never early. Spinning would be nearer, and would pass for a busy thread.
 */
export async function sleepUntil(at: number, signal: AbortSignal): Promise<void> {
  for (;;) {
    const left = at - performance.now()
    if (left <= 0 || signal.aborted) return
    await delay(Math.ceil(left), undefined, { signal }).catch(() => undefined)
  }
}
