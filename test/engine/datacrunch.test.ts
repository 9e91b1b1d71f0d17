import { describe, expect, it } from 'vitest'
import { contractPicture } from '../contract/engine.contract.ts'
import { callWire, wireContract, type Wire } from '../contract/wire.contract.ts'
import { tinyPng, type Answer } from '../fixture/wire-server.ts'

const json = (value: unknown, status = 200): Answer => ({ status, body: JSON.stringify(value) })
const png: Answer = { headers: { 'content-type': 'image/png' }, body: tinyPng }
const base64 = tinyPng.toString('base64')

/** As public clients of flux-kontext-dev call it: the settings under `input`, base64 among the outputs. */
const kontextDev: Wire = {
  engine: { kind: 'datacrunch', model: 'flux-kontext-dev' },
  stepOf: ({ method }) => (method === 'POST' ? 'submit' : 'picture'),
  answer: () => json({ status: 'COMPLETED', output: { outputs: [base64] } }),
  refusals: [
    { submit: json({ detail: 'NSFW content detected' }, 400) },
    { submit: json({ status: 'FAILED', error: 'the prompt was blocked by moderation' }) },
  ],
}

/** As docs.verda.com shows for FLUX.2: the picture is the answer. */
const flux2: Wire = {
  ...kontextDev,
  engine: { kind: 'datacrunch', model: 'flux2-dev' },
  answer: () => png,
}

const byAddress: Wire = {
  ...kontextDev,
  answer: ({ method }, url) =>
    method === 'POST' ? json({ output: { images: [`${url}/files/1.png`] } }) : png,
}

async function askedOf(model: string, params = {}) {
  const picture = await contractPicture(9)
  const { asked, result } = await callWire(
    { ...flux2, engine: { kind: 'datacrunch', model, params } },
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
      },
    },
  )
  return {
    path: asked[0]?.path,
    body: JSON.parse(asked[0]?.body.toString() ?? ''),
    features: result.outcome.warnings.map(({ feature }) => feature),
  }
}

const uri = expect.stringMatching(/^data:image\/png;base64,/)

describe('datacrunch', () => {
  wireContract(kontextDev, ['submit'])
  describe('with the picture as the answer', () => wireContract(flux2, ['submit']))
  describe('by address', () => wireContract(byAddress, ['submit', 'picture']))

  it.each([
    [
      'flux-kontext-dev',
      '/flux-kontext-dev/predict',
      {
        input: {
          prompt: 'a cat',
          image: uri,
          size: '1024*768',
          num_inference_steps: 20,
          guidance_scale: 3,
          seed: 5,
          output_format: 'png',
          enable_base64_output: true,
        },
      },
      ['images', 'size'],
    ],
    [
      'flux-kontext-pro',
      '/bfl/flux-kontext-pro',
      { prompt: 'a cat', input_image: uri, output_format: 'png' },
      ['images', 'size', 'seed', 'steps', 'guidance', 'size'],
    ],
    [
      'flux2-dev',
      '/flux2-dev/runsync',
      {
        prompt: 'a cat',
        reference_images: [uri, uri],
        steps: 20,
        guidance: 3,
        output_format: 'png',
        enable_base64_output: true,
      },
      ['size', 'seed', 'size'],
    ],
    [
      'flux2-klein-base-9b',
      '/flux2-klein-base-9b/generate',
      {
        prompt: 'a cat',
        input_images: [uri, uri],
        width: 1024,
        height: 768,
        num_steps: 20,
        guidance: 3,
        seed: 5,
        output_format: 'png',
        enable_base64_output: true,
      },
      ['size'],
    ],
  ])('asks %s as it is asked', async (model, path, body, features) => {
    expect(await askedOf(model)).toEqual({ path, body, features })
  })

  it('asks another path with other fields where the entry names them', async () => {
    const params = {
      path: 'mine/run',
      wrap: 'none',
      imageField: 'pictures',
      sizeForm: 'sides',
      seedField: 'noise',
      fields: { safe: true },
    }
    const { path, body } = await askedOf('flux-kontext-dev', params)
    expect(path).toBe('/mine/run')
    expect(body).toMatchObject({ pictures: [uri], width: 1024, height: 768, noise: 5, safe: true })
  })

  it.each([
    [json({ status: 'FAILED', error: { message: 'out of memory' } }), 'out of memory'],
    [json({ status: 'QUEUED' }), 'QUEUED'],
    [json({ output: {} }), 'no status'],
  ])('fails with the words of an answer without a picture (%#)', async (submit, words) => {
    const { result } = await callWire(kontextDev, { submit })
    expect(result.outcome).toMatchObject({
      outcome: 'failed',
      error: { kind: 'bad-response', message: expect.stringContaining(words) },
    })
  })

  it.each([
    { images: [base64] },
    { image: base64 },
    { output: [`data:image/png;base64,${base64}`] },
  ])('finds the picture in %j', async (answer) => {
    const { result } = await callWire(kontextDev, { submit: json(answer) })
    expect(result.outcome.outcome).toBe('image')
  })
})
