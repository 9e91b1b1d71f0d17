import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Purse } from '#web/play/purse.ts'
import { flatPicture, startVotingServer, type TestServer } from './fixture/voting-server.ts'
import { Visitor } from './fixture/visitor.ts'

let poor: TestServer
let rich: TestServer
/** Requests that reached the paid provider. */
let billed = 0
const provider = createServer((request, response) => {
  billed += 1
  request.resume()
  response.writeHead(500).end('{}')
})

const price = (usd: number) => ({ usd, per: 'image', asOf: '2026-01-01', source: 'test' })

beforeAll(async () => {
  provider.listen(0, '127.0.0.1')
  await new Promise((resolve) => provider.once('listening', resolve))
  const { port } = provider.address() as AddressInfo
  const engine = {
    kind: 'openai-images',
    baseUrl: `http://127.0.0.1:${port}/v1`,
    model: 'm',
    apiKeyEnv: 'HOME',
  }
  const models = [
    { id: 'priced', name: 'Priced', engine, price: price(0.75) },
    { id: 'unpriced', name: 'Unpriced', engine, price: null },
    { id: 'own', name: 'Own', engine: { ...engine, apiKeyEnv: undefined }, price: null },
  ]
  const start = async (budgetUsd: number) => {
    const file = join(mkdtempSync(join(tmpdir(), 'kb-models-')), 'models.json')
    writeFileSync(file, JSON.stringify(models))
    return startVotingServer({ serve: { budgetUsd, modelsFile: file } })
  }
  poor = await start(0)
  rich = await start(1)
})
afterAll(async () => {
  await Promise.all([poor.close(), rich.close()])
  provider.close()
})

interface Told {
  outcome: string
  id: string
  quote: string
  usd: number | null
  refusal: string | null
  image: { id: string; width: number; height: number }
  phases: { totalMs: number }
  costUsd: number
}

const told = ({ body }: { body: unknown }): Told => body as Told

const quoteOf = async (visitor: Visitor, model: string, pictures: string[] = []) =>
  told(await visitor.post('/api/play/quote', { model, pictures }))

const call = (visitor: Visitor, quote: string, prompt = 'A lake') =>
  visitor.post('/api/play/call', { quote, prompt })

describe('the Playground', () => {
  it('makes a picture, then takes it as the next input, with time and cost', async () => {
    const visitor = new Visitor(poor.url)
    const drawn = await quoteOf(visitor, 'procedural:draft')
    const first = told(await call(visitor, drawn.quote, 'A quiet mountain lake at dawn'))
    expect(first).toMatchObject({ outcome: 'image', costUsd: 0 })
    expect(first.phases.totalMs).toBeGreaterThan(0)
    const next = await quoteOf(visitor, 'procedural:draft', [first.image.id])
    const second = told(await call(visitor, next.quote, 'Turn the picture to night'))
    expect(second.outcome).toBe('image')
    expect(second.image.id).not.toBe(first.image.id)
    const shown = await visitor.fetch(`/api/play/pictures/${second.image.id}`)
    expect(shown.headers.get('content-type')).toMatch(/^image\/(png|webp|jpeg)$/)
    expect(shown.headers.get('content-security-policy')).toContain('sandbox')
    expect((await call(visitor, next.quote)).status).toBe(410)
  }, 60_000)

  it('takes pictures by what they are, up to a size, and no page or drawing under their name', async () => {
    const visitor = new Visitor(poor.url)
    const { bytes } = await flatPicture('x', 'y', 1)
    expect(await visitor.send('/api/play/pictures', Uint8Array.from(bytes))).toMatchObject({
      status: 200,
      body: { width: 120, height: 80 },
    })
    const texts = [
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>',
      '<!doctype html><script>1</script>',
      'GIF',
      '',
    ]
    for (const text of texts)
      expect(
        (await visitor.send('/api/play/pictures', new TextEncoder().encode(text))).status,
      ).toBe(415)
    expect((await visitor.send('/api/play/pictures', new Uint8Array(25 * 2 ** 20))).status).toBe(
      413,
    )
  })

  it('fetches no address for anybody: pictures are what was sent', async () => {
    const visitor = new Visitor(poor.url)
    for (const address of [
      'http://169.254.169.254/latest',
      'http://127.0.0.1/x',
      'file:///etc/passwd',
    ])
      expect(
        (await visitor.post('/api/play/quote', { model: 'procedural:draft', pictures: [address] }))
          .status,
      ).toBe(410)
    const body = { model: 'procedural:draft', pictures: [], baseUrl: 'http://127.0.0.1' }
    expect((await visitor.post('/api/play/quote', body)).status).toBe(400)
  })

  it('makes no paid call unless it was allowed one', async () => {
    const visitor = new Visitor(poor.url)
    for (const model of ['priced', 'unpriced']) {
      const { quote, refusal } = await quoteOf(visitor, model)
      expect(refusal).toBe('paid-not-allowed')
      expect(await call(visitor, quote)).toMatchObject({
        status: 402,
        body: { error: 'paid-not-allowed' },
      })
    }
    expect(billed).toBe(0)
    expect((await quoteOf(visitor, 'own')).refusal).toBeNull()
  })

  it('spends no more than its budget, and nothing on a price that is not known', async () => {
    const visitor = new Visitor(rich.url)
    expect((await quoteOf(visitor, 'unpriced')).refusal).toBe('price-unknown')
    const [one, two] = await Promise.all([quoteOf(visitor, 'priced'), quoteOf(visitor, 'priced')])
    expect([one.usd, one.refusal, two.refusal]).toEqual([0.75, null, null])
    const answers = await Promise.all([call(visitor, one.quote), call(visitor, two.quote)])
    expect(answers.map(({ status }) => String(status)).sort()).toEqual(['200', '402'])
    expect(billed).toBe(1)
  })
})

describe('a purse', () => {
  it('sets aside what a call may cost, and takes what it did cost', () => {
    const purse = new Purse(1)
    const paid = { usd: 0.6, isPaid: true }
    const settle = purse.reserve(paid)
    expect(purse.refusal(paid)).toBe('over-budget')
    settle(0.1)
    expect(purse.refusal(paid)).toBeUndefined()
    purse.reserve(paid)(undefined)
    expect(purse.refusal(paid)).toBe('over-budget')
    expect(purse.refusal({ usd: undefined, isPaid: false })).toBeUndefined()
    expect(() => purse.reserve({ usd: undefined, isPaid: true })).toThrow('not known')
  })
})
