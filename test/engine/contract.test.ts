import { describe } from 'vitest'
import { createEngine } from '#engine/create-engine.ts'
import { controlKinds, type Model } from '#schema/model.ts'
import { contractPicture, engineContract } from '../contract/engine.contract.ts'
import { startServer, tinyPng } from '../fixture/openai-server.ts'

const entry = (engine: Model['engine']): Model => ({ id: 'm', name: 'm', price: null, engine })

describe('null', () =>
  engineContract(async () => ({
    engine: await createEngine(entry({ kind: 'null' })),
    repeats: true,
  })))

describe.each(['draft', 'fine'])('procedural:%s', (tier) =>
  engineContract(async () => ({
    engine: await createEngine(entry({ kind: 'procedural', model: tier })),
    repeats: true,
  })),
)

describe('restoration:esrgan-slim', () =>
  engineContract(async () => ({
    engine: await createEngine(entry({ kind: 'restoration', model: 'esrgan-slim' })),
    requests: async () => [
      {
        prompt: 'Upscale it 2x',
        images: [{ ...(await contractPicture(40)), role: 'source' }],
        seed: 7,
      },
    ],
    repeats: true,
  })))

describe.each(controlKinds)('%s', (kind) =>
  engineContract(async () => ({
    engine: await createEngine(entry({ kind })),
    truth: { reference: await contractPicture(80), other: await contractPicture(120) },
    repeats: true,
  })),
)

describe('openai-images', () =>
  engineContract(async () => {
    const body = JSON.stringify({ data: [{ b64_json: tinyPng.toString('base64') }] })
    const server = await startServer(() => ({ body }))
    return {
      engine: await createEngine(
        entry({ kind: 'openai-images', baseUrl: `${server.url}/v1`, model: 'net' }),
      ),
      close: () => server.close(),
    }
  }))

describe('command', () =>
  engineContract(async () => ({
    engine: await createEngine(
      entry({
        kind: 'command',
        params: {
          command: [
            process.execPath,
            '-e',
            `console.log(JSON.stringify({ imageBase64: '${tinyPng.toString('base64')}' }))`,
          ],
        },
      }),
    ),
    repeats: true,
  })))
