/** A process of its own: answers each prompt after 100 ms and keeps its own arrive-to-answer times. */
import { createServer } from 'node:http'

const serviceMs = Number(process.argv[2] ?? 100)
const image = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)
const answer = JSON.stringify({ created: 0, data: [{ b64_json: image.toString('base64') }] })
const times = new Map<string, number>()

const server = createServer((request, response) => {
  const arrivedAt = performance.now()
  if (request.url === '/times') {
    response.end(JSON.stringify([...times]))
    times.clear()
    return
  }
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const { prompt } = JSON.parse(Buffer.concat(chunks).toString()) as { prompt: string }
    setTimeout(() => {
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(answer),
      })
      times.set(prompt, performance.now() - arrivedAt)
      response.end(answer)
    }, serviceMs)
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address !== null && typeof address === 'object') process.send?.(address.port)
})
process.on('disconnect', () => process.exit())
