import { describe, expect, it } from 'vitest'
import { createEngine } from '#engine/create-engine.ts'
import { createHttpClient } from '#engine/http-client.ts'
import { createThreadCaller } from '#engine/thread-caller.ts'
import { callWire } from '../contract/wire.contract.ts'
import {
  comfy,
  comfyModel,
  editing,
  editWorkflow,
  entry,
  idIn,
  json,
  kontextGraph,
  promptIn,
  textWorkflow,
} from '../fixture/comfy-wire.ts'
import { startServer, type Asked } from '../fixture/wire-server.ts'

describe('a comfyui job', () => {
  it.each([
    ['the sampler', ['prompt', 'sampler', 'decoded'], 'cached'],
    ['everything', Object.keys(kontextGraph), 'cached'],
    ['the output alone', ['saved'], 'cached'],
    ['the text encoder', ['prompt', 'unet'], undefined],
    ['loaders, which are meant to be', ['unet', 'clip', 'vae'], undefined],
  ])('judges an answer of which %s came from the cache', async (_, cached, untimed) => {
    const { result } = await callWire(
      comfy,
      { poll: (asked) => json(entry(idIn(asked), { cached })) },
      { request: await editing() },
    )
    expect(result.outcome).toMatchObject({ outcome: 'image' })
    expect(result.outcome.untimed).toBe(untimed)
    const warned = result.outcome.warnings.some(({ feature }) => feature === 'cache')
    expect(warned).toBe(cached.some((id) => !['unet', 'clip', 'vae'].includes(id)))
  })

  it('takes the nodes that do the work from the entry where it names them', async () => {
    const workflows = [{ ...textWorkflow, workNodes: ['decoded'] }] as never
    const poll = (asked: Asked) => json(entry(idIn(asked), { cached: ['prompt', 'sampler'] }))
    const { result } = await callWire(comfy, { poll }, { params: { workflows } })
    expect(result.outcome).not.toHaveProperty('untimed')
  })

  it('takes no latency where the server does not say that it worked, or gives an old job', async () => {
    const silent = await callWire(comfy, {
      poll: (asked) => json(entry(idIn(asked), { messages: [] })),
    })
    expect(silent.result.outcome).toMatchObject({ outcome: 'image', untimed: 'cached' })
    const server = await startServer((asked) => {
      if (asked.path === '/prompt') return json({ prompt_id: 'the-same', number: 1 })
      return comfy.answer(asked, '')
    })
    const engine = await createEngine(comfyModel([textWorkflow], server.url))
    const context = { signal: new AbortController().signal, http: createHttpClient() }
    const first = await engine.generate({ prompt: 'x', images: [] }, context)
    const second = await engine.generate({ prompt: 'x', images: [] }, context)
    await server.close()
    expect([first.untimed, second.untimed]).toEqual([undefined, 'cached'])
  })

  it.each([
    ['running', ['/queue', '/interrupt']],
    ['pending', ['/queue', '/queue', '/queue']],
    ['gone', ['/queue']],
  ])('stops its own job where it is %s, and no other', async (place, paths) => {
    let id = ''
    const stop = new AbortController()
    const server = await startServer((asked) => {
      if (asked.path === '/prompt') id = promptIn(asked).prompt_id
      if (asked.path.startsWith('/history/')) {
        stop.abort()
        return { body: '', hangs: true }
      }
      if (asked.path !== '/queue' || asked.method === 'POST') return comfy.answer(asked, '')
      const isTaken = server.asked.some((one) => one.path === '/queue' && one.method === 'POST')
      return json({
        queue_running: [[1, place === 'running' ? id : 'another', {}]],
        queue_pending: place === 'pending' && !isTaken ? [[2, id, {}]] : [],
      })
    })
    const caller = await createThreadCaller({ models: [comfyModel([textWorkflow], server.url)] })
    const { outcome } = await caller.call(
      { model: 'm', request: { prompt: 'x', images: [] }, timeoutMs: 10_000 },
      { signal: stop.signal },
    )
    // At once, as at the end of a run: the thread lets its engine tell the server first.
    await caller.close()
    const told = server.asked.slice(server.asked.findIndex(({ path }) => path === '/queue'))
    await server.close()
    expect(outcome.outcome).toBe('cancelled')
    expect(told.map(({ path }) => path)).toEqual(paths)
    if (place === 'running') expect(JSON.parse(String(told[1]?.body))).toEqual({ prompt_id: id })
    if (place === 'pending') expect(JSON.parse(String(told[1]?.body))).toEqual({ delete: [id] })
  })

  it('finds a job again by its handle, without a latency', async () => {
    const server = await startServer((asked) => comfy.answer(asked, ''))
    const engine = await createEngine(comfyModel([editWorkflow], server.url))
    const outcome = await engine.reattach?.('11111111-2222-4333-8444-555555555555', {
      signal: new AbortController().signal,
      http: createHttpClient(),
    })
    await server.close()
    expect(outcome).toMatchObject({ outcome: 'image' })
    expect(outcome?.span).toBeUndefined()
    expect(server.asked.map(({ path }) => path.slice(0, 9))).toEqual(['/history/', '/view?fil'])
  })
})
