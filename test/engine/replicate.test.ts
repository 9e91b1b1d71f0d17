import { describe, expect, it } from 'vitest'
import { createEngine } from '#engine/replicate.ts'
import { inspectImage } from '#image/inspect.ts'
import { encodePng } from '#image/encode.ts'
import type { EngineRequest } from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'
import { callWire, wireContract } from '../contract/wire.contract.ts'
import { contractPicture } from '../contract/engine.contract.ts'
import { json, prediction, replicateWire as replicate } from '../fixture/provider-wires.ts'

const bodyFor = async (
  model: string,
  request: Partial<EngineRequest>,
  params: Model['engine']['params'] = {},
) => {
  const wire = { ...replicate, engine: { ...replicate.engine, model } }
  const { asked, result } = await callWire(wire, {}, { request, params })
  const submit = asked.find((one) => replicate.stepOf(one) === 'submit')
  const body = JSON.parse(submit?.body.toString() ?? '{}') as {
    input: Record<string, unknown>
    version?: string
  }
  return {
    path: submit?.path,
    headers: submit?.headers,
    input: body.input,
    version: body.version,
    said: result.outcome.warnings.map(({ feature }) => feature),
    asked,
    result,
  }
}

const source = async () => [{ ...(await contractPicture(9)), role: 'source' as const }]

/** A picture that no compression makes small. */
async function noise(side: number) {
  let state = 1
  const data = Uint8Array.from({ length: side * side * 4 }, (_, index) => {
    state = (state * 48_271) % 2_147_483_647
    return index % 4 === 3 ? 255 : state & 255
  })
  const bytes = new Uint8Array(await encodePng({ width: side, height: side, data }))
  return { bytes, mediaType: 'image/png', role: 'source' as const }
}

describe('replicate', () => {
  wireContract(replicate, ['submit', 'poll', 'picture'])

  it('sends Kontext one picture, its shape kept, lossless, and waits for nothing in the submit', async () => {
    const { path, headers, input, said } = await bodyFor('black-forest-labs/flux-kontext-pro', {
      images: await source(),
      seed: 5,
      steps: 20,
    })
    expect(path).toBe('/v1/models/black-forest-labs/flux-kontext-pro/predictions')
    expect(input).toEqual({
      prompt: 'a cat',
      input_image: expect.stringMatching(/^data:image\/png;base64,/),
      aspect_ratio: 'match_input_image',
      output_format: 'png',
      seed: 5,
    })
    expect(said).toEqual(['steps'])
    expect(headers?.authorization).toMatch(/^Bearer /)
    expect(headers?.['prefer']).toBeUndefined()
  })

  it.each([
    ['black-forest-labs/flux-2-pro', 'input_images', true],
    ['black-forest-labs/flux-2-klein-4b', 'images', true],
    ['qwen/qwen-image-edit', 'image', false],
    ['qwen/qwen-image-edit-plus', 'image', true],
    ['google/nano-banana', 'image_input', true],
    ['runwayml/gen4-image', 'reference_images', true],
  ])('gives %s its pictures as %s', async (model, field, isList) => {
    const { input } = await bodyFor(model, { images: await source() })
    expect(Array.isArray(input[field])).toBe(isList)
  })

  it('says a size as the model wants it: a ratio, or custom in its grain', async () => {
    const size = { width: 1000, height: 750, images: [] }
    const kontext = await bodyFor('black-forest-labs/flux-kontext-pro', size)
    expect(kontext.input).toMatchObject({ aspect_ratio: '4:3' })
    const flux2 = await bodyFor('black-forest-labs/flux-2-pro', size)
    expect(flux2.input).toMatchObject({ aspect_ratio: 'custom', width: 992, height: 736 })
    expect(flux2.said).toContain('size')
    const plain = await bodyFor('black-forest-labs/flux-2-pro', { images: [] })
    expect(plain.input).not.toHaveProperty('aspect_ratio')
  })

  it('calls others than official models by their version', async () => {
    const { path, version } = await bodyFor('zsxkib/step1x-edit:12b5', { images: await source() })
    expect([path, version]).toEqual(['/v1/predictions', '12b5'])
  })

  it('uploads what is too large to be sent along, counts that as submitting, and shrinks nothing', async () => {
    const picture = await noise(320)
    expect(picture.bytes.byteLength).toBeGreaterThan(256_000)
    const { input, asked, result } = await bodyFor('black-forest-labs/flux-kontext-pro', {
      images: [picture],
    })
    const upload = asked.find(({ path }) => path === '/v1/files')
    expect(upload?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/)
    expect(upload?.body.includes(Buffer.from(picture.bytes))).toBe(true)
    expect(input['input_image']).toMatch(/\/v1\/files\/f1$/)
    expect(result.outcome.warnings).toEqual([])
    expect(inspectImage(picture.bytes)).toMatchObject({ width: 320 })
    const { submitMs = 0, downloadMs = 0 } = result.outcome.phases ?? {}
    expect(submitMs + downloadMs).toBeLessThanOrEqual(result.totalMs)
  })

  it('keeps what Replicate says: its own queue and the time of prediction', async () => {
    const { result } = await callWire(replicate)
    expect(result.outcome).toMatchObject({ phases: { inferenceMs: 3000, queueMs: 250 } })
  })

  it.each([
    ['failed', 'CUDA out of memory', 'bad-response', false],
    ['failed', 'Prediction interrupted; please retry (code: PA)', 'bad-response', true],
    ['canceled', null, 'gone', false],
    ['aborted', null, 'gone', false],
    ['sleeping', null, 'bad-response', false],
  ])('ends at once with the status %s (%s)', async (status, error, kind, retryable) => {
    const { result, asked } = await callWire(replicate, {
      poll: json(prediction('http://127.0.0.1', { status, error })),
    })
    expect(result.outcome).toMatchObject({
      outcome: 'failed',
      error: { kind, retryable, message: expect.stringContaining(error ?? status) },
    })
    expect(asked.filter((one) => replicate.stepOf(one) === 'poll')).toHaveLength(1)
  })

  it('reads in words when its rate limit resets', async () => {
    const { result } = await callWire(replicate, {
      submit: json({ detail: 'Request was throttled. Your rate limit resets in ~30s.' }, 429),
    })
    expect(result.outcome).toMatchObject({ error: { kind: 'rate-limit', retryAfterMs: 30_000 } })
  })

  it('fails where an upload fails, and submits nothing', async () => {
    const { result, asked } = await callWire(
      replicate,
      { other: { status: 413, body: '{"detail":"too large"}' } },
      { request: { images: [await noise(320)] } },
    )
    expect(result.outcome).toMatchObject({ error: { kind: 'bad-request', status: 413 } })
    expect(asked.map(replicate.stepOf)).not.toContain('submit')
  })

  it('says what it can do by its model', () => {
    const can = (model: string) =>
      createEngine({ id: 'm', name: 'm', price: null, engine: { kind: 'replicate', model } })
        .capabilities
    expect(can('black-forest-labs/flux-kontext-dev')).toMatchObject({ edit: true, generate: false })
    expect(can('black-forest-labs/flux-1.1-pro')).toMatchObject({ edit: false, generate: true })
    expect(can('black-forest-labs/flux-fill-pro')).toMatchObject({ mask: true, generate: false })
  })
})
