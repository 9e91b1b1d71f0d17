import type { ClientRequest, IncomingMessage } from 'node:http'
import type { HttpClient, HttpRequest, HttpResponse } from '#schema/engine.ts'
import { KontextError } from '#schema/kontext-error.ts'
import { assertPublicLiteral, publicLookup } from './public-address.ts'
import { LoopPauses } from './loop-pauses.ts'
import { WireBursts } from './wire-bursts.ts'

// As an ES import, node:http would also load fetch and its streams, which nobody uses here: 32 ms at each start.
const { Agent: HttpAgent, request: httpRequest } = process.getBuiltinModule('node:http')
const { Agent: HttpsAgent, request: httpsRequest } = process.getBuiltinModule('node:https')

const defaultMaxBytes = 64 * 1024 * 1024

/** A fault of the wire, told without headers: they may hold a key. */
const networkError = (target: URL, reason: string, cause?: unknown): KontextError =>
  new KontextError('network', `${target.host}: ${reason}`, 3, { cause })

const tooLarge = ({ host }: URL, limit: number): KontextError =>
  new KontextError('too-large', `${host}: the answer is larger than ${limit} bytes`)

const headersOf = (response: IncomingMessage): Record<string, string> => {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return headers
}

interface Collected {
  body: Uint8Array
  /** When the last byte was read, and for how long this thread had been busy by then. */
  endAt: number
  busyMs: number
}

function collectBody(
  response: IncomingMessage,
  limit: number,
  target: URL,
  pauses: LoopPauses,
): Promise<Collected> {
  const { promise, resolve, reject } = Promise.withResolvers<Collected>()
  const chunks: Buffer[] = []
  let size = 0
  let [endAt, busyMs] = [performance.now(), pauses.busyMs()]
  // Told before it was read: nothing of it is worth waiting for.
  if (Number(response.headers['content-length']) > limit) response.destroy(tooLarge(target, limit))
  response.on('data', (chunk: Buffer) => {
    endAt = performance.now()
    busyMs = pauses.busyMs()
    size += chunk.length
    chunks.push(chunk)
    if (size > limit) response.destroy(tooLarge(target, limit))
  })
  response.on('end', () => {
    if (!response.complete) reject(networkError(target, 'the answer was cut off'))
    // What is made of the answer waits until every socket that is ready was read and stamped.
    else setImmediate(() => resolve({ body: new Uint8Array(Buffer.concat(chunks)), endAt, busyMs }))
  })
  response.on('error', (error) =>
    reject(error instanceof KontextError ? error : networkError(target, error.message, error)),
  )
  response.on('close', () => {
    if (!response.complete) reject(networkError(target, 'the answer was cut off'))
  })
  return promise
}

interface Watch {
  pauses: LoopPauses
  bursts: WireBursts
}

interface Sending {
  sentAt: number
  /** 0 on a kept connection. */
  connectMs: number
}

/** The socket is handed over just before the first byte is written, or before it begins to connect. */
function watchSending(client: ClientRequest, bursts: WireBursts): Sending {
  const sending: Sending = { sentAt: performance.now(), connectMs: 0 }
  client.once('socket', (socket) => {
    sending.sentAt = performance.now()
    bursts.note(sending.sentAt)
    if (!socket.connecting) return
    const ready = 'encrypted' in socket ? 'secureConnect' : 'connect'
    socket.once(ready, () => {
      sending.connectMs = performance.now() - sending.sentAt
    })
  })
  return sending
}

/** One exchange, stamped on this thread's monotonic clock. Redirects and statuses are the engine's to read. */
function exchange(
  asked: HttpRequest,
  open: (target: URL) => ClientRequest,
  { pauses, bursts }: Watch,
): Promise<HttpResponse> {
  const target = new URL(asked.url)
  const { promise, resolve, reject } = Promise.withResolvers<HttpResponse>()
  const client = open(target)
  const sending = watchSending(client, bursts)
  const onAbort = (): void => {
    client.destroy(networkError(target, 'aborted'))
  }
  client.on('error', (error) =>
    reject(error instanceof KontextError ? error : networkError(target, error.message, error)),
  )
  client.on('response', (response) => {
    const firstByteAt = performance.now()
    const limit = asked.maxBytes ?? defaultMaxBytes
    collectBody(response, limit, target, pauses).then(({ body, endAt, busyMs }) => {
      bursts.note(endAt)
      const neighbours = Math.max(bursts.around(sending.sentAt), bursts.around(endAt))
      const times = { ...sending, firstByteAt, endAt, busyMs, neighbours }
      resolve({ status: response.statusCode ?? 0, headers: headersOf(response), body, times })
    }, reject)
  })
  asked.signal.addEventListener('abort', onAbort, { once: true })
  if (asked.signal.aborted) onAbort()
  client.end(asked.body)
  return promise.finally(() => asked.signal.removeEventListener('abort', onAbort))
}

/** node:http with kept connections and no time limit of its own: slow local engines are not cut off after five minutes. */
export function createHttpClient(): HttpClient & { close: () => void; busyMs: () => number } {
  const options = {
    keepAlive: true,
    noDelay: true,
    maxSockets: Infinity,
    scheduling: 'lifo' as const,
  }
  const agents = {
    'http:': new HttpAgent(options),
    'https:': new HttpsAgent(options),
    // Apart, so that no connection that was opened unchecked is used again for a checked address.
    'public http:': new HttpAgent({ ...options, lookup: publicLookup }),
    'public https:': new HttpsAgent({ ...options, lookup: publicLookup }),
  }
  const watch: Watch = { pauses: new LoopPauses(), bursts: new WireBursts() }
  const openRequest = (target: URL, asked: HttpRequest): ClientRequest => {
    const length = asked.body === undefined ? 0 : Buffer.byteLength(asked.body)
    const headers = {
      'accept-encoding': 'identity',
      ...(asked.body === undefined ? {} : { 'content-length': String(length) }),
      ...asked.headers,
    }
    const protocol = target.protocol === 'https:' ? 'https:' : 'http:'
    if (asked.publicOnly) assertPublicLiteral(target.hostname)
    const agent = agents[asked.publicOnly ? (`public ${protocol}` as const) : protocol]
    const open = protocol === 'https:' ? httpsRequest : httpRequest
    return open(target, { method: asked.method, headers, agent })
  }
  return {
    busyMs: () => watch.pauses.busyMs(),
    send: async (asked) => exchange(asked, (target) => openRequest(target, asked), watch),
    close() {
      for (const agent of Object.values(agents)) agent.destroy()
    },
  }
}
