/** Runs in a thread of its own: builds its engines from the model entries and times their calls. */
import type { Engine, EngineOutcome } from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'
import { serveDuplex, threadData } from '#pool/duplex-worker.ts'
import type { HostAnswer, HostData, HostMessage } from './call-message.ts'
import { createEngine } from './create-engine.ts'
import { createHttpClient } from './http-client.ts'
import { performCall } from './perform-call.ts'

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

/** The picture in a buffer of its own: as it is, or copied out of memory that a codec will not let go. */
function ownBuffer(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes
  if (buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength) {
    try {
      return new Uint8Array(buffer.transfer())
    } catch {
      // Not detachable.
    }
  }
  return new Uint8Array(bytes)
}

/** The picture moves to the main thread; nothing of it stays here until the next collection. */
function movable(outcome: EngineOutcome): { outcome: EngineOutcome; transfer: ArrayBuffer[] } {
  if (outcome.outcome !== 'image') return { outcome, transfer: [] }
  const bytes = ownBuffer(outcome.image.bytes)
  return { outcome: { ...outcome, image: { ...outcome.image, bytes } }, transfer: [bytes.buffer] }
}

async function call(
  message: Extract<HostMessage, { type: 'call' }>,
  post: (answer: HostAnswer, transfer?: ArrayBuffer[]) => void,
): Promise<void> {
  const { id, job } = message
  const seat = seats.get(job.model)
  if (!seat) throw new Error(`no engine was made for ${job.model}`)
  const abort = new AbortController()
  running.set(id, abort)
  const engine = await seat.engine
  seat.calls += 1
  seat.inFlight += 1
  const keyName = seat.model.engine.apiKeyEnv
  const apiKey = keyName === undefined ? undefined : process.env[keyName]
  const result = await performCall(job, {
    engine,
    http,
    cold: seat.calls === 1,
    inFlight: seat.inFlight,
    abort: abort.signal,
    onHandle: (handle) => post({ type: 'handle', id, handle }),
    ...(apiKey === undefined ? {} : { apiKey }),
  })
  seat.inFlight -= 1
  running.delete(id)
  const { outcome, transfer } = movable(result.outcome)
  post({ type: 'result', id, result: { ...result, outcome } }, transfer)
}

serveDuplex<HostMessage, HostAnswer>((message, post) => {
  if (message.type === 'abort') running.get(message.id)?.abort()
  else void call(message, post)
})
