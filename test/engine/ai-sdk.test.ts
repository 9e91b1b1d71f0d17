import { fileURLToPath } from 'node:url'
import { beforeEach, describe, expect, it } from 'vitest'
import { createEngine } from '#engine/create-engine.ts'
import { createHttpClient } from '#engine/http-client.ts'
import { createThreadCaller } from '#engine/thread-caller.ts'
import type { EngineRequest } from '#schema/engine.ts'
import type { Json } from '#schema/id.ts'
import { contractPicture } from '../contract/engine.contract.ts'
import { callWire, serveWire, wireContract, type Wire } from '../contract/wire.contract.ts'
import { drawing } from '../fixture/image-models.ts'
import { tinyPng, type Answer } from '../fixture/wire-server.ts'

const json = (value: unknown, status = 200): Answer => ({ status, body: JSON.stringify(value) })
const fixture = fileURLToPath(new URL('../fixture/image-models.ts', import.meta.url))

/** The AI SDK's package for Together, over our fetch. */
const together: Wire = {
  engine: {
    kind: 'ai-sdk',
    model: 'black-forest-labs/FLUX.1-kontext-pro',
    params: { module: '@ai-sdk/togetherai', export: 'createTogetherAI' },
  },
  basePath: '/v1',
  stepOf: () => 'submit',
  answer: () => json({ data: [{ b64_json: tinyPng.toString('base64') }] }),
  refusals: [
    { submit: json({ error: { message: 'NSFW content detected' } }, 422) },
    { submit: json({ error: { message: 'no', code: 'content_policy_violation' } }, 400) },
  ],
}

const poll = (status: string, result: object | null): Answer => json({ id: 'job', status, result })

/** The one for Black Forest Labs: submit, polls, a picture elsewhere. */
const bfl: Wire = {
  engine: {
    kind: 'ai-sdk',
    model: 'flux-kontext-pro',
    params: {
      module: '@ai-sdk/black-forest-labs',
      export: 'createBlackForestLabs',
      options: { pollIntervalMillis: 60 },
    },
  },
  basePath: '/v1',
  stepOf: ({ method, path }) => {
    if (method === 'POST') return 'submit'
    return path.startsWith('/v1/get_result') ? 'poll' : 'picture'
  },
  answer(asked, url) {
    if (this.stepOf(asked) === 'submit')
      return json({ id: 'job', polling_url: `${url}/v1/get_result?id=job`, cost: 4 })
    if (this.stepOf(asked) === 'picture')
      return { headers: { 'content-type': 'image/png' }, body: tinyPng }
    return poll('Ready', { sample: `${url}/out.png`, seed: 7, duration: 1.5 })
  },
  refusals: [],
}

describe('ai-sdk', () => {
  wireContract(together, ['submit'])

  it('asks one picture with the inputs, and places what the AI SDK has no place for', async () => {
    const picture = { ...(await contractPicture(9)), role: 'source' as const }
    const { asked, result } = await callWire(
      together,
      {},
      {
        request: { images: [picture], width: 64, height: 32, seed: 5, steps: 9, guidance: 3 },
        params: { places: { steps: 'togetherai.steps' } },
      },
    )
    expect(asked[0]?.path).toBe('/v1/images/generations')
    expect(JSON.parse(asked[0]?.body.toString() ?? '')).toEqual({
      model: 'black-forest-labs/FLUX.1-kontext-pro',
      prompt: 'a cat',
      seed: 5,
      width: 64,
      height: 32,
      steps: 9,
      image_url: expect.stringContaining('data:image/png;base64,'),
      response_format: 'base64',
    })
    expect(result.outcome.warnings.map(({ feature }) => feature)).toEqual(
      expect.arrayContaining(['guidance', 'size']),
    )
  })

  it('sees submit, polls and download from outside, with the gap between two polls', async () => {
    let polls = 0
    const { result, asked } = await callWire(bfl, {
      poll: (one) =>
        ++polls < 3 ? poll('Pending', null) : bfl.answer(one, `http://${one.headers.host}`),
    })
    const { outcome, uncertainty, totalMs } = result
    expect(asked.map((one) => bfl.stepOf(one))).toEqual([
      'submit',
      'poll',
      'poll',
      'poll',
      'picture',
    ])
    expect(outcome).toMatchObject({
      outcome: 'image',
      seed: 7,
      server: {
        seenFromOutside: { exchanges: 5, polls: 3 },
        providerMetadata: { blackForestLabs: { images: [{ duration: 1.5, cost: 4 }] } },
      },
    })
    expect(outcome.phases?.submitMs).toBeGreaterThan(0)
    expect(outcome.phases?.downloadMs).toBeGreaterThan(0)
    expect(outcome.phases).not.toHaveProperty('queueMs')
    expect(uncertainty.earlyMs).toBeGreaterThan(55)
    expect(totalMs).toBeGreaterThan(115)
  })

  it.each(['Request Moderated', 'Content Moderated'])(
    'tells the status %s as a refusal at once, which the package would ask on or not read',
    async (status) => {
      const { result, asked } = await callWire(bfl, { poll: poll(status, null) })
      expect(result.outcome).toMatchObject({ outcome: 'refused', refusal: status })
      expect(asked).toHaveLength(2)
    },
  )

  it.each([
    [{ status: 503, body: 'busy' }, 'http'],
    [{ body: '{"id":', cutAfter: 3 }, 'network'],
  ] as const)('does not ask for a second job where a poll fails (%#)', async (answer, kind) => {
    const { result, asked } = await callWire(bfl, { poll: answer })
    expect(result.outcome).toMatchObject({
      outcome: 'failed',
      error: { kind, retryable: false, message: expect.stringContaining('paid again') },
    })
    expect(asked).toHaveLength(2)
  })

  it('ends within 100 ms of an abort, also while the package sleeps between two polls', async () => {
    const { result, endedAfterMs } = await callWire(
      bfl,
      { poll: poll('Pending', null) },
      { params: { options: { pollIntervalMillis: 1000 } }, abortAfterMs: 150 },
    )
    expect(result.outcome.outcome).toBe('cancelled')
    expect(endedAfterMs).toBeLessThan(100)
  })

  it.each([
    { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } },
    { candidates: [{ content: { parts: [] }, finishReason: 'IMAGE_SAFETY' }] },
    { candidates: [{ content: { parts: [{ text: 'I cannot.' }] }, finishReason: 'STOP' }] },
  ])('tells an answer without a picture as a refusal where it is one: %j', async (answer) => {
    const params = { module: '@ai-sdk/google', export: 'createGoogle' }
    const { result } = await callWire({
      ...together,
      engine: { kind: 'ai-sdk', model: 'gemini-2.5-flash-image', params },
      answer: () => json({ usageMetadata: {}, ...answer }),
    })
    expect(result.outcome).toMatchObject({ outcome: 'refused' })
  })

  it('does not look for a key that the entry does not name', async () => {
    process.env['TOGETHER_API_KEY'] = 'kb-undeclared-key'
    const { asked } = await callWire(together, {}, {})
    delete process.env['TOGETHER_API_KEY']
    expect(JSON.stringify(asked.map(({ headers }) => headers))).not.toContain('kb-undeclared-key')
  })

  it.each([
    [{ module: 'no-such-package-anywhere' }, /cannot be loaded/],
    [{ module: '@ai-sdk/togetherai', export: 'createNothing' }, /has no export "createNothing"/],
    [{ module: fixture, export: 'createNothing' }, /has no image model/],
    [{ module: fixture, export: 'tinyPng' }, /has no export/],
    [{}, /module/],
  ])('refuses the entry %j with a sentence', async (params, sentence) => {
    const engine = { kind: 'ai-sdk', model: 'x', params: params as Record<string, Json> }
    await expect(createEngine({ id: 'm', name: 'm', price: null, engine })).rejects.toThrow(
      sentence,
    )
  })
})

describe('ai-sdk in the timing thread', () => {
  it('is built there from module and export, with the key of the environment it names', async () => {
    const server = await serveWire(together)
    process.env['KB_AI_SDK_KEY'] = 'kb-test-key-of-the-thread'
    const caller = await createThreadCaller({
      models: [
        {
          id: 'm',
          name: 'm',
          price: null,
          engine: {
            ...together.engine,
            baseUrl: `${server.url}/v1`,
            apiKeyEnv: 'KB_AI_SDK_KEY',
          },
        },
      ],
    })
    const request = { prompt: 'a cat', images: [] }
    const result = await caller.call(
      { model: 'm', request, timeoutMs: 20_000 },
      { signal: new AbortController().signal },
    )
    await caller.close()
    await server.close()
    delete process.env['KB_AI_SDK_KEY']
    expect(result.outcome).toMatchObject({ outcome: 'image' })
    expect(result.uncertainty.earlyMs).toBeGreaterThan(0)
    expect(server.asked[0]?.headers.authorization).toBe('Bearer kb-test-key-of-the-thread')
  })
})

async function own(name: string, request: Partial<EngineRequest> = {}, signal?: AbortSignal) {
  const engine = await createEngine({
    id: 'm',
    name: 'm',
    price: null,
    engine: { kind: 'ai-sdk', params: { module: fixture, export: name, mask: 'transparent' } },
  })
  return engine.generate(
    { prompt: 'a cat', images: [], ...request },
    { signal: signal ?? new AbortController().signal, http: createHttpClient() },
  )
}

describe("ai-sdk with a model object of one's own", () => {
  beforeEach(() => drawing.calls.splice(0))

  it('calls it as the specification says, and keeps what it says within bounds', async () => {
    const picture = await contractPicture(9)
    const outcome = await own('drawing', {
      images: [{ ...picture, role: 'source' }],
      mask: picture,
      width: 64,
      height: 32,
      aspectRatio: '2:1',
      seed: 3,
    })
    expect(drawing.calls).toEqual([
      {
        prompt: 'a cat',
        n: 1,
        size: '64x32',
        aspectRatio: '2:1',
        seed: 3,
        files: [{ type: 'file', mediaType: 'image/png', data: picture.bytes }],
        mask: { type: 'file', mediaType: 'image/png', data: expect.any(Uint8Array) },
        providerOptions: {},
        headers: {},
        abortSignal: expect.any(AbortSignal),
      },
    ])
    expect(outcome).toMatchObject({
      outcome: 'image',
      seed: 7,
      server: {
        modelId: 'drawing-1',
        usage: { inputTokens: 3 },
        providerMetadata: {
          mine: {
            images: [{ seed: 7, picture: '[5000 characters]', score: null }],
            bytes: '[cut]',
          },
        },
      },
    })
    expect(outcome.warnings).toEqual([
      { kind: 'unsupported', feature: 'seed', message: 'no seeds' },
      { kind: 'unsupported', feature: 'size', message: 'unsupported-setting size' },
      { kind: 'other', feature: 'x', message: 'soon gone' },
      { kind: 'extra-images', message: '1 more images were sent and dropped' },
      { kind: 'resized', feature: 'size', message: 'asked 64x32, got 2x2' },
    ])
  })

  it('does not send pictures to a specification that would leave them out', async () => {
    const source = { ...(await contractPicture(9)), role: 'source' as const }
    expect(await own('blind', { images: [source] })).toMatchObject({ outcome: 'unsupported' })
    expect(drawing.calls).toEqual([])
    expect(await own('blind')).toMatchObject({ outcome: 'image' })
  })

  it('tells what a model does not support, and what is no result', async () => {
    expect(await own('strict')).toMatchObject({
      outcome: 'unsupported',
      reason: 'masks are not supported',
    })
    expect(await own('broken')).toMatchObject({ error: { kind: 'bad-response' } })
  })

  it('fails where it gives no picture, and is given up where it does not listen', async () => {
    expect(await own('wordless')).toMatchObject({
      outcome: 'failed',
      error: { kind: 'bad-response', message: 'the model gave no picture' },
    })
    const abort = new AbortController()
    setTimeout(() => abort.abort(), 30)
    expect(await own('deaf', {}, abort.signal)).toMatchObject({ outcome: 'cancelled' })
  })
})
