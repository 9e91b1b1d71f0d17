import { expect, it } from 'vitest'
import type { EngineRequest } from '#schema/engine.ts'
import { callWire, wireKey, type Step, type Wire } from './call-wire.ts'
import { contractPicture } from './engine.contract.ts'
import { startServer, tinyPng, type Answer, type Asked } from '../fixture/wire-server.ts'

export { callWire, serveWire, type Step, type Wire, type WireCall } from './call-wire.ts'

const json = (status: number, value: unknown, headers = {}): Answer => ({
  status,
  headers,
  body: JSON.stringify(value),
})

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
    // Servers of tests say times that never passed; whatever they say, nothing of ours is counted twice.
    const {
      submitMs = 0,
      queueMs = 0,
      inferenceMs = 0,
      downloadMs = 0,
    } = result.outcome.phases ?? {}
    const told = queueMs + inferenceMs < result.totalMs ? queueMs + inferenceMs : 0
    expect(submitMs + told + downloadMs).toBeLessThanOrEqual(result.totalMs + 0.5)
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
  it.for(steps)('ends soon after an abort while it waits for %s', async (step, { task }) => {
    const { result, endedAfterMs, openSockets, openTimers } = await callWire(
      wire,
      { [step]: { body: '', hangs: true } },
      { abortAfterMs: 150 },
    )
    Object.assign(task.meta, { endedAfterMs })
    expect(result.outcome.outcome).toBe('cancelled')
    expect(endedAfterMs).toBeLessThan(1000)
    expect([openSockets, openTimers]).toEqual([0, 0])
  })

  it.each(steps)('ends at its time limit while %s trickles in', async (step) => {
    const { result } = await callWire(
      wire,
      { [step]: { body: 'x'.repeat(100), stallAfter: 10 } },
      { timeoutMs: 150 },
    )
    expect(result.outcome.outcome).toBe('timeout')
  })

  const apiSteps = steps.filter((step) => step !== 'picture')

  it.each(apiSteps)('follows no redirect to another private host from %s', async (step) => {
    const other = await startServer(() => json(200, {}))
    const { result } = await callWire(wire, {
      [step]: { status: 307, headers: { location: other.url }, body: '' },
    })
    await other.close()
    expect(result.outcome.outcome).toBe('failed')
    expect(other.asked).toEqual([])
  })

  const laterSteps = apiSteps.filter((step) => step !== 'submit')

  it.each(laterSteps)('fails with a page that comes for %s, asked once', async (step) => {
    const { asked, result } = await callWire(wire, {
      [step]: { headers: { 'content-type': 'text/html' }, body: page },
    })
    expect(result.outcome).toMatchObject({
      outcome: 'failed',
      error: { kind: 'bad-response', retryable: false },
    })
    expect(asked.filter((one) => wire.stepOf(one) === step)).toHaveLength(1)
  })

  it.each(laterSteps)('fails where %s is cut off again and again', async (step) => {
    const { asked, result } = await callWire(wire, {
      [step]: { ...json(200, { hello: 'world' }), cutAfter: 4 },
    })
    expect(result.outcome).toMatchObject({ outcome: 'failed', error: { kind: 'network' } })
    expect(asked.filter((one) => wire.stepOf(one) === 'submit')).toHaveLength(1)
  })

  it('says when the picture has another size than was asked', async () => {
    const { result } = await callWire(wire, {}, { request: { width: 640, height: 320 } })
    expect(result.outcome.warnings).toContainEqual({
      kind: 'resized',
      feature: 'size',
      message: 'asked 640x320, got 2x2',
    })
  })

  it('takes no answer that is larger than any picture', async () => {
    const headers = { 'content-length': String(65 * 1024 * 1024) }
    const step = steps.includes('picture') ? 'picture' : 'submit'
    const { result } = await callWire(wire, { [step]: { headers, body: 'x' } })
    expect(result.outcome).toMatchObject({
      outcome: 'failed',
      error: { kind: 'bad-response', message: expect.stringContaining('larger') },
    })
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

    it('tells a stumbling picture host as what may be asked again', async () => {
      const { result } = await callWire(wire, { picture: { status: 503, body: 'busy' } })
      expect(result.outcome).toMatchObject({ error: { kind: 'http', retryable: true } })
    })

    it.each(['text/html', 'application/octet-stream'])(
      'knows a picture by its bytes, also where it is called %s',
      async (contentType) => {
        const { result } = await callWire(wire, {
          picture: { headers: { 'content-type': contentType }, body: tinyPng },
        })
        expect(result.outcome).toMatchObject({
          outcome: 'image',
          image: { mediaType: 'image/png' },
        })
      },
    )
  }

  if (steps.includes('poll')) {
    it('tells its job before it waits, so that a kill does not lose what was paid', async () => {
      const { handles } = await callWire(wire)
      expect(handles).toHaveLength(1)
    })

    it('finds its job again by what it told, without another submit or a latency', async () => {
      const { result, asked } = await callWire(wire, {}, { reattach: true })
      expect(result.outcome).toMatchObject({ outcome: 'image' })
      expect(asked.map(wire.stepOf)).not.toContain('submit')
      expect(result.outcome.span).toBeUndefined()
    })

    const lost = [
      ['poll', 404],
      ['picture', 403],
      ['picture', 404],
    ] as const
    it.each(lost.filter(([step]) => steps.includes(step)))(
      'says that a job is gone whose %s answers %i',
      async (step, status) => {
        const { result } = await callWire(
          wire,
          { [step]: { status, body: '{"detail":"not there"}' } },
          { reattach: true },
        )
        expect(result.outcome).toMatchObject({ error: { kind: 'gone', retryable: false } })
      },
    )

    it('does not call a job gone whose server does not answer', async () => {
      const { result } = await callWire(
        wire,
        { poll: { body: 'xxxx', cutAfter: 2 } },
        { reattach: true },
      )
      expect(result.outcome).toMatchObject({ error: { kind: 'network', retryable: true } })
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

  if (wire.cancels) {
    it('tells also a far server once that nobody waits, and is not held up by it', async () => {
      const { asked, endedAfterMs, openSockets } = await callWire(
        wire,
        { poll: (one) => wire.pending?.(one) ?? wire.answer(one, '') },
        // A connection to another continent, with its handshakes.
        { abortAfterMs: 150, farMs: 1000 },
      )
      expect(asked.filter((one) => wire.stepOf(one) === 'cancel')).toHaveLength(1)
      expect(endedAfterMs).toBeLessThan(1000)
      expect(openSockets).toBe(0)
    })
  }
}
