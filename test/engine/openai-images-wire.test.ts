import { createOpenAI } from '@ai-sdk/openai'
import { describe, expect, it } from 'vitest'
import { createEngine } from '#engine/openai-images.ts'
import { bytesOfBase64 } from '#engine/wire/picture.ts'
import { decodeImage, decodeMask } from '#image/decode.ts'
import type { EngineRequest } from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'
import { contractPicture } from '../contract/engine.contract.ts'
import { callWire, serveWire, wireContract, type Wire } from '../contract/wire.contract.ts'
import { tinyPng, type Answer, type Asked } from '../fixture/wire-server.ts'

const json = (value: unknown, status = 200): Answer => ({ status, body: JSON.stringify(value) })
const usage = {
  input_tokens: 350,
  output_tokens: 4160,
  total_tokens: 4510,
  input_tokens_details: { text_tokens: 50, image_tokens: 300 },
}

/** As OpenAI's openapi says; `edits` in multipart, the picture as base64. */
const openai: Wire = {
  engine: { kind: 'openai-images', model: 'gpt-image-2' },
  basePath: '/v1',
  stepOf: ({ method }) => (method === 'POST' ? 'submit' : 'picture'),
  answer: () =>
    json({
      created: 1,
      data: [{ b64_json: tinyPng.toString('base64') }],
      size: '1024x1024',
      quality: 'high',
      usage,
    }),
  refusals: [
    {
      submit: json(
        {
          error: {
            code: 'moderation_blocked',
            type: 'image_generation_user_error',
            message: 'Your request was rejected by the safety system',
            moderation_details: { moderation_stage: 'output', categories: ['violence'] },
          },
        },
        400,
      ),
    },
    { submit: json({ error: 'Content violates usage guidelines.' }, 403) },
  ],
}

/** A server of another maker that answers with addresses. */
const byAddress: Wire = {
  ...openai,
  engine: { kind: 'openai-images', model: 'net' },
  answer: ({ method }, url) =>
    method === 'POST'
      ? json({ data: [{ url: `${url}/files/1.png` }] })
      : { headers: { 'content-type': 'image/png' }, body: tinyPng },
}

const image = { bytes: new Uint8Array(tinyPng), mediaType: 'image/png' }
const uri = `data:image/png;base64,${tinyPng.toString('base64')}`
const two = (['source', 'reference'] as const).map((role) => ({ ...image, role }))

async function askedBody(
  engine: Partial<Model['engine']>,
  request: Partial<EngineRequest>,
): Promise<{ path: string | undefined; body: Record<string, unknown>; features: unknown[] }> {
  const { asked, result } = await callWire(
    { ...openai, engine: { ...openai.engine, ...engine } },
    {},
    { request },
  )
  const [first] = asked
  const isJson = first?.headers['content-type'] === 'application/json'
  return {
    path: first?.path,
    body: isJson ? JSON.parse(first?.body.toString() ?? '') : {},
    features: result.outcome.warnings.map(({ message }) => message),
  }
}

describe('openai-images on the wire', () => {
  wireContract(openai, ['submit'])
  describe('by address', () => wireContract(byAddress, ['submit', 'picture']))

  it('counts tokens by kind, and keeps what the server settled on', async () => {
    const { result } = await callWire(openai)
    expect(result.outcome.tokens).toEqual({ textIn: 50, imageIn: 300, imageOut: 4160, textOut: 0 })
    expect(result.outcome.server).toMatchObject({ usage, size: '1024x1024', quality: 'high' })
  })

  it('does not take the tokens of a picture that was sent for those of words', async () => {
    const total = { input_tokens: 350, output_tokens: 4160 }
    const faults = {
      submit: json({ data: [{ b64_json: tinyPng.toString('base64') }], usage: total }),
    }
    expect((await callWire(openai, faults)).result.outcome.tokens).toMatchObject({ textIn: 350 })
    const source = { ...(await contractPicture(40)), role: 'source' as const }
    const edit = await callWire(openai, faults, { request: { images: [source] } })
    expect(edit.result.outcome.tokens).toBeUndefined()
  })

  it('keeps at which stage and for what a moderation refused', async () => {
    const { result } = await callWire(openai, openai.refusals[0])
    expect(result.outcome).toMatchObject({
      outcome: 'refused',
      server: { moderation: { moderation_stage: 'output', categories: ['violence'] } },
    })
  })

  it('takes a wrong value of the field moderation for a mistake, no refusal', async () => {
    const error = { type: 'invalid_request_error', message: "moderation must be 'low' or 'auto'" }
    const { result } = await callWire(openai, { submit: json({ error }, 400) })
    expect(result.outcome).toMatchObject({ outcome: 'failed', error: { kind: 'bad-request' } })
  })

  it.each([
    ['gpt-image-1.5', { width: 1000, height: 700 }, '1536x1024'],
    ['gpt-image-1.5', { aspectRatio: '2:3' }, '1024x1536'],
    ['gpt-image-2', { width: 1000, height: 700 }, '1008x704'],
    ['gpt-image-2', { width: 4000, height: 400 }, '1200x400'],
    ['my-net', { width: 1000, height: 700 }, '1000x700'],
  ])('asks %s at a size it draws: %j as %s', async (model, request, size) => {
    const { body, features } = await askedBody({ model }, request)
    expect(body['size']).toBe(size)
    const isAsked = size === '1000x700'
    expect(features.some((message) => String(message).includes(`is sent as ${size}`))).toBe(
      !isAsked,
    )
  })

  it.each([
    [{ edits: 'json' }, '/v1/images/edits', { images: [{ image_url: uri }, { image_url: uri }] }],
    [
      { edits: 'json', imageForm: 'url' },
      '/v1/images/edits',
      {
        images: [
          { url: uri, type: 'image_url' },
          { url: uri, type: 'image_url' },
        ],
      },
    ],
    [
      { edits: 'json', imageForm: 'string', editsPath: 'images/generations' },
      '/v1/images/generations',
      { image: [uri, uri] },
    ],
    [
      { edits: 'json', imageForm: 'string', imageField: 'ref_images', sendN: false },
      '/v1/images/edits',
      { ref_images: [uri, uri] },
    ],
  ] as const)('writes an edit into JSON as %j says', async (params, path, fields) => {
    const asked = await askedBody({ params }, { images: two })
    expect(asked).toMatchObject({ path, body: fields })
    expect('n' in asked.body).toBe(!('sendN' in params))
  })

  it('writes a single picture as it is where the field is named image', async () => {
    const params = { edits: 'json', imageForm: 'url' }
    const { body } = await askedBody({ params }, { images: two.slice(0, 1) })
    expect(body['image']).toEqual({ url: uri, type: 'image_url' })
  })

  it('writes a mask transparent where it may change, at the size of the first picture', async () => {
    const mask = await contractPicture(9)
    const params = { edits: 'json' }
    const { body } = await askedBody({ params }, { images: two.slice(0, 1), mask })
    const { image_url: written } = body['mask'] as { image_url: string }
    const { width, height, data } = await decodeImage(bytesOfBase64(written))
    const levels = (await decodeMask(mask.bytes)).data
    expect([width, height]).toEqual([2, 2])
    const mean = (values: number[]): number =>
      values.reduce((sum, value) => sum + value, 0) / values.length
    const alpha = mean([...data].filter((_, index) => index % 4 === 3))
    expect(alpha).toBeCloseTo(255 - mean([...levels]), -1)
  })

  it.each(['stream', 'partial_images', 'n'])('refuses a model entry that asks for %s', (field) => {
    expect(() =>
      createEngine({
        id: 'm',
        name: 'm',
        price: null,
        engine: { kind: 'openai-images', params: { fields: { [field]: 2 } } },
      }),
    ).toThrow(/may not hold/)
  })

  it('is answered as the AI SDK is, by the same server', async () => {
    const server = await serveWire(openai)
    const model = createOpenAI({ apiKey: 'k', baseURL: `${server.url}/v1` }).image('gpt-image-2')
    const { images } = await model.doGenerate({
      prompt: 'a cat',
      n: 1,
      size: '1024x1024',
      aspectRatio: undefined,
      seed: undefined,
      files: [{ type: 'file', mediaType: 'image/png', data: new Uint8Array(tinyPng) }],
      mask: undefined,
      providerOptions: { openai: { quality: 'low' } },
    })
    const ours = await callWire(
      openai,
      {},
      {
        request: { images: two.slice(0, 1), width: 1024, height: 1024, quality: 'low' },
      },
    )
    await server.close()
    const fields = ({ body }: Asked): string[] =>
      [...body.toString('latin1').matchAll(/ name="([^"]+)"/g)].map(([, name]) => name ?? '')
    expect(images).toEqual([tinyPng.toString('base64')])
    expect(server.asked[0]?.path).toBe(ours.asked[0]?.path)
    expect(fields(server.asked[0] as Asked).toSorted()).toEqual(
      fields(ours.asked[0] as Asked).toSorted(),
    )
  })
})
