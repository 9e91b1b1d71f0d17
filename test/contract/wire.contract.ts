import { expect, it } from 'vitest'
import { createEngine } from '#engine/create-engine.ts'
import { createHttpClient } from '#engine/http-client.ts'
import { performCall } from '#engine/perform-call.ts'
import type { CallResult } from '#schema/caller.ts'
import type { EngineRequest } from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'
import { contractPicture } from './engine.contract.ts'
import { startServer, tinyPng, type Answer, type Asked } from '../fixture/wire-server.ts'

/** What a request is for. A wire without jobs has no `poll`, one that sends bytes along no `picture`. */
export type Step = 'submit' | 'poll' | 'picture' | 'other'

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
  /** Absent where this wire cannot make a picture from text alone. */
  editsOnly?: true
}

/** Looks like a key, and is searched for in everything that comes out. */
const wireKey = 'kb-test-key-4f9a8c21d7'

const http = createHttpClient()
const json = (status: number, value: unknown, headers = {}): Answer => ({
  status,
  headers,
  body: JSON.stringify(value),
})

export interface WireCall {
  result: CallResult
  asked: Asked[]
  handles: string[]
  /** From the abort to the outcome; only where one was asked. */
  endedAfterMs?: number
  /** As the server counts them, after an abort. */
  openSockets?: number
}

type Faults = Partial<Record<Step, Answer | ((asked: Asked, call: number) => Answer)>>

/** A server that speaks the wire, but for the steps that `faults` replaces; also for clients that are not ours. */
export async function serveWire(wire: Wire, faults: Faults = {}) {
  let url = ''
  const server = await startServer((asked, call) => {
    const fault = faults[wire.stepOf(asked)]
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
  } = {},
): Promise<WireCall> {
  const server = await serveWire(wire, faults)
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
  let abortedAt: number | undefined
  const timer =
    options.abortAfterMs === undefined
      ? undefined
      : setTimeout(() => {
          abortedAt = performance.now()
          abort.abort()
        }, options.abortAfterMs)
  try {
    const source = wire.editsOnly
      ? [{ ...(await contractPicture(40)), role: 'source' as const }]
      : []
    const result = await performCall(
      {
        model: 'm',
        request: { prompt: 'a cat', images: source, ...options.request },
        timeoutMs: options.timeoutMs ?? 20_000,
      },
      {
        engine,
        http,
        busyMs: () => 0,
        apiKey: wireKey,
        cold: false,
        inFlight: 1,
        abort: abort.signal,
        thread: 'test',
        onHandle: (handle) => handles.push(handle),
      },
    )
    const endedAt = performance.now()
    return {
      result,
      asked: server.asked,
      handles,
      ...(abortedAt === undefined
        ? {}
        : { endedAfterMs: endedAt - abortedAt, openSockets: await server.settledConnections() }),
    }
  } finally {
    clearTimeout(timer)
    await server.close()
  }
}

const page = '<html><body><h1>502 Bad Gateway</h1>proxy</body></html>'

/** Answers to the submit that every provider gives sooner or later, and what they mean. */
const submitFaults: [string, Answer, object][] = [
  [
    'a wrong key',
    json(401, { error: `no such key ${wireKey}` }),
    { kind: 'auth', retryable: false },
  ],
  ['an empty account', json(402, { detail: 'credits' }), { kind: 'billing', retryable: false }],
  [
    'a request it does not take',
    json(422, { detail: [{ loc: ['body', 'prompt'], msg: 'too long', type: 'x' }] }),
    { kind: 'bad-request', status: 422, message: expect.stringContaining('too long') },
  ],
  [
    'its rate limit',
    json(429, { message: 'slow down' }, { 'retry-after': '7' }),
    { kind: 'rate-limit', retryable: true, retryAfterMs: 7000 },
  ],
  [
    'an HTML page of a proxy',
    { status: 502, headers: { 'content-type': 'text/html' }, body: page },
    { kind: 'http', retryable: true, message: expect.stringContaining('Bad Gateway') },
  ],
  ['something that is no JSON', { body: page }, { kind: 'bad-response', retryable: false }],
  ['JSON of another shape', json(200, { hello: 1 }), { kind: 'bad-response', retryable: false }],
  ['half a body', { ...json(200, { hello: 'world' }), cutAfter: 4 }, { kind: 'network' }],
]

const pictureFaults: [string, Answer][] = [
  ['an address that expired', { status: 403, body: 'expired' }],
  ['a page instead of a picture', { headers: { 'content-type': 'text/html' }, body: page }],
  [
    'a redirect into the local network',
    { status: 302, headers: { location: 'http://169.254.169.254/' }, body: '' },
  ],
  [
    'a redirect to a file',
    { status: 302, headers: { location: 'file:///etc/hostname' }, body: '' },
  ],
]

/** What every engine must do that speaks HTTP, told apart by the steps its wire has. */
export function wireContract(wire: Wire, steps: readonly Step[]): void {
  const edit = async (): Promise<Partial<EngineRequest>> => ({
    images: [{ ...(await contractPicture(40)), role: 'source' }],
  })

  it('brings a picture with its phases, and the key in no text of it', async () => {
    const { result, asked } = await callWire(wire, {}, { request: await edit() })
    expect(result.outcome).toMatchObject({ outcome: 'image' })
    expect(result.outcome.phases?.submitMs).toBeGreaterThan(0)
    expect(result.totalMs).toBeGreaterThan(0)
    expect(JSON.stringify(result)).not.toContain(wireKey)
    expect(asked.map(wire.stepOf)).toEqual(expect.arrayContaining([...steps]))
    if (steps.includes('picture')) expect(result.outcome.phases?.downloadMs).toBeGreaterThan(0)
  })

  it('shows the key to the API alone, never in an address, never where pictures lie', async () => {
    const { asked } = await callWire(wire)
    const holds = ({ headers }: Asked): boolean => JSON.stringify(headers).includes(wireKey)
    expect(asked.filter((one) => wire.stepOf(one) === 'submit').every(holds)).toBe(true)
    const pictures = asked.filter((one) => wire.stepOf(one) === 'picture')
    expect(pictures.some(holds)).toBe(wire.picturesAtApi ?? false)
    expect(asked.some(({ path, body }) => path.includes(wireKey) || body.includes(wireKey))).toBe(
      false,
    )
  })

  it.each(submitFaults)('tells %s as what it is', async (_, answer, error) => {
    const { result } = await callWire(wire, { submit: answer })
    expect(result.outcome).toMatchObject({ outcome: 'failed', error })
    expect(JSON.stringify(result)).not.toContain(wireKey)
  })

  it('lets the key out in no text, also where the server says it again', async () => {
    const { result } = await callWire(wire, {
      submit: (asked) => {
        const { body, ...answer } = wire.answer(asked, `http://${asked.headers.host}`)
        const echo = { 'x-request-id': `for ${wireKey}`, 'x-other': wireKey }
        return { ...answer, headers: { ...answer.headers, ...echo }, body }
      },
    })
    expect(JSON.stringify(result)).not.toContain(wireKey)
  })

  it('asks once: nothing is tried again behind the run', async () => {
    const { asked } = await callWire(wire, { submit: json(503, { detail: 'busy' }) })
    expect(asked.filter((one) => wire.stepOf(one) === 'submit')).toHaveLength(1)
  })

  it.each(wire.refusals.map((faults, index) => [index, faults] as const))(
    'tells refusal %i as a refusal with the words of the provider',
    async (_, faults) => {
      const { result } = await callWire(wire, faults)
      expect(result.outcome).toMatchObject({ outcome: 'refused' })
      if (result.outcome.outcome === 'refused') expect(result.outcome.refusal).not.toBe('')
    },
  )

  // `npm run bench:self` times the abort; here it is enough that nothing that hangs is waited for.
  it.each(steps)('ends soon after an abort while it waits for %s', async (step) => {
    const { result, endedAfterMs } = await callWire(
      wire,
      { [step]: { body: '', hangs: true } },
      { abortAfterMs: 150 },
    )
    expect(result.outcome.outcome).toBe('cancelled')
    expect(endedAfterMs).toBeLessThan(1000)
  })

  if (steps.includes('picture')) {
    it.each(pictureFaults)('fails with %s', async (_, answer) => {
      const { result } = await callWire(wire, { picture: answer })
      expect(result.outcome).toMatchObject({ outcome: 'failed', error: { kind: 'bad-response' } })
    })

    it('fails with a picture that was cut off', async () => {
      const { result } = await callWire(wire, {
        picture: { headers: { 'content-type': 'image/png' }, body: tinyPng, cutAfter: 20 },
      })
      expect(result.outcome).toMatchObject({ outcome: 'failed', error: { kind: 'network' } })
    })

    it('says when the picture has another size than was asked', async () => {
      const { result } = await callWire(wire, {}, { request: { width: 640, height: 320 } })
      expect(result.outcome.warnings).toContainEqual(
        expect.objectContaining({
          kind: expect.stringMatching(/resized|compatibility|unsupported/),
        }),
      )
    })
  }

  if (steps.includes('poll')) {
    it('tells its job before it waits, so that a kill does not lose what was paid', async () => {
      const { handles } = await callWire(wire)
      expect(handles).toHaveLength(1)
    })

    it('gets over one hiccup of the status page without a second job, and says so', async () => {
      let polls = 0
      const { result, asked } = await callWire(wire, {
        poll: (one) =>
          ++polls === 1
            ? { status: 503, body: 'busy' }
            : wire.answer(one, `http://${one.headers.host}`),
      })
      expect(result.outcome.outcome).toBe('image')
      expect(asked.filter((one) => wire.stepOf(one) === 'submit')).toHaveLength(1)
      expect(result.outcome.warnings).toContainEqual(expect.objectContaining({ feature: 'poll' }))
    })

    it('is as unsure as the gap between its last two questions is long', async () => {
      const askedAt: number[] = []
      const { result } = await callWire(wire, {
        poll: (one) => {
          askedAt.push(performance.now())
          return askedAt.length < 3
            ? (wire.pending?.(one) ?? wire.answer(one, ''))
            : wire.answer(one, `http://${one.headers.host}`)
        },
      })
      const [before = 0, last = 0] = askedAt.slice(-2)
      // The server sees the questions arrive; how long each was on its way differs a little.
      expect(result.uncertainty.earlyMs).toBeGreaterThan((last - before) / 2)
    })
  }

  it.each(steps)('ends at its time limit while it waits for %s', async (step) => {
    const { result } = await callWire(
      wire,
      { [step]: { body: '', hangs: true } },
      { timeoutMs: 250 },
    )
    expect(result.outcome.outcome).toBe('timeout')
  })

  it('leaves no socket open after an abort', async () => {
    const { openSockets } = await callWire(
      wire,
      { submit: { body: '', hangs: true } },
      { abortAfterMs: 50 },
    )
    expect(openSockets).toBe(0)
  })
}
