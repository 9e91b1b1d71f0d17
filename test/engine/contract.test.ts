import { describe } from 'vitest'
import { createEngine } from '#engine/create-engine.ts'
import { controlKinds, type Model } from '#schema/model.ts'
import { contractPicture, engineContract } from '../contract/engine.contract.ts'
import { comfy, comfyModel, editWorkflow, textWorkflow } from '../fixture/comfy-wire.ts'
import { startServer, tinyPng, type Answer, type Asked } from '../fixture/wire-server.ts'

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

const base64 = tinyPng.toString('base64')
const json = (value: unknown): Answer => ({ body: JSON.stringify(value) })
const png: Answer = { headers: { 'content-type': 'image/png' }, body: tinyPng }

/** Engines whose server answers each question with the picture: what they are asked with, and how it answers. */
const held: [Model['engine'], (asked: Asked) => Answer][] = [
  [{ kind: 'openai-images' }, () => json({ data: [{ b64_json: base64 }] })],
  [{ kind: 'together' }, () => json({ data: [{ b64_json: base64 }] })],
  [{ kind: 'runware' }, () => json({ data: [{ imageBase64Data: base64 }] })],
  [{ kind: 'huggingface' }, () => png],
  [{ kind: 'datacrunch' }, () => png],
  [
    { kind: 'gemini' },
    () => json({ candidates: [{ content: { parts: [{ inlineData: { data: base64 } }] } }] }),
  ],
  [
    {
      kind: 'ai-sdk',
      params: { module: '@ai-sdk/togetherai', export: 'createTogetherAI' },
    },
    () => json({ data: [{ b64_json: base64 }] }),
  ],
]

describe.each(held.map(([engine, answer]) => [engine.kind, engine, answer] as const))(
  '%s',
  (_, engine, answer) =>
    engineContract(async () => {
      const server = await startServer(answer)
      return {
        engine: await createEngine(entry({ model: 'net', ...engine, baseUrl: `${server.url}/v1` })),
        close: () => server.close(),
      }
    }),
)

describe('comfyui', () =>
  engineContract(async () => {
    const server = await startServer((asked) => comfy.answer(asked, ''))
    return {
      engine: await createEngine(comfyModel([editWorkflow, textWorkflow], server.url)),
      close: () => server.close(),
    }
  }))

describe('sdcpp', () =>
  engineContract(async () => {
    const images = [{ index: 0, b64_json: tinyPng.toString('base64') }]
    const server = await startServer(({ method }) => ({
      body: JSON.stringify(
        method === 'POST' ? { id: 'job_1' } : { status: 'completed', result: { images } },
      ),
    }))
    return {
      engine: await createEngine(entry({ kind: 'sdcpp', baseUrl: server.url })),
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
