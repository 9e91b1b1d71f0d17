/**
 * What an engine of jobs costs: its time over a bare fetch of the same exchange (submit, one poll, picture), and
 * the processor time of many polls at once. The server is another process; calls of both kinds take turns.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { createEngine } from '#engine/create-engine.ts'
import { createHttpClient } from '#engine/http-client.ts'
import { performCall } from '#engine/perform-call.ts'
import { encodePng } from '#image/encode.ts'
import type { EncodedImage, Engine, EngineRequest } from '#schema/engine.ts'
import { createRandom } from '#stats/random.ts'
import { median, percentile, tell } from './spread.ts'

const rounds = 300
const warmUp = 30
const polls = 64
const pollMs = 6000

interface Place {
  base: string
  engine: Engine
  http: ReturnType<typeof createHttpClient>
}

const call = ({ engine, http }: Place, request: EngineRequest) =>
  performCall(
    { model: 'm', request, timeoutMs: 60_000 },
    {
      engine,
      http,
      busyMs: http.busyMs,
      apiKey: 'key',
      thread: 'perf',
      cold: false,
      inFlight: 1,
      abort: new AbortController().signal,
      onHandle: () => undefined,
    },
  )

/** The least that the same exchange can be: the same bodies, nothing looked at. */
async function bareFetch({ base }: Place, { prompt, images }: EngineRequest): Promise<void> {
  const headers = { 'content-type': 'application/json', 'x-key': 'key' }
  const inputs = images.map(({ bytes }) => Buffer.from(bytes).toString('base64'))
  const body = JSON.stringify({
    prompt,
    ...(inputs[0] === undefined ? {} : { input_image: inputs[0] }),
    output_format: 'png',
  })
  const submit = await fetch(`${base}/v1/flux-kontext-pro`, { method: 'POST', headers, body })
  const { polling_url } = (await submit.json()) as { polling_url: string }
  const poll = await fetch(polling_url, { headers })
  const { result } = (await poll.json()) as { result: { sample: string } }
  await (await fetch(result.sample)).arrayBuffer()
}

async function overhead(place: Place, what: string, images: EncodedImage[]): Promise<void> {
  const request: EngineRequest = {
    prompt: 'a cat',
    images: images.map((image) => ({ ...image, role: 'source' as const })),
  }
  const [ours, reported, bare]: [number[], number[], number[]] = [[], [], []]
  for (let round = -warmUp; round < rounds; round++) {
    const startedAt = performance.now()
    const { totalMs, outcome } = await call(place, request)
    const betweenAt = performance.now()
    await bareFetch(place, request)
    if (outcome.outcome !== 'image') throw new Error(JSON.stringify(outcome))
    if (round < 0) continue
    ours.push(betweenAt - startedAt)
    reported.push(totalMs)
    bare.push(performance.now() - betweenAt)
  }
  const p = (values: readonly number[], share: number) => percentile(values, share).toFixed(2)
  tell(
    `${what}: whole call p50 / p99`,
    `ours ${p(ours, 0.5)} / ${p(ours, 0.99)} ms, bare fetch ${p(bare, 0.5)} / ${p(bare, 0.99)} ms`,
  )
  tell(
    '  over the bare fetch, p50',
    `${(median(ours) - median(bare)).toFixed(2)} ms; as reported ${(median(reported) - median(bare)).toFixed(2)} ms`,
  )
}

/** All in this process: the engine, its client, timers and JSON; the server's work is not in it. */
async function pollCost(place: Place): Promise<void> {
  const calls = Array.from({ length: polls }, () =>
    call(place, { prompt: `pending=${pollMs + 2000}`, images: [] }),
  )
  await new Promise((resolve) => setTimeout(resolve, 1000))
  const before = process.cpuUsage()
  const startedAt = performance.now()
  await new Promise((resolve) => setTimeout(resolve, pollMs))
  const { user, system } = process.cpuUsage(before)
  const share = (user + system) / 1000 / (performance.now() - startedAt)
  const counts = (await Promise.all(calls)).map(({ outcome }) => Number(outcome.server?.['polls']))
  tell(
    `${polls} jobs polled at once, each every 250 ms`,
    `${(100 * share).toFixed(1)} % of one core over ${pollMs / 1000} s (${median(counts)} polls a job)`,
  )
}

export async function wireOverhead(): Promise<void> {
  const server = fork(fileURLToPath(new URL('./job-server.ts', import.meta.url)))
  const [base] = (await once(server, 'message')) as [string]
  const http = createHttpClient()
  const engine = await createEngine({
    id: 'm',
    name: 'm',
    price: null,
    engine: { kind: 'bfl', baseUrl: base, model: 'flux-kontext-pro' },
  })
  const side = 512
  const random = createRandom(1)
  const data = Uint8Array.from({ length: side * side * 4 }, (_, at) =>
    at % 4 === 3 ? 255 : 256 * random.next(),
  )
  const source = {
    bytes: new Uint8Array(await encodePng({ width: side, height: side, data })),
    mediaType: 'image/png',
  }
  const place = { base, engine, http }
  try {
    await overhead(place, 'text to image', [])
    await overhead(place, `edit of ${Math.round(source.bytes.byteLength / 1024)} kB`, [source])
    await pollCost(place)
  } finally {
    http.close()
    server.disconnect()
  }
}

if (import.meta.main) await wireOverhead()
