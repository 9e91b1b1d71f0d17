import { describe } from 'vitest'
import { createEngine } from '#engine/create-engine.ts'
import { controlKinds, type Model } from '#schema/model.ts'
import { contractPicture, engineContract } from '../contract/engine.contract.ts'
import { startServer, tinyPng } from '../fixture/wire-server.ts'

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

describe.each(controlKinds)('%s', (kind) =>
  engineContract(async () => ({
    engine: await createEngine(entry({ kind })),
    truth: { reference: await contractPicture(80), other: await contractPicture(120) },
    repeats: true,
  })),
)

const base64 = tinyPng.toString('base64')

/** Engines whose server answers each question with the picture. */
const held: Record<string, unknown> = {
  'openai-images': { data: [{ b64_json: base64 }] },
  together: { data: [{ b64_json: base64 }] },
}

describe.each(Object.entries(held))('%s', (kind, answer) =>
  engineContract(async () => {
    const server = await startServer(() => ({ body: JSON.stringify(answer) }))
    return {
      engine: await createEngine(entry({ kind, baseUrl: `${server.url}/v1`, model: 'net' })),
      close: () => server.close(),
    }
  }),
)

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
