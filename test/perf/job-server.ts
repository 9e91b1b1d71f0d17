/** A process of its own: speaks BFL's wire; `?pending=MS` in the prompt keeps a job going for so long. */
import { createServer, type ServerResponse } from 'node:http'
import { encodePng } from '#image/encode.ts'

const side = 256
const picture = Buffer.from(
  await encodePng({
    width: side,
    height: side,
    data: Uint8Array.from({ length: side * side * 4 }, (_, at) => (at * 7919) & 255),
  }),
)
const readyAt = new Map<string, number>()
let jobs = 0
let base = ''

function answer(response: ServerResponse, body: string | Buffer): void {
  const type = typeof body === 'string' ? 'application/json' : 'image/png'
  response.writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(body) })
  response.end(body)
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const url = new URL(request.url ?? '/', base)
    if (request.method === 'POST') {
      const { prompt } = JSON.parse(Buffer.concat(chunks).toString()) as { prompt: string }
      const id = `job${++jobs}`
      const pendingMs = Number(/pending=(\d+)/.exec(prompt)?.[1] ?? 0)
      readyAt.set(id, performance.now() + pendingMs)
      answer(
        response,
        JSON.stringify({ id, polling_url: `${base}/v1/get_result?id=${id}`, cost: 4 }),
      )
    } else if (url.pathname === '/v1/get_result') {
      const isReady = performance.now() >= (readyAt.get(url.searchParams.get('id') ?? '') ?? 0)
      const result = { sample: `${base}/out.png`, seed: 7, duration: 0.1 }
      answer(
        response,
        JSON.stringify(isReady ? { status: 'Ready', result } : { status: 'Pending' }),
      )
    } else answer(response, picture)
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address === null || typeof address !== 'object') return
  base = `http://127.0.0.1:${address.port}`
  process.send?.(base)
})
process.on('disconnect', () => process.exit())
