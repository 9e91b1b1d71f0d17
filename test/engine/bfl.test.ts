import { createBlackForestLabs } from '@ai-sdk/black-forest-labs'
import { describe, expect, it } from 'vitest'
import { callWire, serveWire, wireContract, type Wire } from '../contract/wire.contract.ts'
import { contractPicture } from '../contract/engine.contract.ts'
import { tinyPng, type Answer } from '../fixture/wire-server.ts'

const json = (value: unknown): Answer => ({ body: JSON.stringify(value) })

/** As ../shared/facts and BFL's OpenAPI say: submit, poll the address in the answer, fetch the sample. */
const bfl: Wire = {
  engine: { kind: 'bfl', model: 'flux-kontext-pro', params: { pollIntervalMs: 50 } },
  stepOf: ({ method, path }) => {
    if (method === 'POST') return 'submit'
    return path.startsWith('/v1/get_result') ? 'poll' : 'picture'
  },
  pending: () => json({ id: 'job', status: 'Pending', result: null, progress: 0.4 }),
  answer({ method, path }, url) {
    if (method === 'POST')
      return json({ id: 'job', polling_url: `${url}/v1/get_result?id=job`, cost: 4, output_mp: 1 })
    if (path.startsWith('/v1/get_result')) {
      return json({
        id: 'job',
        status: 'Ready',
        result: {
          sample: `${url}/out.png?sig=x`,
          seed: 7,
          start_time: 1763240266.803,
          end_time: 1763240268.442,
          duration: 1.639,
        },
      })
    }
    return { headers: { 'content-type': 'image/png' }, body: tinyPng }
  },
  refusals: ['Request Moderated', 'Content Moderated'].map((status) => ({
    poll: json({ id: 'job', status, result: null, details: { 'Moderation Reasons': ['x'] } }),
  })),
}

describe('bfl', () => {
  wireContract(bfl, ['submit', 'poll', 'picture'])

  it('sends source and references as Kontext names them, the ratio for the size, and lossless', async () => {
    const picture = await contractPicture(9)
    const { asked, result } = await callWire(
      bfl,
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
        },
      },
    )
    const base64 = Buffer.from(picture.bytes).toString('base64')
    expect(asked[0]?.path).toBe('/v1/flux-kontext-pro')
    expect(JSON.parse(asked[0]?.body.toString() ?? '')).toEqual({
      prompt: 'a cat',
      input_image: base64,
      input_image_2: base64,
      output_format: 'png',
      aspect_ratio: '4:3',
      seed: 5,
    })
    expect(result.outcome.warnings.map(({ feature }) => feature)).toEqual(
      expect.arrayContaining(['size', 'steps']),
    )
  })

  it('keeps what the server says: cost in cents, seed, its own time', async () => {
    const { result } = await callWire(bfl)
    expect(result.outcome).toMatchObject({
      costUsd: 0.04,
      seed: 7,
      phases: { inferenceMs: 1639 },
      server: { startTime: 1763240266.803, endTime: 1763240268.442, outputMegapixels: 1 },
    })
  })

  it.each(['Task not found', 'Error', 'Sleeping'])(
    'fails at once with the status %s',
    async (status) => {
      const { result, asked } = await callWire(bfl, {
        poll: json({ id: 'job', status, result: null, details: 'because' }),
      })
      expect(result.outcome).toMatchObject({
        outcome: 'failed',
        error: { kind: 'bad-response', message: `${status}: "because"` },
      })
      expect(asked.filter(({ path }) => path.startsWith('/v1/get_result'))).toHaveLength(1)
    },
  )

  it('does not carry the key to a foreign polling address', async () => {
    const { result, asked } = await callWire(bfl, {
      submit: json({ id: 'job', polling_url: 'https://api.example.org/v1/get_result?id=job' }),
    })
    expect(result.outcome).toMatchObject({
      outcome: 'failed',
      error: { message: expect.stringContaining('foreign host') },
    })
    expect(asked).toHaveLength(1)
  })

  it('is answered as the AI SDK is, by the same server', async () => {
    const server = await serveWire(bfl)
    const baseURL = `${server.url}/v1`
    const { images } = await createBlackForestLabs({ apiKey: 'k', baseURL })
      .image('flux-kontext-pro')
      .doGenerate({
        prompt: 'a cat',
        n: 1,
        size: undefined,
        aspectRatio: '4:3',
        seed: 5,
        files: [{ type: 'file', mediaType: 'image/png', data: new Uint8Array(tinyPng) }],
        mask: undefined,
        providerOptions: { blackForestLabs: { outputFormat: 'png' } },
      })
    const image = { bytes: new Uint8Array(tinyPng), mediaType: 'image/png' }
    const request = { images: [{ ...image, role: 'source' as const }], aspectRatio: '4:3', seed: 5 }
    const ours = await callWire(bfl, {}, { request })
    await server.close()
    expect(images).toEqual([new Uint8Array(tinyPng)])
    expect(server.asked.map(({ path }) => path)).toEqual(ours.asked.map(({ path }) => path))
    expect(JSON.parse(server.asked[0]?.body.toString() ?? '')).toEqual(
      JSON.parse(ours.asked[0]?.body.toString() ?? ''),
    )
  })
})
