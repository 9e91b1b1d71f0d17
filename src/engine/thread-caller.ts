import { setTimeout as delay } from 'node:timers/promises'
import { setUpFonts } from '#image/fonts.ts'
import { startDuplex, type DuplexThread } from '#pool/duplex-worker.ts'
import type { Caller, CallJob, CallResult } from '#schema/caller.ts'
import type { Model } from '#schema/model.ts'
import type { HostAnswer, HostData, HostMessage } from './call-message.ts'
import type { ThreadHealth } from '#schema/timing.ts'
import { createEngine } from './create-engine.ts'

interface Waiting {
  resolve: (result: CallResult) => void
  onHandle?: (handle: string) => void
}

/** Which call killed the thread is not known: alone it is its own doing, among others it is tried again. */
const lost = (error: Error, inFlight: number): CallResult => ({
  outcome: {
    outcome: 'failed',
    warnings: [],
    error: {
      kind: 'crashed',
      message: `the engine's thread died: ${error.message}`,
      retryable: inFlight > 1,
    },
  },
  totalMs: 0,
  uncertainty: { earlyMs: 0, lateMs: 0 },
  cold: false,
  inFlight,
})

const hostModule = new URL(
  import.meta.url.endsWith('.ts') ? './engine-host.ts' : './engine-host.js',
  import.meta.url,
)

/** How long engines may take to close: a job that was given up is being told to its server. */
const closingMs = 3000

/** One thread with the engines of some models; started on the first call, again after it died. */
class Host {
  readonly #models: Model[]
  readonly #name: string
  readonly #waiting = new Map<number, Waiting>()
  readonly #asked = new Map<number, (health: ThreadHealth | undefined) => void>()
  readonly #mustClose: boolean
  #onClosed: () => void = () => undefined
  #thread: DuplexThread<HostMessage, HostAnswer> | undefined
  #nextId = 1

  constructor(models: Model[], name: string, mustClose: boolean) {
    this.#models = models
    this.#name = name
    this.#mustClose = mustClose
  }

  call(
    job: CallJob,
    signal: AbortSignal,
    onHandle?: (handle: string) => void,
  ): Promise<CallResult> {
    const thread = (this.#thread ??= this.#start())
    const id = this.#nextId++
    const onAbort = (): void => thread.post({ type: 'abort', id })
    return new Promise<CallResult>((resolve) => {
      this.#waiting.set(id, { resolve, ...(onHandle ? { onHandle } : {}) })
      thread.post({ type: 'call', id, job })
      if (signal.aborted) onAbort()
      else signal.addEventListener('abort', onAbort, { once: true })
    }).finally(() => signal.removeEventListener('abort', onAbort))
  }

  startSchedule(model: string): void {
    const thread = (this.#thread ??= this.#start())
    thread.post({ type: 'schedule', model })
  }

  /** Undefined where no call was made here. */
  async health(): Promise<ThreadHealth | undefined> {
    const thread = this.#thread
    if (!thread) return undefined
    const id = this.#nextId++
    const { promise, resolve } = Promise.withResolvers<ThreadHealth | undefined>()
    this.#asked.set(id, resolve)
    thread.post({ type: 'health', id })
    return promise
  }

  async close(): Promise<void> {
    const thread = this.#thread
    if (!thread) return
    if (this.#mustClose) {
      const closed = new Promise<void>((resolve) => (this.#onClosed = resolve))
      thread.post({ type: 'close' })
      await Promise.race([closed, delay(closingMs, undefined, { ref: false })])
    }
    await thread.close()
  }

  #start(): DuplexThread<HostMessage, HostAnswer> {
    const thread = startDuplex<HostMessage, HostAnswer>(hostModule, this.#name, {
      models: this.#models,
    } satisfies HostData)
    thread.onMessage((answer) => {
      if (answer.type === 'health') {
        this.#asked.get(answer.id)?.({ thread: this.#name, ...answer.health })
        this.#asked.delete(answer.id)
        return
      }
      if (answer.type === 'closed') return this.#onClosed()
      const waiting = this.#waiting.get(answer.id)
      if (answer.type === 'handle') {
        waiting?.onHandle?.(answer.handle)
        return
      }
      this.#waiting.delete(answer.id)
      waiting?.resolve(answer.result)
    })
    thread.onDeath((error) => {
      this.#thread = undefined
      this.#onClosed()
      const inFlight = this.#waiting.size
      for (const waiting of this.#waiting.values()) waiting.resolve(lost(error, inFlight))
      this.#waiting.clear()
      for (const tell of this.#asked.values()) tell(undefined)
      this.#asked.clear()
    })
    return thread
  }
}

/**
 * Makes calls off the main thread: one thread for all wire engines, one for each compute model, so
 * that computing never slows the clock. Nothing callable crosses; engines are built over there.
 */
export async function createThreadCaller(options: { models: readonly Model[] }): Promise<Caller> {
  // A worker's environment is a copy that the text renderer does not see.
  setUpFonts()
  const hosts = new Map<string, Host>()
  const wire: Model[] = []
  let wireMustClose = false
  for (const model of options.models) {
    const engine = await createEngine(model)
    const mustClose = engine.close !== undefined
    if (engine.work === 'wire') {
      wire.push(model)
      wireMustClose ||= mustClose
    } else hosts.set(model.id, new Host([model], model.id, mustClose))
  }
  const wireHost = new Host(wire, 'timing', wireMustClose)
  for (const model of wire) hosts.set(model.id, wireHost)
  return {
    async call(job, { signal, onHandle }) {
      const host = hosts.get(job.model)
      if (!host) throw new Error(`no engine was made for ${job.model}`)
      return host.call(job, signal, onHandle)
    },
    async health() {
      const all = new Set([...hosts.values(), wireHost])
      const found = await Promise.all([...all].map((host) => host.health()))
      return found.flatMap((health) => health ?? [])
    },
    startSchedule: (model) => hosts.get(model)?.startSchedule(model),
    async close() {
      await Promise.all([...new Set([...hosts.values(), wireHost])].map((host) => host.close()))
    },
  }
}
