import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { createThreadCaller } from '#engine/thread-caller.ts'
import type { Caller } from '#schema/caller.ts'
import type { Model } from '#schema/model.ts'

const module = fileURLToPath(new URL('../fixture/odd-engine.ts', import.meta.url))
const odd = (id: string, engine: Partial<Model['engine']> = {}): Model => ({
  id,
  name: id,
  price: null,
  engine: { kind: 'odd', module, ...engine },
})

let caller: Caller | undefined
afterEach(() => caller?.close())

const open = async (...models: Model[]): Promise<Caller> => {
  caller = await createThreadCaller({ models })
  return caller
}
const ask = (prompt: string, timeoutMs = 5000, signal = new AbortController().signal) =>
  (caller as Caller).call({ model: 'odd', request: { prompt, images: [] }, timeoutMs }, { signal })

describe('thread caller', () => {
  it('ends a call at its time limit, and others go on', async () => {
    await open(odd('odd'))
    const [hanging, answered] = await Promise.all([ask('hang', 150), ask('hello')])
    expect(hanging.outcome.outcome).toBe('timeout')
    // A timer counts from its loop's cached time, which a thread that was busy sets some ms back.
    expect(hanging.totalMs).toBeGreaterThanOrEqual(100)
    expect(answered.outcome).toMatchObject({ outcome: 'refused' })
    expect([hanging.cold, answered.cold]).toEqual([true, false])
    expect([hanging.inFlight, answered.inFlight]).toEqual([1, 2])
  })

  it('ends a call that is given up, before or during it', async () => {
    await open(odd('odd'))
    const stop = new AbortController()
    const running = ask('hang', 60_000, stop.signal)
    setTimeout(() => stop.abort(), 50)
    expect((await running).outcome.outcome).toBe('cancelled')
    expect((await ask('hang', 60_000, stop.signal)).outcome.outcome).toBe('cancelled')
  })

  it("tells an engine's own bug as a failure that is not tried again", async () => {
    await open(odd('odd'))
    expect((await ask('throw')).outcome).toMatchObject({
      outcome: 'failed',
      error: {
        kind: 'internal',
        message: expect.stringContaining('a bug of the engine'),
        retryable: false,
      },
    })
  })

  it("passes on what a user's engine keeps and answers with again", async () => {
    await open(odd('odd'))
    for (let time = 0; time < 3; time++) {
      const { outcome } = await ask('same bytes')
      expect(outcome).toMatchObject({
        outcome: 'image',
        image: { bytes: new Uint8Array(64).fill(7) },
      })
    }
  })

  it('ends only the call whose answer is none or cannot cross', async () => {
    await open(odd('odd'))
    const [hanging, nothing, uncloneable] = await Promise.all([
      ask('hang', 400),
      ask('nothing'),
      ask('function'),
    ])
    expect(hanging.outcome.outcome).toBe('timeout')
    expect(nothing.outcome).toMatchObject({
      error: { kind: 'internal', message: 'the engine threw: the engine answered undefined' },
    })
    expect(uncloneable.outcome).toMatchObject({ outcome: 'failed', error: { kind: 'internal' } })
  })

  it('keeps no key and no endless text of an engine', async () => {
    process.env['KB_TEST_KEY'] = 'secret'
    await open(odd('odd', { apiKeyEnv: 'KB_TEST_KEY' }))
    const { outcome } = await ask('leak')
    delete process.env['KB_TEST_KEY']
    const message = outcome.outcome === 'failed' ? outcome.error.message : ''
    expect(message).toMatch(/the key is \[key\] x+…$/)
    expect(message.length).toBeLessThan(1100)
  })

  it('fails the calls of a thread that dies, and starts another for the next', async () => {
    await open(odd('odd', { params: { compute: true } }), odd('other'))
    const lost = await Promise.all([ask('hang', 60_000), ask('die')])
    for (const { outcome } of lost)
      expect(outcome).toMatchObject({
        outcome: 'failed',
        error: { kind: 'crashed', retryable: true },
      })
    expect((await ask('again')).outcome).toMatchObject({ refusal: 'again without key' })
  })

  it('reads a key by its name where the call is made', async () => {
    process.env['KB_TEST_KEY'] = 'secret'
    await open(odd('odd', { apiKeyEnv: 'KB_TEST_KEY' }))
    expect((await ask('hello')).outcome).toMatchObject({ refusal: 'hello with key' })
    delete process.env['KB_TEST_KEY']
  })
})
