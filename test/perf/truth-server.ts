/**
 * A process of its own that takes scripted times and keeps its own arrive-to-answer time of each prompt. What it does is set
 * by `GET /script/<name>`: the same calls take the same times whoever asks.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/** Milliseconds that the answer to prompt `p<index>` takes, arriving `nowMs` after the script was set. */
const scripts: Record<string, (index: number, nowMs: number) => number> = {
  constant: () => 100,
  bimodal: (index) => (shareOf(index) < 0.7 ? 60 : 240),
  // Pareto with shape 2 from 50 ms: median 71 ms, p99 500 ms, cut at 1 s.
  'heavy tail': (index) => Math.min(1000, 50 / Math.sqrt(1 - shareOf(index))),
  // Nothing is answered in the last half second of every two.
  stalls: (_, nowMs) => {
    const end = nowMs + 50
    const place = end % 2000
    return place < 1500 ? 50 : 50 + 2000 - place
  },
  // Whatever would be answered in the second after the third is answered at its end.
  'one stall': (_, nowMs) => {
    const end = nowMs + 50
    return end > 3000 && end < 4000 ? 4000 - nowMs : 50
  },
}

/** In [0, 1), scattered over the indices (a multiplicative hash after Knuth). */
const shareOf = (index: number): number => ((index * 2_654_435_761) % 2 ** 32) / 2 ** 32

const image =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='
const answer = JSON.stringify({ created: 0, data: [{ b64_json: image }] })
const headers = {
  'content-type': 'application/json',
  'content-length': Buffer.byteLength(answer),
}
const times = new Map<string, number>()
let script = scripts['constant']
let firstAt: number | undefined

function control(url: string, response: ServerResponse): void {
  if (url.startsWith('/script/')) script = scripts[decodeURIComponent(url.slice(8))]
  response.end(JSON.stringify([...times]))
  times.clear()
  firstAt = undefined
}

function serve(request: IncomingMessage, response: ServerResponse): void {
  const arrivedAt = performance.now()
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const { prompt } = JSON.parse(Buffer.concat(chunks).toString()) as { prompt: string }
    firstAt ??= arrivedAt
    const serviceMs = script?.(Number(prompt.slice(1)), arrivedAt - firstAt) ?? 0
    setTimeout(
      () => {
        response.writeHead(200, headers)
        times.set(prompt, performance.now() - arrivedAt)
        response.end(answer)
      },
      Math.max(0, arrivedAt + serviceMs - performance.now()),
    )
  })
}

const server = createServer((request, response) => {
  const { url = '' } = request
  if (request.method === 'GET') control(url, response)
  else serve(request, response)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address !== null && typeof address === 'object') process.send?.(address.port)
})
process.on('disconnect', () => process.exit())
