import { describe, expect, it } from 'vitest'
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
const taskOf = ({ body }: Asked): { taskType: string; taskUUID: string } =>
  (JSON.parse(body.toString()) as [{ taskType: string; taskUUID: string }])[0]

const stepOf = (asked: Asked): Step => {
  if (asked.method !== 'POST') return 'picture'
  return taskOf(asked).taskType === 'getResponse' ? 'poll' : 'submit'
}

const fault = (code: string, status = 400): Answer =>
  json({ errors: [{ code, message: 'because', taskType: 'imageInference' }] }, status)

const done = (asked: Asked, picture: object): Answer =>
  json({
    data: [
      {
        taskType: 'imageInference',
        taskUUID: taskOf(asked).taskUUID,
        imageUUID: 'i',
        seed: 7,
        cost: 0.04,
        generationTime: 1.5,
        NSFWContent: false,
        ...picture,
      },
    ],
  })

/** As runware.ai/docs says: a list of tasks in, what became of them out. */
const runware: Wire = {
  engine: { kind: 'runware', model: 'bfl:3@1' },
  basePath: '/v1',
  stepOf,
  answer: (asked) => done(asked, { imageBase64Data: tinyPng.toString('base64') }),
  refusals: [
    'providerContentPolicyViolation',
    'nsfwContentDetected',
    'promptBlocked',
    'moderationFailed',
  ].flatMap((code) => [{ submit: fault(code) }, { submit: fault(code, 200) }]),
}

/** The same where the task is queued, asked for, and its picture lies elsewhere. */
const queued: Wire = {
  ...runware,
  engine: {
    ...runware.engine,
    params: { deliveryMethod: 'async', outputType: 'URL', pollIntervalMs: 50 },
  },
  pending: (asked) =>
    json({
      data: [
        { taskType: 'imageInference', taskUUID: taskOf(asked).taskUUID, status: 'processing' },
      ],
    }),
  answer(asked, url) {
    if (stepOf(asked) === 'picture')
      return { headers: { 'content-type': 'image/png' }, body: tinyPng }
    const { taskUUID } = taskOf(asked)
    return stepOf(asked) === 'submit'
      ? json({ data: [{ taskType: 'imageInference', taskUUID }] })
      : done(asked, { status: 'success', imageURL: `${url}/image/i.png` })
  },
  refusals: [{ poll: fault('contentPolicyViolation', 200) }],
}

describe('runware', () => {
  wireContract(runware, ['submit'])
  describe('queued', () => wireContract(queued, ['submit', 'poll', 'picture']))

  it('asks one task with its cost, references where this family has them, at the nearest size it draws', async () => {
    const picture = await contractPicture(9)
    const { asked, result } = await callWire(
      runware,
      {},
      {
        request: {
          images: [
            { ...picture, role: 'source' },
            { ...picture, role: 'reference' },
          ],
          width: 1200,
          height: 900,
          seed: 5,
          steps: 20,
        },
        params: { fields: { providerSettings: { bfl: { safetyTolerance: 2 } } } },
      },
    )
    const uri = `data:image/png;base64,${Buffer.from(picture.bytes).toString('base64')}`
    expect(asked[0]?.path).toBe('/v1')
    expect(JSON.parse(asked[0]?.body.toString() ?? '')).toEqual([
      {
        taskType: 'imageInference',
        taskUUID: expect.stringMatching(/^[0-9a-f-]{36}$/),
        model: 'bfl:3@1',
        positivePrompt: 'a cat',
        inputs: { referenceImages: [uri, uri] },
        width: 1184,
        height: 880,
        seed: 5,
        numberResults: 1,
        outputType: 'base64Data',
        outputFormat: 'PNG',
        includeCost: true,
        includeGenerationTime: true,
        providerSettings: { bfl: { safetyTolerance: 2 } },
      },
    ])
    expect(result.outcome.warnings.map(({ feature }) => feature)).toEqual(['size', 'steps', 'size'])
  })

  it('keeps cost, seed and generation time, which is inference once its unit is named', async () => {
    const { outcome } = (await callWire(runware)).result
    expect(outcome).toMatchObject({ costUsd: 0.04, seed: 7, server: { generationTime: 1.5 } })
    expect(outcome.phases?.inferenceMs).toBeUndefined()
    const named = await callWire(runware, {}, { params: { generationTimeUnit: 's' } })
    expect(named.result.outcome.phases?.inferenceMs).toBe(1500)
  })

  it('starts community models from the input, with mask, steps and guidance', async () => {
    const picture = await contractPicture(9)
    const { asked } = await callWire(
      { ...runware, engine: { kind: 'runware', model: 'civitai:1@2' } },
      {},
      {
        request: {
          images: [{ ...picture, role: 'source' }],
          mask: picture,
          steps: 9,
          guidance: 3,
        },
      },
    )
    expect(taskOf(asked[0] as Asked)).toMatchObject({
      seedImage: expect.stringContaining('data:image/png'),
      maskImage: expect.stringContaining('data:image/png'),
      steps: 9,
      CFGScale: 3,
    })
  })

  it('takes a picture that is flagged for a refusal, and keeps what it cost', async () => {
    const { result } = await callWire(runware, {
      submit: (asked) => done(asked, { imageURL: 'http://127.0.0.1/x.png', NSFWContent: true }),
    })
    expect(result.outcome).toMatchObject({
      outcome: 'refused',
      refusal: 'NSFWContent: the picture was flagged',
      costUsd: 0.04,
    })
  })

  it.each([
    ['invalidApiKey', 'auth', false],
    ['insufficientCredits', 'billing', false],
    ['rateLimitExceeded', 'rate-limit', true],
    ['timeoutProvider', 'http', true],
    ['unknownParameter', 'bad-request', false],
  ])('tells the fault %s within a good answer', async (code, kind, retryable) => {
    const { result } = await callWire(runware, { submit: fault(code, 200) })
    expect(result.outcome).toMatchObject({
      outcome: 'failed',
      error: { kind, retryable, message: `${code}: because` },
    })
  })

  it.each([json({ data: [] }), json({ data: [{ taskUUID: 'of another', imageURL: 'x' }] })])(
    'fails where the answer does not speak of its task (%#)',
    async (submit) => {
      const { result } = await callWire(runware, { submit })
      expect(result.outcome).toMatchObject({ outcome: 'failed', error: { kind: 'bad-response' } })
    },
  )

  it('does not wait for a picture that the answer leaves out', async () => {
    const { result, asked } = await callWire(runware, { submit: (one) => done(one, {}) })
    expect(result.outcome).toMatchObject({
      outcome: 'failed',
      error: { message: 'the task ended as "done" without a picture' },
    })
    expect(asked).toHaveLength(1)
  })

  it('fails at once with a status of tomorrow', async () => {
    const { result, asked } = await callWire(queued, {
      poll: (one) => json({ data: [{ taskUUID: taskOf(one).taskUUID, status: 'dreaming' }] }),
    })
    expect(result.outcome).toMatchObject({
      outcome: 'failed',
      error: { message: expect.stringContaining('dreaming') },
    })
    expect(asked.filter((one) => stepOf(one) === 'poll')).toHaveLength(1)
  })

  it('finds a queued task again by its handle', async () => {
    const server = await serveWire(queued)
    const engine = await createEngine({
      id: 'm',
      name: 'm',
      price: null,
      engine: { ...queued.engine, baseUrl: `${server.url}/v1` },
    })
    const outcome = await engine.reattach?.('0b7c', {
      signal: new AbortController().signal,
      http: createHttpClient(),
      apiKey: 'k',
    })
    await server.close()
    expect(outcome).toMatchObject({ outcome: 'image', costUsd: 0.04, seed: 7, phases: {} })
    expect(outcome).not.toHaveProperty('span')
    expect(server.asked.map(stepOf)).toEqual(['poll', 'picture'])
  })
})
