import { describe, expect, it } from 'vitest'
import { createEngine } from '#engine/bfl.ts'
import { keyAddress } from '#engine/wire/address.ts'
import { CallEnded } from '#engine/wire/call-ended.ts'
import { decodeMask } from '#image/decode.ts'
import { encodeMaskPng } from '#image/encode.ts'
import type { EngineRequest } from '#schema/engine.ts'
import { callWire, wireContract } from '../contract/wire.contract.ts'
import { contractPicture } from '../contract/engine.contract.ts'
import { bflWire as bfl, json } from '../fixture/provider-wires.ts'

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

  it.each([
    ['Task not found', 'gone', ''],
    ['Error', 'bad-response', 'the job ended with status '],
    ['Sleeping', 'bad-response', 'the job ended with status '],
  ])('fails at once with the status %s', async (status, kind, head) => {
    const { result, asked } = await callWire(bfl, {
      poll: json({ id: 'job', status, result: null, details: 'because' }),
    })
    expect(result.outcome).toMatchObject({
      outcome: 'failed',
      error: { kind, message: `${head}${status}: "because"` },
    })
    expect(asked.filter(({ path }) => path.startsWith('/v1/get_result'))).toHaveLength(1)
  })

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

  const bodyFor = async (model: string, request: Partial<EngineRequest>) => {
    const { asked, result } = await callWire(
      { ...bfl, engine: { ...bfl.engine, model } },
      {},
      { request },
    )
    const body = JSON.parse(asked[0]?.body.toString() ?? '') as Record<string, unknown>
    return { path: asked[0]?.path, body, said: result.outcome.warnings.map((one) => one.feature) }
  }

  it('gives FLUX.2 a size in its grain, told where that is not the one asked', async () => {
    const { path, body, said } = await bodyFor('flux-2-pro', { width: 1000, height: 752, steps: 9 })
    expect(path).toBe('/v1/flux-2-pro')
    expect(body).toMatchObject({ width: 1008, height: 752 })
    expect(body).not.toHaveProperty('aspect_ratio')
    expect(body).not.toHaveProperty('steps')
    expect(said).toEqual(expect.arrayContaining(['size', 'steps']))
    const flex = await bodyFor('flux-2-flex', { width: 1024, height: 1024, steps: 9, guidance: 4 })
    expect(flex.body).toMatchObject({ width: 1024, height: 1024, steps: 9, guidance: 4 })
    expect(flex.said).toEqual(['size'])
  })

  it('sends FLUX.2 up to eight inputs, klein four, and says what it left out', async () => {
    const images = await Promise.all(
      Array.from({ length: 9 }, async (_, level) => ({
        ...(await contractPicture(level)),
        role: 'reference' as const,
      })),
    )
    const { body, said } = await bodyFor('flux-2-max', { images })
    expect(Object.keys(body).filter((name) => name.startsWith('input_image'))).toEqual([
      'input_image',
      ...Array.from({ length: 7 }, (_, index) => `input_image_${index + 2}`),
    ])
    expect(said).toContain('images')
    const klein = await bodyFor('flux-2-klein-4b', { images })
    expect(klein.body).toHaveProperty('input_image_4')
    expect(klein.body).not.toHaveProperty('input_image_5')
  })

  it('asks 1.1 ultra for a ratio, and takes an image prompt for no edit', async () => {
    const { body } = await bodyFor('flux-pro-1.1-ultra', { width: 1920, height: 1080 })
    expect(body).toMatchObject({ aspect_ratio: '16:9' })
    expect(body).not.toHaveProperty('width')
    const engine = createEngine({
      id: 'm',
      name: 'm',
      price: null,
      engine: { kind: 'bfl', model: 'flux-pro-1.1-ultra' },
    })
    expect(engine.capabilities).toMatchObject({ edit: false, generate: true })
  })

  it('keeps black and paints white in a fill, as its documents say', async () => {
    const mask = await encodeMaskPng({ width: 2, height: 1, data: Uint8Array.of(0, 255) })
    const { body } = await bodyFor('flux-pro-1.0-fill', {
      images: [{ ...(await contractPicture(9)), role: 'source' }],
      mask: { bytes: new Uint8Array(mask), mediaType: 'image/png' },
    })
    const sent = await decodeMask(new Uint8Array(Buffer.from(String(body['mask']), 'base64')))
    expect([...sent.data]).toEqual([0, 255])
    expect(body).toHaveProperty('image')
    expect(body).not.toHaveProperty('input_image')
  })

  it('takes an error that names the content policy for the refusal it is', async () => {
    const { result } = await callWire(bfl, {
      poll: json({ status: 'Error', error: 'content_policy_violation', message: 'flagged' }),
    })
    expect(result.outcome).toMatchObject({
      outcome: 'refused',
      refusal: expect.stringContaining('flagged'),
    })
  })

  it('reads beside the error how long it is to be left alone', async () => {
    const { result } = await callWire(bfl, {
      submit: json({ error: 'rate_limit_exceeded', message: 'too many', retry_after: 5 }, 429),
    })
    expect(result.outcome).toMatchObject({ error: { kind: 'rate-limit', retryAfterMs: 5000 } })
  })

  it('sends no key over http where it was given to https', async () => {
    const server = { base: 'https://api.bfl.ai/v1' }
    expect(keyAddress('https://api.us1.bfl.ai/v1/get_result?id=1', server, 'bfl.ai')).toBe(
      'https://api.us1.bfl.ai/v1/get_result?id=1',
    )
    for (const address of [
      'http://api.bfl.ai/v1/get_result?id=1',
      'https://bfl.ai.example.org/',
      'https://notbfl.ai/',
      'https://bfl.ai@example.org/',
      'http://[',
    ])
      expect(() => keyAddress(address, server, 'bfl.ai')).toThrow(CallEnded)
  })
})
