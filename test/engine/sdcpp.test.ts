import { describe, expect, it } from 'vitest'
import { createEngine } from '#engine/create-engine.ts'
import { createHttpClient } from '#engine/http-client.ts'
import { encodeMaskPng } from '#image/encode.ts'
import { decodeImage, decodeMask } from '#image/decode.ts'
import { callWire, wireContract, type Wire } from '../contract/wire.contract.ts'
import { contractPicture } from '../contract/engine.contract.ts'
import { startServer, tinyPng, type Answer, type Asked } from '../fixture/wire-server.ts'

const json = (value: unknown, status = 200): Answer => ({ status, body: JSON.stringify(value) })

const job = (status: string, changes: object = {}): Answer =>
  json({
    id: 'job_6b06_00000000',
    kind: 'img_gen',
    status,
    created: 1775401200,
    started: status === 'queued' ? null : 1775401203,
    completed: null,
    queue_position: 0,
    result: null,
    error: null,
    ...changes,
  })

const images = [{ index: 0, b64_json: tinyPng.toString('base64') }]
const completed = (changes: object = {}): Answer =>
  job('completed', {
    completed: 1775401215,
    result: { output_format: 'png', images },
    ...changes,
  })

const submitted = json(
  {
    id: 'job_6b06_00000000',
    kind: 'img_gen',
    status: 'queued',
    created: 1775401200,
    poll_url: '/sdcpp/v1/jobs/job_6b06_00000000',
  },
  202,
)

/** As sd-server's api.md and code say: submit, poll the job, the picture comes in base64 with its end. */
const sdcpp: Wire = {
  engine: { kind: 'sdcpp', params: { pollIntervalMs: 20 } },
  stepOf: ({ path }) => {
    if (path === '/sdcpp/v1/img_gen') return 'submit'
    return path.endsWith('/cancel') ? 'cancel' : 'poll'
  },
  pending: () => job('generating'),
  cancels: true,
  answer: ({ path }) => (path === '/sdcpp/v1/img_gen' ? submitted : completed()),
  refusals: [],
}

const bodyOf = (asked: Asked[]): Record<string, unknown> =>
  JSON.parse(asked[0]?.body.toString() ?? '') as Record<string, unknown>

const bytesOf = (base64: unknown): Buffer => Buffer.from(String(base64), 'base64')

describe('sdcpp', () => {
  wireContract(sdcpp, ['submit', 'poll'])

  it('sends source and references to an edit model, and every setting where the server has it', async () => {
    const [source, reference] = [await contractPicture(9), await contractPicture(90)]
    const { asked, result } = await callWire(
      sdcpp,
      {},
      {
        request: {
          images: [
            { ...source, role: 'source' },
            { ...reference, role: 'reference' },
          ],
          width: 96,
          height: 96,
          seed: 5,
          steps: 20,
          guidance: 2.5,
          quality: 'high',
        },
        params: { fields: { sample_params: { sample_method: 'euler', guidance: { txt_cfg: 1 } } } },
      },
    )
    expect(bodyOf(asked)).toEqual({
      prompt: 'a cat',
      batch_count: 1,
      output_format: 'png',
      width: 96,
      height: 96,
      seed: 5,
      sample_params: {
        sample_steps: 20,
        sample_method: 'euler',
        guidance: { distilled_guidance: 2.5, txt_cfg: 1 },
      },
      ref_images: [source, reference].map(({ bytes }) => Buffer.from(bytes).toString('base64')),
    })
    expect(result.outcome).toMatchObject({ outcome: 'image', seed: 5 })
    expect(result.outcome.warnings.map(({ feature }) => feature)).toEqual(['quality', 'size'])
  })

  it('asks for the size of the source where none is set, and says so', async () => {
    const image = await contractPicture(9)
    const { asked, result } = await callWire(
      sdcpp,
      {},
      { request: { images: [{ ...image, role: 'source' }] } },
    )
    expect(bodyOf(asked)).toMatchObject({ width: 96, height: 96 })
    expect(result.outcome.warnings).toContainEqual(
      expect.objectContaining({ kind: 'compatibility', feature: 'size' }),
    )
    const text = await callWire(sdcpp)
    expect(bodyOf(text.asked)).not.toHaveProperty('width')
  })

  it('says when the server will cut the input to another shape', async () => {
    const image = await contractPicture(9)
    const { result } = await callWire(
      sdcpp,
      {},
      { request: { images: [{ ...image, role: 'source' }], width: 192, height: 96 } },
    )
    expect(result.outcome.warnings).toContainEqual(expect.objectContaining({ feature: 'input' }))
  })

  it('gives a masked edit its source, its mask with white as what may change, and all its steps', async () => {
    const image = await contractPicture(9)
    const data = Uint8Array.from({ length: 96 * 96 }, (_, index) => (index < 960 ? 255 : 0))
    const mask = await encodeMaskPng({ width: 96, height: 96, data })
    const ask = (source: string) =>
      callWire(
        sdcpp,
        {},
        {
          request: {
            images: [{ ...image, role: 'source' }],
            mask: { bytes: mask, mediaType: 'image/png' },
          },
          params: { source },
        },
      )
    const edit = bodyOf((await ask('reference')).asked)
    expect(edit).toMatchObject({ strength: 1, ref_images: [edit['init_image']] })
    const sent = await decodeMask(bytesOf(edit['mask_image']))
    expect([...sent.data.subarray(0, 960)].every((value) => value === 255)).toBe(true)
    expect([...sent.data.subarray(960)].every((value) => value === 0)).toBe(true)
    const plain = bodyOf((await ask('init')).asked)
    expect(plain).not.toHaveProperty('ref_images')
    expect(plain).not.toHaveProperty('strength')
    expect(plain).toHaveProperty('init_image')
  })

  it('sends a grey picture in colour: the server takes no other', async () => {
    const grey = await encodeMaskPng({ width: 4, height: 4, data: new Uint8Array(16).fill(200) })
    const { asked } = await callWire(
      sdcpp,
      {},
      { request: { images: [{ bytes: grey, mediaType: 'image/png', role: 'source' }] } },
    )
    const sent = bytesOf((bodyOf(asked)['ref_images'] as string[])[0])
    expect([2, 6]).toContain(sent[25])
    expect([...(await decodeImage(sent)).data.subarray(0, 3)]).toEqual([200, 200, 200])
  })

  it('knows the inference to a second, and says so', async () => {
    const { result } = await callWire(sdcpp)
    expect(result.outcome).toMatchObject({
      phases: { inferenceMs: 12_000, inferenceErrorMs: 1000 },
      server: { started: 1775401203, completed: 1775401215, clockMs: 1000 },
    })
    const short = await callWire(sdcpp, { poll: completed({ completed: 1775401203 }) })
    expect(short.result.outcome.phases).not.toHaveProperty('inferenceMs')
  })

  it.each([
    [
      job('failed', { error: { code: 'generation_failed', message: 'no results' } }),
      'failed: generation_failed: no results',
    ],
    [job('cancelled', { error: { code: 'cancelled', message: 'by client' } }), /^cancelled: /],
    [job('sleeping'), 'sleeping'],
    [job('completed', { result: { images: [] } }), /holds no image/],
    [json({ error: 'job expired' }, 410), /HTTP 410: job expired/],
  ])('fails at once with a job that ended otherwise', async (poll, message) => {
    const { result, asked } = await callWire(sdcpp, { poll })
    expect(result.outcome).toMatchObject({
      outcome: 'failed',
      error: { retryable: false, message: expect.stringMatching(message) },
    })
    expect(asked).toHaveLength(2)
  })

  it('tells a full queue as a rate limit', async () => {
    const { result } = await callWire(sdcpp, { submit: json({ error: 'job queue is full' }, 429) })
    expect(result.outcome).toMatchObject({
      error: { kind: 'rate-limit', retryable: true, message: 'HTTP 429: job queue is full' },
    })
  })

  it('finds a job again by its handle, without a latency', async () => {
    const server = await startServer(() => completed())
    const engine = await createEngine({
      id: 'm',
      name: 'm',
      price: null,
      engine: { kind: 'sdcpp', baseUrl: server.url },
    })
    const outcome = await engine.reattach?.('job_6b06_00000000', {
      signal: new AbortController().signal,
      http: createHttpClient(),
    })
    await server.close()
    expect(outcome).toMatchObject({ outcome: 'image' })
    expect(server.asked[0]?.path).toBe('/sdcpp/v1/jobs/job_6b06_00000000')
  })
})
