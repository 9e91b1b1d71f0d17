import { createTogetherAI } from '@ai-sdk/togetherai'
import { describe, expect, it } from 'vitest'
import { contractPicture } from '../contract/engine.contract.ts'
import { callWire, serveWire, wireContract, type Wire } from '../contract/wire.contract.ts'
import { tinyPng, type Answer } from '../fixture/wire-server.ts'

const json = (status: number, value: unknown): Answer => ({ status, body: JSON.stringify(value) })
const base64 = tinyPng.toString('base64')

/** As togethercomputer/openapi says: one question, the picture in its answer. */
const together: Wire = {
  engine: { kind: 'together', model: 'black-forest-labs/FLUX.1-kontext-pro' },
  basePath: '/v1',
  stepOf: ({ method }) => (method === 'POST' ? 'submit' : 'picture'),
  answer: () =>
    json(200, {
      id: 'o7',
      model: 'black-forest-labs/FLUX.1-kontext-pro',
      object: 'list',
      data: [{ index: 0, type: 'b64_json', b64_json: base64, timings: { inference: 0.75 } }],
    }),
  refusals: [
    {
      submit: json(422, {
        error: { message: 'NSFW content detected in prompt', type: 'invalid_request_error' },
      }),
    },
  ],
}

/** The same where the answer names an address. */
const byAddress: Wire = {
  ...together,
  answer: ({ method }, url) =>
    method === 'POST'
      ? json(200, { data: [{ index: 0, type: 'url', url: `${url}/shrt/x.png` }] })
      : { headers: { 'content-type': 'image/png' }, body: tinyPng },
}

const bodyAsked = (asked: { body: Buffer }[]): unknown =>
  JSON.parse(asked[0]?.body.toString() ?? '')

describe('together', () => {
  wireContract(together, ['submit'])
  describe('by address', () => wireContract(byAddress, ['submit', 'picture']))

  it('asks for a lossless picture in the answer, and sends the source as Kontext names it', async () => {
    const picture = await contractPicture(9)
    const { asked, result } = await callWire(
      together,
      {},
      {
        request: {
          images: [
            { ...picture, role: 'source' },
            { ...picture, role: 'reference' },
          ],
          width: 1024,
          height: 768,
          seed: 5,
          steps: 20,
          guidance: 3,
          quality: 'high',
        },
        params: { fields: { disable_safety_checker: true } },
      },
    )
    expect(asked[0]?.path).toBe('/v1/images/generations')
    expect(bodyAsked(asked)).toEqual({
      model: 'black-forest-labs/FLUX.1-kontext-pro',
      prompt: 'a cat',
      n: 1,
      image_url: `data:image/png;base64,${Buffer.from(picture.bytes).toString('base64')}`,
      width: 1024,
      height: 768,
      steps: 20,
      seed: 5,
      guidance_scale: 3,
      response_format: 'base64',
      output_format: 'png',
      disable_safety_checker: true,
    })
    expect(result.outcome).toMatchObject({ phases: { inferenceMs: 750 }, server: { id: 'o7' } })
    expect(result.outcome.warnings.map(({ feature }) => feature)).toEqual([
      'images',
      'quality',
      'size',
    ])
  })

  it('sends every input to a model that takes references', async () => {
    const picture = await contractPicture(9)
    const { asked } = await callWire(
      { ...together, engine: { kind: 'together', model: 'black-forest-labs/FLUX.2-dev' } },
      {},
      { request: { images: [1, 2].map(() => ({ ...picture, role: 'reference' })) } },
    )
    expect(bodyAsked(asked)).toMatchObject({
      reference_images: [expect.any(String), expect.any(String)],
    })
  })

  it('takes a complaint about a field for what it is, no refusal', async () => {
    const { result } = await callWire(together, {
      submit: json(400, { error: { message: 'disable_safety_checker: unknown field' } }),
    })
    expect(result.outcome).toMatchObject({ outcome: 'failed', error: { kind: 'bad-request' } })
  })

  it('is answered as the AI SDK is, by the same server', async () => {
    const server = await serveWire(together)
    const model = createTogetherAI({ apiKey: 'k', baseURL: `${server.url}/v1` }).image(
      'black-forest-labs/FLUX.1-kontext-pro',
    )
    const { images } = await model.doGenerate({
      prompt: 'a cat',
      n: 1,
      size: '1024x768',
      aspectRatio: undefined,
      seed: 5,
      files: [{ type: 'file', mediaType: 'image/png', data: new Uint8Array(tinyPng) }],
      mask: undefined,
      providerOptions: {},
    })
    await server.close()
    expect(images).toEqual([base64])
    expect(server.asked[0]?.path).toBe('/v1/images/generations')
    expect(bodyAsked(server.asked)).toEqual({
      model: 'black-forest-labs/FLUX.1-kontext-pro',
      prompt: 'a cat',
      seed: 5,
      width: 1024,
      height: 768,
      image_url: `data:image/png;base64,${base64}`,
      response_format: 'base64',
    })
  })
})
