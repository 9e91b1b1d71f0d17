/** Runs in a thread of its own: builds its engines from the model entries and times their calls. */
import type { CallResult } from '#schema/caller.ts'
import type { Engine, EngineOutcome } from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'
import { serveDuplex, threadData } from '#pool/duplex-worker.ts'
import type { HostAnswer, HostData, HostMessage } from './call-message.ts'
import { createEngine } from './create-engine.ts'
import { createHttpClient } from './http-client.ts'
import { performCall } from './perform-call.ts'
import { LoopWatch } from './loop-watch.ts'
import { keptText } from './said-outcome.ts'
import { Schedule, sleepUntil } from './schedule.ts'

interface Seat {
  model: Model
  engine: Promise<Engine>
  calls: number
  inFlight: number
}

const seats = new Map<string, Seat>(
  (threadData() as HostData).models.map((model) => [
    model.id,
    { model, engine: createEngine(model), calls: 0, inFlight: 0 },
  ]),
)
const running = new Map<number, AbortController>()
const http = createHttpClient()
const schedule = new Schedule()
const watch = new LoopWatch()
const thread = `${performance.timeOrigin}`

/**
 * The picture in a buffer of its own: as it is, or copied out of memory that a codec will not let go.
 * A user's engine may keep what it answered with and answer with it again, so its bytes are copied.
 */
function ownBuffer(bytes: Uint8Array, isUsers: boolean): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes
  if (!isUsers && buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength) {
    try {
      return new Uint8Array(buffer.transfer())
    } catch {
      // Not detachable.
    }
  }
  return new Uint8Array(bytes)
}

/** The picture moves to the main thread; nothing of it stays here until the next collection. */
function movable(
  outcome: EngineOutcome,
  isUsers: boolean,
): { outcome: EngineOutcome; transfer: ArrayBuffer[] } {
  if (outcome.outcome !== 'image') {
    return { outcome: isUsers ? structuredClone(outcome) : outcome, transfer: [] }
  }
  const { image, ...rest } = outcome
  const bytes = ownBuffer(image.bytes, isUsers)
  return {
    outcome: { ...(isUsers ? structuredClone(rest) : rest), image: { ...image, bytes } },
    transfer: [bytes.buffer],
  }
}

const droppedCall = (inFlight: number): CallResult => ({
  outcome: { outcome: 'cancelled', warnings: [] },
  totalMs: 0,
  uncertainty: { earlyMs: 0, lateMs: 0 },
  cold: false,
  inFlight,
  dropped: true,
})

async function call(
  message: Extract<HostMessage, { type: 'call' }>,
  post: (answer: HostAnswer, transfer?: ArrayBuffer[]) => void,
): Promise<void> {
  const { id, job } = message
  const seat = seats.get(job.model)
  if (!seat) throw new Error(`no engine was made for ${job.model}`)
  const abort = new AbortController()
  running.set(id, abort)
  const isUsers = seat.model.engine.module !== undefined
  const engine = await seat.engine
  const { arrival } = job
  const dueAt = arrival && schedule.dueAt(job.model, arrival.dueMs)
  if (dueAt !== undefined) await sleepUntil(dueAt, abort.signal)
  if (arrival && seat.inFlight >= arrival.maxInFlight) {
    running.delete(id)
    post({ type: 'result', id, result: droppedCall(seat.inFlight) })
    return
  }
  seat.calls += 1
  seat.inFlight += 1
  const keyName = seat.model.engine.apiKeyEnv
  const apiKey = keyName === undefined ? undefined : process.env[keyName]
  const result = await performCall(job, {
    engine,
    http,
    busyMs: http.busyMs,
    cold: seat.calls === 1,
    inFlight: seat.inFlight,
    abort: abort.signal,
    thread,
    ...(dueAt === undefined ? {} : { dueAt }),
    onHandle: (handle) => post({ type: 'handle', id, handle }),
    ...(apiKey === undefined ? {} : { apiKey }),
  })
  seat.inFlight -= 1
  running.delete(id)
  const { outcome, transfer } = movable(result.outcome, isUsers)
  post({ type: 'result', id, result: { ...result, outcome } }, transfer)
}

/** What cannot cross to the main thread ends its own call, and no other. */
const crashedCall = (error: unknown): CallResult => ({
  outcome: {
    outcome: 'failed',
    warnings: [],
    error: {
      kind: 'internal',
      message: keptText(
        `the engine's answer cannot be passed on: ${error instanceof Error ? error.message : String(error)}`,
        undefined,
      ),
      retryable: false,
    },
  },
  totalMs: 0,
  uncertainty: { earlyMs: 0, lateMs: 0 },
  cold: false,
  inFlight: 1,
})

async function closeEngines(post: (answer: HostAnswer) => void): Promise<void> {
  const closings = [...seats.values()].map(async ({ engine }) => (await engine).close?.())
  await Promise.allSettled(closings)
  post({ type: 'closed' })
}

serveDuplex<HostMessage, HostAnswer>((message, post) => {
  if (message.type === 'abort') running.get(message.id)?.abort()
  else if (message.type === 'schedule') schedule.start(message.model)
  else if (message.type === 'health') post({ type: 'health', id: message.id, health: watch.read() })
  else if (message.type === 'close') void closeEngines(post)
  else
    call(message, post).catch((error: unknown) =>
      post({ type: 'result', id: message.id, result: crashedCall(error) }),
    )
})
