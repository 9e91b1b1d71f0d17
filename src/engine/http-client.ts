import {
  Agent as HttpAgent,
  request as httpRequest,
  type ClientRequest,
  type IncomingMessage,
} from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { HttpClient, HttpRequest, HttpResponse } from '#schema/engine.ts'
import { KontextError } from '#schema/kontext-error.ts'

const defaultMaxBytes = 64 * 1024 * 1024

/** A fault of the wire, told without headers: they may hold a key. */
const networkError = (target: URL, reason: string, cause?: unknown): KontextError =>
  new KontextError('network', `${target.host}: ${reason}`, 3, { cause })

const headersOf = (response: IncomingMessage): Record<string, string> => {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return headers
}

function collectBody(response: IncomingMessage, limit: number, target: URL): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
  const chunks: Buffer[] = []
  let size = 0
  response.on('data', (chunk: Buffer) => {
    size += chunk.length
    chunks.push(chunk)
    if (size > limit)
      response.destroy(networkError(target, `the answer is larger than ${limit} bytes`))
  })
  response.on('end', () => {
    if (response.complete) resolve(new Uint8Array(Buffer.concat(chunks)))
    else reject(networkError(target, 'the answer was cut off'))
  })
  response.on('error', (error) =>
    reject(error instanceof KontextError ? error : networkError(target, error.message, error)),
  )
  response.on('close', () => {
    if (!response.complete) reject(networkError(target, 'the answer was cut off'))
  })
  return promise
}

/** One exchange, stamped on this thread's monotonic clock. Redirects and statuses are the engine's to read. */
function exchange(asked: HttpRequest, open: (target: URL) => ClientRequest): Promise<HttpResponse> {
  const target = new URL(asked.url)
  const { promise, resolve, reject } = Promise.withResolvers<HttpResponse>()
  let sentAt = performance.now()
  const client = open(target)
  const onAbort = (): void => {
    client.destroy(networkError(target, 'aborted'))
  }
  client.on('error', (error) =>
    reject(error instanceof KontextError ? error : networkError(target, error.message, error)),
  )
  client.on('response', (response) => {
    const firstByteAt = performance.now()
    collectBody(response, asked.maxBytes ?? defaultMaxBytes, target).then((body) => {
      const times = { sentAt, firstByteAt, endAt: performance.now() }
      resolve({ status: response.statusCode ?? 0, headers: headersOf(response), body, times })
    }, reject)
  })
  asked.signal.addEventListener('abort', onAbort, { once: true })
  if (asked.signal.aborted) onAbort()
  sentAt = performance.now()
  client.end(asked.body)
  return promise.finally(() => asked.signal.removeEventListener('abort', onAbort))
}

/** node:http with kept connections and no time limit of its own: slow local engines are not cut off after five minutes. */
export function createHttpClient(): HttpClient & { close: () => void } {
  const options = {
    keepAlive: true,
    noDelay: true,
    maxSockets: Infinity,
    scheduling: 'lifo' as const,
  }
  const plain = new HttpAgent(options)
  const secure = new HttpsAgent(options)
  return {
    send: (asked) =>
      exchange(asked, (target) => {
        const isSecure = target.protocol === 'https:'
        const length = asked.body === undefined ? 0 : Buffer.byteLength(asked.body)
        const headers = {
          'accept-encoding': 'identity',
          ...(asked.body === undefined ? {} : { 'content-length': String(length) }),
          ...asked.headers,
        }
        return isSecure
          ? httpsRequest(target, { method: asked.method, headers, agent: secure })
          : httpRequest(target, { method: asked.method, headers, agent: plain })
      }),
    close() {
      plain.destroy()
      secure.destroy()
    },
  }
}
