import type { EngineContext } from '#schema/engine.ts'

/** Jobs whose call was given up: the call ends at once, and the server is told behind it, for at most `limitMs`. */
export class GivenUpJobs {
  readonly #telling = new Set<Promise<void>>()
  readonly #limitMs: number

  constructor(limitMs = 2000) {
    this.#limitMs = limitMs
  }

  /** Does the work on a job that is known by now; if the call is given up meanwhile, `cancel` tells the server. */
  async watch<T>(
    context: EngineContext,
    cancel: (context: EngineContext) => Promise<unknown>,
    work: () => Promise<T>,
  ): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (context.signal.aborted) this.#tell(context, cancel)
      throw error
    }
  }

  /** For an engine's `close`: settles once every server was told, or cannot be. */
  async close(): Promise<void> {
    await Promise.all(this.#telling)
  }

  #tell(context: EngineContext, cancel: (context: EngineContext) => Promise<unknown>): void {
    const told = cancel({ ...context, signal: AbortSignal.timeout(this.#limitMs) }).then(
      () => undefined,
      // The server will find out by itself; the call's outcome stands already.
      () => undefined,
    )
    this.#telling.add(told)
    void told.finally(() => this.#telling.delete(told))
  }
}
