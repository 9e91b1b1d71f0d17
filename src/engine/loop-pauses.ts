import { performance } from 'node:perf_hooks'

/**
 * For how long this thread's event loop has been busy without a pause. What is read now may have lain
 * in the socket for as long: a pause means that nothing was waiting.
 */
export class LoopPauses {
  #idleMs = 0
  #busySince = performance.now()

  /** Call at every event that is stamped; ms since the loop was last seen idle. */
  busyMs(): number {
    const now = performance.now()
    const { idle } = performance.eventLoopUtilization()
    if (idle > this.#idleMs) {
      this.#idleMs = idle
      this.#busySince = now
    }
    return now - this.#busySince
  }
}
