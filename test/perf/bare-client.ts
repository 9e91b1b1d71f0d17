/** A process of its own: the least a Node client can do, for comparison. argv: url, calls, concurrency. */
import { Agent, request } from 'node:http'

const [url = '', calls = '0', concurrency = '1'] = process.argv.slice(2)
const agent = new Agent({ keepAlive: true })
const total = new Map<string, number>()

function call(prompt: string): Promise<void> {
  const body = JSON.stringify({ model: 'truth', prompt, n: 1 })
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: 'POST',
      agent,
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    })
    sent.on('error', reject)
    const startedAt = performance.now()
    sent.on('response', (response) => {
      response.on('data', () => undefined)
      response.on('end', () => {
        total.set(prompt, performance.now() - startedAt)
        resolve()
      })
    })
    sent.end(body)
  })
}

let next = 0
const lane = async (): Promise<void> => {
  while (next < Number(calls)) await call(`p${next++}`)
}
await Promise.all(Array.from({ length: Number(concurrency) }, lane))
agent.destroy()
process.stdout.write(JSON.stringify([...total]))
