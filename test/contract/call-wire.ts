import { setTimeout as delay } from 'node:timers/promises'
import { createEngine } from '#engine/create-engine.ts'
import { createHttpClient } from '#engine/http-client.ts'
import { performCall } from '#engine/perform-call.ts'
import type { CallResult } from '#schema/caller.ts'
import type { EngineRequest, HttpClient } from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'
import { contractPicture } from './engine.contract.ts'
import { startServer, type Answer, type Asked } from '../fixture/wire-server.ts'

/** What a request is for. A wire without jobs has no `poll`, one that sends bytes along no `picture`. */
export type Step = 'submit' | 'poll' | 'picture' | 'cancel' | 'other'

/** One provider's wire, as its documents say it behaves. */
export interface Wire {
  engine: Omit<Model['engine'], 'baseUrl' | 'apiKeyEnv'>
  /** Put behind the server's address, for example `/v1`. */
  basePath?: string
  stepOf: (asked: Asked) => Step
  /** The right answer to each request; `url` is where the server listens. */
  answer: (asked: Asked, url: string) => Answer
  /** Each way this wire has to say that it refuses. */
  refusals: Partial<Record<Step, Answer>>[]
  /** How a job that goes on looks, where there are jobs. */
  pending?: (asked: Asked) => Answer
  /** Pictures lie at the API itself, so its key goes there too. */
  picturesAtApi?: true
  /** This wire is told when nobody waits any more: requests whose step is `cancel`. */
  cancels?: true
  /** Absent where this wire cannot make a picture from text alone. */
  editsOnly?: true
}

/** Looks like a key, and is searched for in everything that comes out. */
export const wireKey = 'kb-test-key-4f9a8c21d7'

const http = createHttpClient()

export interface WireCall {
  result: CallResult
  asked: Asked[]
  handles: string[]
  /** From the abort to the outcome; only where one was asked. */
  endedAfterMs?: number
  /** As the server counts them, after an abort. */
  openSockets?: number
  /** Timers that this call set and nobody cleared, after an abort. */
  openTimers?: number
}

/** Those that hold the process. */
const timersNow = (): number =>
  process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length

/** The test runner has timers of its own, which come and go. */
async function settledTimers(before: number): Promise<number> {
  for (let wait = 0; wait < 50 && timersNow() > before; wait++) await delay(10)
  return Math.max(0, timersNow() - before)
}

/** Waits before it sends what comes after the abort, and gives up with who asked. */
const farHttp = (farMs: number, abort: AbortSignal): HttpClient => ({
  async send(request) {
    if (abort.aborted) await delay(farMs, undefined, { signal: request.signal })
    return http.send(request)
  },
})

type Faults = Partial<Record<Step, Answer | ((asked: Asked, call: number) => Answer)>>

/** A server that speaks the wire, but for the steps that `faults` replaces; also for clients that are not ours. */
export async function serveWire(wire: Wire, faults: Faults = {}, isFaulty = () => true) {
  let url = ''
  const server = await startServer((asked, call) => {
    const fault = isFaulty() ? faults[wire.stepOf(asked)] : undefined
    if (fault === undefined) return wire.answer(asked, url)
    return typeof fault === 'function' ? fault(asked, call) : fault
  })
  url = server.url
  return server
}

/** One call against such a server. */
export async function callWire(
  wire: Wire,
  faults: Faults = {},
  options: {
    request?: Partial<EngineRequest>
    params?: Model['engine']['params']
    abortAfterMs?: number
    timeoutMs?: number
    /** After the abort no request is sent sooner than this: a far host has to be connected to first. */
    farMs?: number
    /** Asks for a job that was made right before again, as a later process would; `asked` and `result` are of that. */
    reattach?: true
  } = {},
): Promise<WireCall> {
  let faulty = options.reattach === undefined
  const server = await serveWire(wire, faults, () => faulty)
  const engine = await createEngine({
    id: 'm',
    name: 'm',
    price: null,
    engine: {
      ...wire.engine,
      baseUrl: `${server.url}${wire.basePath ?? ''}`,
      apiKeyEnv: 'KB_TEST_KEY',
      params: { ...wire.engine.params, ...options.params },
    },
  })
  const abort = new AbortController()
  const handles: string[] = []
  const timersBefore = timersNow()
  let abortedAt: number | undefined
  const giveUp = (): void => {
    abortedAt = performance.now()
    abort.abort()
  }
  const timer =
    options.abortAfterMs === undefined ? undefined : setTimeout(giveUp, options.abortAfterMs)
  const source = wire.editsOnly ? [{ ...(await contractPicture(40)), role: 'source' as const }] : []
  const call = (reattach?: string): Promise<CallResult> =>
    performCall(
      {
        model: 'm',
        request: { prompt: 'a cat', images: source, ...options.request },
        timeoutMs: options.timeoutMs ?? 20_000,
        ...(reattach === undefined ? {} : { reattach }),
      },
      {
        engine,
        http: options.farMs === undefined ? http : farHttp(options.farMs, abort.signal),
        busyMs: () => 0,
        apiKey: wireKey,
        cold: false,
        inFlight: 1,
        abort: abort.signal,
        thread: 'test',
        onHandle: (handle) => handles.push(handle),
      },
    )
  try {
    let result = await call()
    if (options.reattach) {
      faulty = true
      server.asked.length = 0
      result = await call(handles[0])
    }
    const endedAt = performance.now()
    await engine.close?.()
    return {
      result,
      asked: server.asked,
      handles,
      ...(abortedAt === undefined
        ? {}
        : {
            endedAfterMs: endedAt - abortedAt,
            openSockets: await server.settledConnections(),
            openTimers: await settledTimers(timersBefore),
          }),
    }
  } finally {
    clearTimeout(timer)
    await server.close()
  }
}
