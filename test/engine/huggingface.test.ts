import { InferenceClient } from '@huggingface/inference'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createEngine } from '#engine/create-engine.ts'
import { createHttpClient } from '#engine/http-client.ts'
import { contractPicture } from '../contract/engine.contract.ts'
import {
  callWire,
  serveWire,
  wireContract,
  type Step,
  type Wire,
} from '../contract/wire.contract.ts'
import { tinyPng, type Answer, type Asked } from '../fixture/wire-server.ts'

const json = (value: unknown, status = 200): Answer => ({ status, body: JSON.stringify(value) })
const png: Answer = { headers: { 'content-type': 'image/png' }, body: tinyPng }
const uri = `data:image/png;base64,${tinyPng.toString('base64')}`

/** What the Hub says of where a model is served; only its own client asks, once for all its calls. */
const served: Answer = json({
  inferenceProviderMapping: [
    ['hf-inference', 'black-forest-labs/FLUX.1-Kontext-dev'],
    ['fal-ai', 'fal-ai/flux-kontext/dev'],
    ['replicate', 'black-forest-labs/flux-kontext-dev'],
  ].map(([provider, providerId]) => ({
    provider,
    providerId,
    task: 'image-to-image',
    status: 'live',
  })),
})

const stepOf = ({ method, path }: Asked): Step => {
  if (path.startsWith('/api/models/')) return 'other'
  if (method === 'POST') return 'submit'
  return path.startsWith('/fal-ai/') ? 'poll' : 'picture'
}

/** hf-inference: the picture is the answer. */
const hub: Wire = {
  engine: { kind: 'huggingface', model: 'black-forest-labs/FLUX.1-Kontext-dev' },
  stepOf,
  answer: (asked) => (stepOf(asked) === 'other' ? served : png),
  refusals: [{ submit: json({ error: 'The prompt was flagged by moderation' }, 400) }],
}

/** fal-ai: its queue, under the router's address. */
const fal: Wire = {
  engine: {
    kind: 'huggingface',
    model: 'fal-ai/flux-kontext/dev',
    params: { provider: 'fal-ai', pollIntervalMs: 50 },
  },
  stepOf,
  pending: () => json({ status: 'IN_PROGRESS' }),
  answer(asked, url) {
    if (stepOf(asked) === 'picture') return png
    if (stepOf(asked) === 'other') return served
    if (stepOf(asked) === 'submit') {
      return json({
        request_id: 'r1',
        status: 'IN_QUEUE',
        response_url: 'https://queue.fal.run/fal-ai/flux-kontext/requests/r1',
      })
    }
    return asked.path.includes('/status')
      ? json({ status: 'COMPLETED', metrics: { inference_time: 2.5 } })
      : json({ images: [{ url: `${url}/files/out.png` }], seed: 7, has_nsfw_concepts: [false] })
  },
  refusals: [
    { submit: json({ detail: [{ msg: 'flagged by a content checker', type: 'x' }] }, 422) },
  ],
}

/** replicate: the router waits with the prediction. */
const replicate: Wire = {
  engine: {
    kind: 'huggingface',
    model: 'black-forest-labs/flux-kontext-dev',
    params: { provider: 'replicate' },
  },
  stepOf,
  answer(asked, url) {
    if (stepOf(asked) === 'picture') return png
    if (stepOf(asked) === 'other') return served
    return json(
      {
        id: 'p1',
        status: 'succeeded',
        output: `${url}/out.png`,
        metrics: { predict_time: 1.25 },
      },
      201,
    )
  },
  refusals: [
    { submit: json({ id: 'p1', status: 'failed', error: 'NSFW content detected (E005)' }) },
  ],
}

const source = async () => ({ ...(await contractPicture(9)), role: 'source' as const })
const bodyAsked = (asked: Asked[]) =>
  JSON.parse(asked.find((one) => stepOf(one) === 'submit')?.body.toString() ?? '')

afterEach(() => vi.unstubAllGlobals())

/** The Hub's own client, its fixed addresses led to our server. */
async function pictureOfClient(wire: Wire, provider: 'hf-inference' | 'fal-ai' | 'replicate') {
  const server = await serveWire(wire)
  const real = globalThis.fetch
  const led: typeof fetch = (input, init) =>
    real((input as string).replace(/^https:\/\/(router\.)?huggingface\.co/, server.url), init)
  vi.stubGlobal('fetch', led)
  const picture = await new InferenceClient('hf_x').imageToImage({
    provider,
    model: 'black-forest-labs/FLUX.1-Kontext-dev',
    inputs: new Blob([new Uint8Array(tinyPng)], { type: 'image/png' }),
    parameters: { prompt: 'a cat' },
  })
  vi.unstubAllGlobals()
  await server.close()
  return { bytes: Buffer.from(await picture.arrayBuffer()), asked: server.asked }
}

describe('huggingface, hf-inference', () => {
  wireContract(hub, ['submit'])

  it('sends an edit as base64 with its words among the parameters, and a text as inputs', async () => {
    const picture = await source()
    const edit = await callWire(
      hub,
      {},
      {
        request: { images: [picture], steps: 9, guidance: 2.5, width: 64, height: 32, seed: 3 },
        params: { billTo: 'my-org' },
      },
    )
    expect(edit.asked[0]?.path).toBe('/hf-inference/models/black-forest-labs/FLUX.1-Kontext-dev')
    expect(edit.asked[0]?.headers['x-hf-bill-to']).toBe('my-org')
    expect(bodyAsked(edit.asked)).toEqual({
      inputs: Buffer.from(picture.bytes).toString('base64'),
      parameters: {
        prompt: 'a cat',
        num_inference_steps: 9,
        guidance_scale: 2.5,
        target_size: { width: 64, height: 32 },
      },
    })
    expect(edit.result.outcome.warnings).toContainEqual(
      expect.objectContaining({ kind: 'unsupported', feature: 'seed' }),
    )
    const text = await callWire(hub, {}, { request: { seed: 3, width: 64, height: 32 } })
    expect(bodyAsked(text.asked)).toEqual({
      inputs: 'a cat',
      parameters: { seed: 3, width: 64, height: 32 },
    })
  })

  it('waits as long as a model that is being loaded says', async () => {
    const { result } = await callWire(hub, {
      submit: json({ error: 'Model is currently loading', estimated_time: 20 }, 503),
    })
    expect(result.outcome).toMatchObject({
      error: { kind: 'http', retryable: true, retryAfterMs: 20_000 },
    })
  })

  it("is answered as the Hub's own client is, by the same server", async () => {
    const { bytes, asked } = await pictureOfClient(hub, 'hf-inference')
    expect(bytes.equals(tinyPng)).toBe(true)
    const image = { bytes: new Uint8Array(tinyPng), mediaType: 'image/png' }
    const ours = await callWire(hub, {}, { request: { images: [{ ...image, role: 'source' }] } })
    expect(bodyAsked(ours.asked)).toEqual(bodyAsked(asked))
  })
})

describe('huggingface, fal-ai', () => {
  wireContract(fal, ['submit', 'poll', 'picture'])

  it('asks for its job through the router, never at fal with the key of the Hub', async () => {
    const { asked, result, handles } = await callWire(fal)
    expect(asked.map(({ path }) => path)).toEqual([
      '/fal-ai/fal-ai/flux-kontext/dev?_subdomain=queue',
      '/fal-ai/fal-ai/flux-kontext/requests/r1/status?_subdomain=queue',
      '/fal-ai/fal-ai/flux-kontext/requests/r1?_subdomain=queue',
      '/files/out.png',
    ])
    expect(result.outcome).toMatchObject({ seed: 7, phases: { inferenceMs: 2500 } })
    expect(handles).toEqual(['/fal-ai/flux-kontext/requests/r1'])
  })

  it('takes a picture that was flagged and blacked out for a refusal', async () => {
    const { result } = await callWire(fal, {
      poll: ({ path }) =>
        path.includes('/status')
          ? json({ status: 'COMPLETED' })
          : json({ images: [{ url: 'http://127.0.0.1/x' }], has_nsfw_concepts: [true] }),
    })
    expect(result.outcome).toMatchObject({
      outcome: 'refused',
      refusal: expect.stringContaining('blacked out'),
    })
  })

  it('finds a job again by its handle', async () => {
    const server = await serveWire(fal)
    const engine = await createEngine({
      id: 'm',
      name: 'm',
      price: null,
      engine: { ...fal.engine, baseUrl: server.url },
    })
    const outcome = await engine.reattach?.('/fal-ai/flux-kontext/requests/r1', {
      signal: new AbortController().signal,
      http: createHttpClient(),
    })
    await server.close()
    expect(outcome).toMatchObject({ outcome: 'image', seed: 7, phases: { inferenceMs: 2500 } })
    expect(outcome).not.toHaveProperty('span')
  })

  it('fails at once with a status of tomorrow', async () => {
    const { result } = await callWire(fal, { poll: json({ status: 'DREAMING' }) })
    expect(result.outcome).toMatchObject({
      error: { kind: 'bad-response', message: 'DREAMING' },
    })
  })

  it("is answered as the Hub's own client is, by the same server", async () => {
    const { bytes, asked } = await pictureOfClient(fal, 'fal-ai')
    expect(bytes.equals(tinyPng)).toBe(true)
    expect(bodyAsked(asked)).toEqual({ prompt: 'a cat', image_url: uri, image_urls: [uri] })
  })
})

describe('huggingface, replicate', () => {
  wireContract(replicate, ['submit', 'picture'])

  it("sends one copy of the input under the name of the model's family", async () => {
    const { asked, result } = await callWire(
      replicate,
      {},
      { request: { images: [await source()], guidance: 2, seed: 3, aspectRatio: '1:1' } },
    )
    expect(asked[0]?.path).toBe(
      '/replicate/v1/models/black-forest-labs/flux-kontext-dev/predictions',
    )
    expect(asked[0]?.headers['prefer']).toBe('wait')
    expect(bodyAsked(asked)).toEqual({
      input: {
        prompt: 'a cat',
        input_image: expect.stringContaining('data:image/png'),
        seed: 3,
        guidance: 2,
        aspect_ratio: '1:1',
        output_format: 'png',
      },
    })
    expect(result.outcome).toMatchObject({ phases: { inferenceMs: 1250 }, server: { id: 'p1' } })
  })

  it.each(['processing', 'canceled'])('fails with a prediction that is %s', async (status) => {
    const { result } = await callWire(replicate, { submit: json({ id: 'p1', status }, 202) })
    expect(result.outcome).toMatchObject({
      outcome: 'failed',
      error: { kind: 'bad-response', message: expect.stringContaining(status) },
    })
  })

  it("is answered as the Hub's own client is, by the same server", async () => {
    const { bytes, asked } = await pictureOfClient(replicate, 'replicate')
    expect(bytes.equals(tinyPng)).toBe(true)
    expect(bodyAsked(asked).input).toMatchObject({ prompt: 'a cat', input_image: uri })
  })
})

describe('huggingface, together', () => {
  it('speaks the wire of Together under the router', async () => {
    const { asked, result } = await callWire({
      ...hub,
      engine: {
        kind: 'huggingface',
        model: 'black-forest-labs/FLUX.1-kontext-dev',
        params: { provider: 'together' },
      },
      answer: () => json({ id: 'o7', data: [{ b64_json: tinyPng.toString('base64') }] }),
    })
    expect(asked[0]?.path).toBe('/together/v1/images/generations')
    expect(result.outcome).toMatchObject({ outcome: 'image', server: { id: 'o7' } })
  })
})
