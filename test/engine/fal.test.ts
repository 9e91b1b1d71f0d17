import { describe, expect, it } from 'vitest'
import { createEngine } from '#engine/fal.ts'
import type { EngineRequest } from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'
import { callWire, wireContract } from '../contract/wire.contract.ts'
import { contractPicture } from '../contract/engine.contract.ts'
import { falWire as fal, json } from '../fixture/provider-wires.ts'
import { tinyPng } from '../fixture/wire-server.ts'

const entry = (model: string, params = {}): Model => ({
  id: 'm',
  name: 'm',
  price: null,
  engine: { kind: 'fal', model, params },
})

const bodyFor = async (
  model: string,
  request: Partial<EngineRequest>,
  params: Model['engine']['params'] = {},
) => {
  const wire = { ...fal, engine: { kind: 'fal', model, params: { pollIntervalMs: 50 } } }
  const { asked, result } = await callWire(wire, {}, { request, params })
  const submit = asked.find((one) => fal.stepOf(one) === 'submit')
  return {
    path: submit?.path,
    headers: submit?.headers,
    body: submit ? (JSON.parse(submit.body.toString()) as Record<string, unknown>) : undefined,
    said: result.outcome.warnings.map(({ feature }) => feature),
    result,
  }
}

describe('fal', () => {
  wireContract(fal, ['submit', 'poll', 'other', 'picture'])

  it('sends Kontext its picture as a data URI and the ratio for the size, and bars retries at fal', async () => {
    const picture = await contractPicture(9)
    const { path, headers, body, said } = await bodyFor('fal-ai/flux-pro/kontext', {
      images: [{ ...picture, role: 'source' }],
      width: 1024,
      height: 768,
      seed: 5,
      steps: 20,
      guidance: 3,
    })
    expect(path).toBe('/fal-ai/flux-pro/kontext')
    expect(body).toEqual({
      prompt: 'a cat',
      image_url: `data:image/png;base64,${Buffer.from(picture.bytes).toString('base64')}`,
      aspect_ratio: '4:3',
      seed: 5,
      guidance_scale: 3,
      output_format: 'png',
    })
    expect(said).toEqual(expect.arrayContaining(['size', 'steps']))
    expect(headers).toMatchObject({
      authorization: expect.stringMatching(/^Key /),
      'x-fal-no-retry': '1',
      'x-app-fal-disable-fallback': 'true',
    })
  })

  it('takes another endpoint for text and for several inputs where they are named', async () => {
    const params = {
      generateModel: 'fal-ai/flux-pro/kontext/text-to-image',
      multiModel: 'fal-ai/flux-pro/kontext/multi',
    }
    const picture = { ...(await contractPicture(9)), role: 'source' as const }
    const text = await bodyFor('fal-ai/flux-pro/kontext', { images: [] }, params)
    expect(text.path).toBe('/fal-ai/flux-pro/kontext/text-to-image')
    expect(text.body).not.toHaveProperty('image_url')
    const several = await bodyFor('fal-ai/flux-pro/kontext', { images: [picture, picture] }, params)
    expect(several.path).toBe('/fal-ai/flux-pro/kontext/multi')
    expect(several.body?.['image_urls']).toHaveLength(2)
    expect(createEngine(entry('fal-ai/flux-pro/kontext', params)).capabilities).toMatchObject({
      edit: true,
      generate: true,
      maxInputs: 4,
    })
    expect(createEngine(entry('fal-ai/flux-pro/kontext')).capabilities.generate).toBe(false)
  })

  it('submits nothing that its endpoint cannot do', async () => {
    for (const [model, images] of [
      ['fal-ai/flux-pro/kontext', []],
      ['fal-ai/flux/schnell', [{ ...(await contractPicture(9)), role: 'source' as const }]],
    ] as const) {
      const { path, result } = await bodyFor(model, { images: [...images] })
      expect(path).toBeUndefined()
      expect(result.outcome.outcome).toBe('unsupported')
    }
  })

  it.each([
    [
      'fal-ai/flux-kontext/dev',
      {
        resolution_mode: '4:3',
        num_inference_steps: 9,
        guidance_scale: 3,
        seed: 5,
        output_format: 'png',
      },
    ],
    ['fal-ai/flux-2-pro/edit', { image_size: { width: 1024, height: 768 }, seed: 5 }],
    [
      'fal-ai/qwen-image-edit',
      { image_size: { width: 1024, height: 768 }, num_inference_steps: 9 },
    ],
    ['fal-ai/hidream-e1-1', { edit_instruction: 'a cat' }],
    ['fal-ai/bagel/edit', { prompt: 'a cat', seed: 5 }],
    ['fal-ai/nano-banana/edit', { aspect_ratio: '4:3' }],
  ])('gives %s the fields it has', async (model, fields) => {
    const { body } = await bodyFor(model, {
      images: [{ ...(await contractPicture(9)), role: 'source' }],
      width: 1024,
      height: 768,
      seed: 5,
      steps: 9,
      guidance: 3,
    })
    expect(body).toMatchObject(fields)
  })

  it('keeps what fal says: the place in the queue, the time of inference, the seed', async () => {
    const { result } = await callWire(fal)
    expect(result.outcome).toMatchObject({
      seed: 7,
      phases: { inferenceMs: 1639 },
      server: { queuePosition: 2, polls: 1 },
    })
    expect(result.outcome.costUsd).toBeUndefined()
  })

  it('takes a picture that was sent along', async () => {
    const { result, asked } = await callWire(fal, {
      other: (one) => {
        const said = JSON.parse(String(fal.answer(one, '').body))
        said.images = [{ url: `data:image/png;base64,${tinyPng.toString('base64')}` }]
        return json(said)
      },
    })
    expect(result.outcome.outcome).toBe('image')
    expect(asked.map(fal.stepOf)).not.toContain('picture')
  })

  it.each([
    ['FAILED', { status: 'FAILED', error: 'boom' }, 'FAILED: boom'],
    ['a new status', { status: 'SLEEPING' }, 'SLEEPING'],
    [
      'an error beside COMPLETED',
      { status: 'COMPLETED', error: 'died', error_type: 'runner_disconnected' },
      'COMPLETED: runner_disconnected: died',
    ],
  ])('fails at once with %s', async (_, status, message) => {
    const { result, asked } = await callWire(fal, { poll: json(status) })
    expect(result.outcome).toMatchObject({
      outcome: 'failed',
      error: { kind: 'bad-response', message },
    })
    expect(asked.filter((one) => fal.stepOf(one) === 'poll')).toHaveLength(1)
  })

  it('calls a request gone that somebody else cancelled', async () => {
    const { result } = await callWire(fal, { poll: json({ status: 'CANCELED' }) })
    expect(result.outcome).toMatchObject({ error: { kind: 'gone', message: 'CANCELED' } })
  })

  it('is not tried again where fal says that it would be in vain', async () => {
    const { result } = await callWire(fal, {
      other: {
        status: 500,
        headers: { 'x-fal-retryable': 'false' },
        body: '{"detail":"internal"}',
      },
    })
    expect(result.outcome).toMatchObject({ error: { kind: 'http', retryable: false } })
  })

  it('takes no handle of another shape, and no foreign address in one', async () => {
    const engine = createEngine(entry('fal-ai/flux-pro/kontext'))
    const context = {
      signal: new AbortController().signal,
      http: {
        send: async () => {
          throw new Error('nothing may be sent')
        },
      },
      apiKey: 'secret',
    }
    const foreign = JSON.stringify({ status: 'https://x.org/s', response: 'https://x.org/r' })
    expect(await engine.reattach?.('what', context)).toMatchObject({ error: { kind: 'gone' } })
    expect(await engine.reattach?.(foreign, context)).toMatchObject({
      error: { kind: 'bad-response', message: expect.stringContaining('foreign host') },
    })
  })
})
