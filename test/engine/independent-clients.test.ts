/** Clients of others get their picture from our local servers, so that server and engine are not two sides of one misunderstanding. */
import { createBlackForestLabs } from '@ai-sdk/black-forest-labs'
import { createFal } from '@ai-sdk/fal'
import { createReplicate } from '@ai-sdk/replicate'
import { createFalClient } from '@fal-ai/client'
import Replicate from 'replicate'
import { afterEach, describe, expect, it } from 'vitest'
import { contractPicture } from '../contract/engine.contract.ts'
import { callWire, type Wire } from '../contract/wire.contract.ts'
import { bflWire, falResult, falWire, replicateWire } from '../fixture/provider-wires.ts'
import { startServer, tinyPng, type Answer, type Asked } from '../fixture/wire-server.ts'

type Server = Awaited<ReturnType<typeof startServer>>
let server: Server | undefined

afterEach(async () => {
  await server?.close()
  server = undefined
})

async function open(wire: Wire, answer: (asked: Asked, url: string) => Answer = wire.answer) {
  let url = ''
  const opened = await startServer((asked) => answer(asked, url))
  url = opened.url
  server = opened
  return opened
}

const key = 'test-key'
const source = await contractPicture(9)
const file = { type: 'file' as const, mediaType: 'image/png', data: source.bytes }
const ask = { prompt: 'a cat', n: 1, seed: 5, size: undefined, aspectRatio: '4:3' as const }
const request = {
  prompt: 'a cat',
  seed: 5,
  aspectRatio: '4:3',
  images: [{ ...source, role: 'source' as const }],
}

const png = new Uint8Array(tinyPng)
const submitted = (asked: readonly Asked[], wire: Wire): Record<string, unknown> =>
  JSON.parse(asked.find((one) => wire.stepOf(one) === 'submit')?.body.toString() ?? 'null')

describe('the AI SDK', () => {
  it('gets its picture from our BFL server, and asks as our engine does', async () => {
    const { url, asked } = await open(bflWire)
    const model = createBlackForestLabs({
      apiKey: key,
      baseURL: `${url}/v1`,
      pollIntervalMillis: 50,
    }).image('flux-kontext-pro')
    const { images, providerMetadata } = await model.doGenerate({
      ...ask,
      files: [file],
      mask: undefined,
      providerOptions: { blackForestLabs: { outputFormat: 'png' } },
    })
    expect(images).toEqual([png])
    expect(providerMetadata).toMatchObject({
      blackForestLabs: { images: [{ seed: 7, duration: 1.639, cost: 4 }] },
    })
    const ours = await callWire(bflWire, {}, { request })
    expect(submitted(ours.asked, bflWire)).toEqual(submitted(asked, bflWire))
    expect(ours.asked[0]?.path).toBe(asked[0]?.path)
    expect(asked[0]?.headers['x-key']).toBe(key)
  })

  it("gets its picture from our fal model's answer", async () => {
    // The SDK never queues: it asks fal.run, where the submit is answered by the result itself.
    const { url, asked } = await open(falWire, (one, at) =>
      one.method === 'POST' ? falResult(at) : falWire.answer(one, at),
    )
    const model = createFal({ apiKey: key, baseURL: url }).image('fal-ai/flux-pro/kontext')
    const { images } = await model.doGenerate({
      ...ask,
      // Its own mapping would send image_size, which Kontext does not have.
      aspectRatio: undefined,
      files: [file],
      mask: undefined,
      providerOptions: { fal: { aspect_ratio: '4:3', outputFormat: 'png' } },
    })
    expect(images).toEqual([png])
    const { num_images, ...theirs } = submitted(asked, falWire)
    expect(num_images).toBe(1)
    const ours = await callWire(falWire, {}, { request })
    expect(submitted(ours.asked, falWire)).toEqual(theirs)
    expect(asked[0]?.headers.authorization).toBe(`Key ${key}`)
  })

  it('gets its picture from our Replicate server', async () => {
    const { url, asked } = await open(replicateWire)
    const model = createReplicate({ apiToken: key, baseURL: `${url}/v1` }).image(
      'black-forest-labs/flux-kontext-pro',
    )
    const { images } = await model.doGenerate({
      ...ask,
      // Its own files would go to `image`, which Kontext does not have.
      files: undefined,
      mask: undefined,
      providerOptions: {
        replicate: {
          input_image: `data:image/png;base64,${Buffer.from(source.bytes).toString('base64')}`,
          output_format: 'png',
        },
      },
    })
    expect(images).toEqual([png])
    const ours = await callWire(replicateWire, {}, { request })
    const theirs = submitted(asked, replicateWire) as { input: Record<string, unknown> }
    const { num_outputs, ...input } = theirs.input
    expect(num_outputs).toBe(1)
    expect(submitted(ours.asked, replicateWire)).toEqual({ input })
    expect(ours.asked[0]?.path).toBe(asked[0]?.path)
  })
})

describe("the providers' own clients", () => {
  it("fal's queues, asks and gets its result from our server", async () => {
    const { url, asked } = await open(falWire)
    const client = createFalClient({
      credentials: key,
      suppressLocalCredentialsWarning: true,
      // Its hosts are fixed.
      fetch: (input, init) => {
        const address = new Request(input).url
        return fetch(address.replace(/^https:\/\/[^/]*fal\.run/, url), init)
      },
    })
    const seen: string[] = []
    const { data, requestId } = await client.subscribe('fal-ai/flux-pro/kontext', {
      // An address: it would upload a data URI to a host of fal's.
      input: { prompt: 'a cat', image_url: 'https://example.org/a.png' },
      pollInterval: 20,
      onQueueUpdate: ({ status }) => seen.push(status),
    })
    expect(requestId).toBeDefined()
    expect(seen).toContain('COMPLETED')
    const picture = await fetch(data.images[0]?.url ?? '')
    expect(new Uint8Array(await picture.arrayBuffer())).toEqual(png)
    // It makes the same addresses from the endpoint as our server names.
    const paths = asked.map(({ path }) => path.split('?')[0])
    expect(paths).toContain('/fal-ai/flux-pro/requests/r1/status')
    expect(paths).toContain('/fal-ai/flux-pro/requests/r1')
    await client.queue.cancel('fal-ai/flux-pro/kontext', { requestId: 'r1' })
    expect(asked.at(-1)).toMatchObject({ method: 'PUT' })
    expect(falWire.stepOf(asked.at(-1) as Asked)).toBe('cancel')
  })

  it("Replicate's creates, waits, uploads, cancels and reads the account", async () => {
    const { url, asked } = await open(replicateWire)
    const client = new Replicate({ auth: key, baseUrl: `${url}/v1` })
    const created = await client.predictions.create({
      model: 'black-forest-labs/flux-kontext-pro',
      input: { prompt: 'a cat' },
      wait: false,
    })
    const ended = await client.wait(created, { interval: 10 })
    expect(ended.metrics).toEqual({ predict_time: 3, total_time: 3.25 })
    const picture = await fetch(String(ended.output))
    expect(new Uint8Array(await picture.arrayBuffer())).toEqual(png)
    const uploaded = await client.files.create(new File([source.bytes.slice()], 'a.png'))
    expect(uploaded.urls.get).toBe(`${url}/v1/files/f1`)
    expect(asked.at(-1)?.body.includes(Buffer.from(source.bytes))).toBe(true)
    expect((await client.predictions.cancel('p1')).status).toBe('canceled')
    expect(replicateWire.stepOf(asked.at(-1) as Asked)).toBe('cancel')
  })
})
