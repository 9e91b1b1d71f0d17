import { afterEach, describe, expect, it } from 'vitest'
import { createHttpClient } from '#engine/http-client.ts'
import { fitToKeep } from '#engine/said-outcome.ts'
import { createEngine } from '#engine/openai-images.ts'
import { retryAfterOf } from '#engine/wire/answer.ts'
import type { EngineRequest } from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'
import { startServer, tinyPng, type Answer, type Asked } from '../fixture/wire-server.ts'

type Server = Awaited<ReturnType<typeof startServer>>
let server: Server | undefined

const http = createHttpClient()
const key = 'sk-secret-0123456789'
const b64 = {
  body: JSON.stringify({
    data: [{ b64_json: tinyPng.toString('base64') }],
    inference_time_s: 0.25,
  }),
}

async function call(
  answer: (asked: Asked, call: number) => Answer,
  request: Partial<EngineRequest> = {},
  params: NonNullable<Model['engine']['params']> = {},
  signal = new AbortController().signal,
) {
  server = await startServer(answer)
  const engine = createEngine({
    id: 'm',
    name: 'm',
    price: null,
    engine: { kind: 'openai-images', baseUrl: server.url, model: 'net', params },
  })
  const outcome = await engine.generate(
    { prompt: 'a cat', images: [], ...request },
    { signal, http, apiKey: key },
  )
  return { outcome, asked: server.asked }
}

afterEach(async () => {
  await server?.close()
  server = undefined
})

describe('openai-images', () => {
  it('asks generations in JSON and takes b64 with the time the server tells', async () => {
    const { outcome, asked } = await call(
      () => b64,
      { width: 512, height: 256, seed: 3 },
      { sendSeed: true, fields: { extra: true } },
    )
    expect(outcome).toMatchObject({ outcome: 'image', phases: { inferenceMs: 250 } })
    expect(asked[0]?.path).toBe('/v1/images/generations')
    expect(JSON.parse(asked[0]?.body.toString() ?? '')).toEqual({
      prompt: 'a cat',
      n: 1,
      extra: true,
      model: 'net',
      size: '512x256',
      seed: 3,
    })
    expect(asked[0]?.headers.authorization).toBe(`Bearer ${key}`)
    expect(outcome.warnings).toContainEqual(expect.objectContaining({ kind: 'resized' }))
  })

  it('counts the inference that the server tells once, and not again as submit', async () => {
    const { outcome } = await call(() => ({ ...b64, delayMs: 400 }))
    const { submitMs = 0, inferenceMs } = outcome.phases ?? {}
    const { startedAt = 0, endedAt = 0 } = outcome.span ?? {}
    expect(inferenceMs).toBe(250)
    expect(submitMs + 250).toBeCloseTo(endedAt - startedAt, 6)
  })

  it('takes nothing off for a server that says it worked longer than it was waited for', async () => {
    const body = JSON.stringify({ ...JSON.parse(b64.body), inference_time_s: 3600 })
    const { outcome } = await call(() => ({ body }))
    const { startedAt = 0, endedAt = 0 } = outcome.span ?? {}
    expect(outcome.phases?.submitMs).toBe(endedAt - startedAt)
  })

  it('asks edits in multipart with every image, and says what it could not pass on', async () => {
    const image = { bytes: new Uint8Array(tinyPng), mediaType: 'image/png' }
    const { outcome, asked } = await call(() => b64, {
      images: [
        { ...image, role: 'source' },
        { ...image, role: 'reference' },
      ],
      mask: image,
      seed: 1,
      steps: 4,
    })
    const body = asked[0]?.body.toString('latin1') ?? ''
    expect(asked[0]?.path).toBe('/v1/images/edits')
    expect(body.match(/name="image\[\]"; filename/g)).toHaveLength(2)
    expect(body).toContain('name="mask"; filename="mask.png"')
    expect(outcome.warnings.map((warning) => warning.feature)).toEqual(['seed', 'steps'])
  })

  it('fetches a url answer of its own host without the key, and never goes into the local network', async () => {
    const own = await call((asked) =>
      asked.path === '/x.png'
        ? { body: tinyPng, headers: { 'content-type': 'image/png' } }
        : { body: JSON.stringify({ data: [{ url: '/x.png' }, { url: '/y.png' }] }) },
    )
    expect(own.outcome.outcome).toBe('image')
    expect(own.outcome.warnings).toContainEqual(expect.objectContaining({ kind: 'extra-images' }))
    expect(own.asked[1]?.headers.authorization).toBeUndefined()
    await server?.close()
    const foreign = await call(() => ({
      body: JSON.stringify({ data: [{ url: 'http://169.254.169.254/latest' }] }),
    }))
    expect(foreign.outcome).toMatchObject({
      outcome: 'failed',
      error: { kind: 'bad-response', message: expect.stringContaining('private') },
    })
  })

  it('tells refusals, limits, missing keys and faults apart, and keeps the key out of all of them', async () => {
    const answers: [Answer, object][] = [
      [
        {
          status: 400,
          body: JSON.stringify({
            error: {
              code: 'moderation_blocked',
              type: 'image_generation_user_error',
              message: 'no',
            },
          }),
        },
        { outcome: 'refused', refusal: 'no' },
      ],
      [
        { status: 429, headers: { 'retry-after': '7' }, body: '{}' },
        { outcome: 'failed', error: { kind: 'rate-limit', retryable: true, retryAfterMs: 7000 } },
      ],
      [
        { status: 401, body: JSON.stringify({ error: { message: `bad key ${key}` } }) },
        { outcome: 'failed', error: { kind: 'auth', retryable: false } },
      ],
      [
        { status: 402, body: '{}' },
        { outcome: 'failed', error: { kind: 'billing' } },
      ],
      [
        { status: 502, body: '<html><h1>Bad gateway</h1></html>' },
        {
          outcome: 'failed',
          error: { kind: 'http', retryable: true, message: 'HTTP 502: Bad gateway' },
        },
      ],
      [{ body: '<html>hello</html>' }, { outcome: 'failed', error: { kind: 'bad-response' } }],
      [
        { body: JSON.stringify({ data: [{ b64_json: 'AAAA' }] }) },
        { outcome: 'failed', error: { kind: 'bad-response' } },
      ],
      [
        { ...b64, cutAfter: 20 },
        { outcome: 'failed', error: { kind: 'network', retryable: true } },
      ],
    ]
    for (const [answer, expected] of answers) {
      const outcome = fitToKeep((await call(() => answer)).outcome, key)
      expect(outcome).toMatchObject(expected)
      expect(JSON.stringify(outcome)).not.toContain(key)
      await server?.close()
    }
  })

  it('gives up within 100 ms of an abort', async () => {
    const abort = new AbortController()
    setTimeout(() => abort.abort(), 50)
    const startedAt = performance.now()
    const { outcome } = await call(() => ({ ...b64, delayMs: 5000 }), {}, {}, abort.signal)
    expect(outcome.outcome).toBe('cancelled')
    expect(performance.now() - startedAt).toBeLessThan(1000)
  })

  it('reads retry-after in seconds, ms and as a date', () => {
    expect(retryAfterOf({ 'retry-after': '2' }, 0)).toBe(2000)
    expect(retryAfterOf({ 'retry-after-ms': '15', 'retry-after': '2' }, 0)).toBe(15)
    expect(retryAfterOf({ 'retry-after': 'Thu, 01 Jan 1970 00:00:09 GMT' }, 4000)).toBe(5000)
    expect(retryAfterOf({ 'retry-after': 'soon' }, 0)).toBeUndefined()
  })
})
