import { createGoogle } from '@ai-sdk/google'
import { describe, expect, it } from 'vitest'
import { contractPicture } from '../contract/engine.contract.ts'
import { callWire, serveWire, wireContract, type Wire } from '../contract/wire.contract.ts'
import { tinyPng, type Answer } from '../fixture/wire-server.ts'

const json = (value: unknown, status = 200): Answer => ({ status, body: JSON.stringify(value) })
const base64 = tinyPng.toString('base64')
const picture = { inlineData: { mimeType: 'image/png', data: base64 } }
const usageMetadata = {
  promptTokenCount: 1300,
  candidatesTokenCount: 1290,
  totalTokenCount: 2590,
  promptTokensDetails: [
    { modality: 'TEXT', tokenCount: 10 },
    { modality: 'IMAGE', tokenCount: 1290 },
  ],
  candidatesTokensDetails: [{ modality: 'IMAGE', tokenCount: 1290 }],
}

const candidate = (finishReason: string, parts: object[] = [], more = {}): Answer =>
  json({
    candidates: [{ content: { role: 'model', parts }, finishReason, index: 0, ...more }],
    usageMetadata,
    modelVersion: 'gemini-2.5-flash-image',
  })

/** As ai.google.dev says: generateContent, the picture as base64 among the parts of its answer. */
const gemini: Wire = {
  engine: { kind: 'gemini', model: 'gemini-2.5-flash-image' },
  basePath: '/v1beta',
  stepOf: () => 'submit',
  answer: () => candidate('STOP', [{ text: 'Here it is.' }, picture]),
  refusals: [
    { submit: json({ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, usageMetadata }) },
    ...['SAFETY', 'IMAGE_SAFETY', 'IMAGE_PROHIBITED_CONTENT', 'IMAGE_RECITATION', 'NO_IMAGE'].map(
      (reason) => ({ submit: candidate(reason, [], { finishMessage: 'try another prompt' }) }),
    ),
    { submit: candidate('STOP', [{ text: 'I cannot draw that.' }]) },
  ],
}

describe('gemini', () => {
  wireContract(gemini, ['submit'])

  it('sends words, pictures, shape and seed, and says what this API cannot take', async () => {
    const source = await contractPicture(9)
    const { asked, result } = await callWire(
      gemini,
      {},
      {
        request: {
          images: [{ ...source, role: 'source' }],
          width: 1024,
          height: 760,
          seed: 5,
          quality: '2K',
          steps: 9,
        },
        params: { fields: { safetySettings: [] } },
      },
    )
    expect(asked[0]?.path).toBe('/v1beta/models/gemini-2.5-flash-image:generateContent')
    expect(JSON.parse(asked[0]?.body.toString() ?? '')).toEqual({
      contents: [
        {
          role: 'user',
          parts: [
            { text: 'a cat' },
            {
              inlineData: {
                mimeType: 'image/png',
                data: Buffer.from(source.bytes).toString('base64'),
              },
            },
          ],
        },
      ],
      generationConfig: {
        responseModalities: ['IMAGE'],
        imageConfig: { aspectRatio: '4:3', imageSize: '2K' },
        seed: 5,
      },
      safetySettings: [],
    })
    expect(result.outcome.warnings.map(({ message }) => message)).toEqual([
      '1024x760 is sent as aspect ratio 4:3: this API takes no size',
      'steps is not sent: this API has no such field',
      'asked 1024x760, got 2x2',
    ])
  })

  it('counts its tokens by kind', async () => {
    const { tokens } = (await callWire(gemini)).result.outcome
    expect(tokens).toEqual({ textIn: 10, imageIn: 1290, imageOut: 1290, textOut: 0 })
  })

  it('keeps the words and the tokens of a refusal', async () => {
    const { result } = await callWire(gemini, {
      submit: candidate('IMAGE_SAFETY', [], { finishMessage: 'Unable to show.' }),
    })
    expect(result.outcome).toMatchObject({
      outcome: 'refused',
      refusal: 'IMAGE_SAFETY: Unable to show.',
      tokens: { imageOut: 1290 },
      server: { usage: { totalTokenCount: 2590 } },
    })
  })

  it('does not take a sketch on the way for the picture', async () => {
    const sketch = { thought: true, inlineData: { mimeType: 'image/png', data: 'AAAA' } }
    const { result } = await callWire(gemini, { submit: candidate('STOP', [sketch, picture]) })
    expect(result.outcome).toMatchObject({ outcome: 'image', warnings: [] })
  })

  it.each([
    [candidate('MAX_TOKENS'), 'MAX_TOKENS'],
    [candidate('A_REASON_OF_TOMORROW'), 'A_REASON_OF_TOMORROW'],
    [json({ candidates: [] }), 'no finish reason'],
  ])('fails with the reason as it came where nothing was refused (%#)', async (submit, reason) => {
    const { result } = await callWire(gemini, { submit })
    expect(result.outcome).toMatchObject({
      outcome: 'failed',
      error: { kind: 'bad-response', message: expect.stringContaining(reason) },
    })
  })

  it('tells a wrong key and the time to wait, which lie in the body here', async () => {
    const detail = (more: object): Answer =>
      json({ error: { code: 400, message: 'no', details: [{ '@type': 'x', ...more }] } }, 400)
    const wrongKey = await callWire(gemini, { submit: detail({ reason: 'API_KEY_INVALID' }) })
    expect(wrongKey.result.outcome).toMatchObject({ error: { kind: 'auth', retryable: false } })
    const limit = await callWire(gemini, {
      submit: { ...detail({ retryDelay: '34.5s' }), status: 429 },
    })
    expect(limit.result.outcome).toMatchObject({
      error: { kind: 'rate-limit', retryable: true, retryAfterMs: 34_500 },
    })
  })

  it('is answered as the AI SDK is, by the same server', async () => {
    const server = await serveWire(gemini)
    const model = createGoogle({ apiKey: 'k', baseURL: `${server.url}/v1beta` }).image(
      'gemini-2.5-flash-image',
    )
    const { images } = await model.doGenerate({
      prompt: 'a cat',
      n: 1,
      size: undefined,
      aspectRatio: '4:3',
      seed: 5,
      files: [{ type: 'file', mediaType: 'image/png', data: new Uint8Array(tinyPng) }],
      mask: undefined,
      providerOptions: {},
    })
    await server.close()
    expect(images).toEqual([base64])
    expect(server.asked[0]?.path).toBe('/v1beta/models/gemini-2.5-flash-image:generateContent')
    expect(server.asked[0]?.headers['x-goog-api-key']).toBe('k')
    expect(JSON.parse(server.asked[0]?.body.toString() ?? '')).toMatchObject({
      contents: [{ role: 'user', parts: [{ text: 'a cat' }, picture] }],
      generationConfig: {
        responseModalities: ['IMAGE'],
        imageConfig: { aspectRatio: '4:3' },
        seed: 5,
      },
    })
  })
})
