import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRandom } from '#stats/random.ts'
import { guessed, type Sample } from './fixture/guesser.ts'
import { startVotingServer, type TestServer } from './fixture/voting-server.ts'
import { Visitor, type Pair } from './fixture/visitor.ts'

const cases = 60
const voters = 2
const random = createRandom(11)

/**
 * Two models whose pictures are of one kind, and whose files could not be more different: format, size, name of the
 * maker. Whoever tells them apart had more than the pictures.
 */
async function draw(model: string) {
  const [width, height] = [64, 48]
  const colour = () => random.int(256)
  const pixels = sharp({
    create: {
      width,
      height,
      channels: 3,
      background: { r: colour(), g: colour(), b: colour() },
      noise: { type: 'gaussian', mean: colour(), sigma: 10 + random.int(60) },
    },
  }).withMetadata({ exif: { IFD0: { Software: `made by ${model}`, ImageDescription: model } } })
  const isAlpha = model === 'alpha'
  const bytes = await (
    isAlpha ? pixels.png({ compressionLevel: 0 }) : pixels.webp({ lossless: true })
  ).toBuffer()
  return {
    bytes: new Uint8Array(bytes),
    width,
    height,
    mediaType: isAlpha ? 'image/png' : 'image/webp',
  }
}

/** Every number in an answer: lengths of texts, letters of names, order of fields. */
function addJson(features: Map<string, number>, name: string, value: unknown): void {
  if (typeof value === 'number') features.set(name, value)
  else if (typeof value === 'string') {
    features.set(`${name}.length`, value.length)
    for (const at of [0, 1, 2, value.length - 1])
      features.set(`${name}[${at}]`, value.charCodeAt(at))
  } else if (value !== null && typeof value === 'object') {
    features.set(`${name}.fields`, Object.keys(value).length)
    for (const [index, [key, inner]] of Object.entries(value).entries()) {
      features.set(`${name}.${key}.place`, index)
      addJson(features, `${name}.${key}`, inner)
    }
  }
}

function addHeaders(features: Map<string, number>, name: string, headers: Headers): void {
  const all = [...headers].filter(([key]) => key !== 'date')
  features.set(`${name} headers`, all.length)
  for (const [key, value] of all) {
    features.set(`${name} ${key}.length`, value.length)
    features.set(`${name} ${key}`, Number.parseFloat(value))
  }
}

/** Length of a PNG and of each chunk of it. */
function addPng(features: Map<string, number>, name: string, png: Uint8Array): void {
  const view = new DataView(png.buffer, png.byteOffset)
  features.set(`${name}.bytes`, png.byteLength)
  let chunk = 0
  for (let at = 8; at < png.byteLength; at += 12 + view.getUint32(at)) {
    const type = new TextDecoder().decode(png.subarray(at + 4, at + 8))
    features.set(`${name} ${type} ${chunk++}`, view.getUint32(at))
  }
  features.set(`${name}.chunks`, chunk)
}

interface Seen {
  pair: Pair
  sample: Sample
  texts: string[]
  files: string[]
}

/** A pair with everything that came with it, and afterwards the truth. */
async function look(server: TestServer, visitor: Visitor, position: number): Promise<Seen> {
  const features = new Map([['position', position]])
  const asked = performance.now()
  const answer = await visitor.post('/api/vote/next', {})
  features.set('wait', performance.now() - asked)
  addHeaders(features, 'next', answer.headers)
  addJson(features, 'next', answer.body)
  const pair = answer.body as Pair
  const files: string[] = []
  const texts = [JSON.stringify(answer.body), JSON.stringify([...answer.headers])]
  for (const side of ['a', 'b'] as const) {
    const sent = performance.now()
    const response = await visitor.fetch(`/api/vote/pictures/${pair.pictures[side]}`)
    const bytes = new Uint8Array(await response.arrayBuffer())
    features.set(`${side} wait`, performance.now() - sent)
    addHeaders(features, side, response.headers)
    addPng(features, side, bytes)
    texts.push(JSON.stringify([...response.headers]))
    files.push(Buffer.from(bytes).toString('latin1'))
  }
  for (const name of features.keys())
    if (name.startsWith('a') && features.has(`b${name.slice(1)}`))
      features.set(`a-b${name.slice(1)}`, features.get(name)! - features.get(`b${name.slice(1)}`)!)
  const kept = await visitor.vote(pair, 'tie')
  texts.push(JSON.stringify(kept.body))
  const cast = (await server.workspace.store.votes('r')).find(({ id }) => !known.has(id))!
  known.add(cast.id)
  return { pair, sample: { features, label: cast.left.model === 'alpha' }, texts, files }
}

let server: TestServer
const seen: Seen[] = []
/** Votes that were cast before. */
const known = new Set<string>()

beforeAll(async () => {
  server = await startVotingServer({
    models: ['alpha', 'beta'],
    editing: cases,
    prompts: 0,
    chains: 0,
    controls: false,
    draw,
  })
  const visitors = await Promise.all(
    Array.from({ length: voters }, async () => {
      const visitor = new Visitor(server.url)
      await visitor.enter()
      return visitor
    }),
  )
  for (let position = 0; position < cases; position++)
    for (const visitor of visitors) seen.push(await look(server, visitor, position))
}, 120_000)
afterAll(() => server.close())

/** Four standard errors of a guess by a coin: passed by chance in one of 30,000 runs. */
const luck = (count: number): number => 0.5 + 4 * Math.sqrt(0.25 / count)

describe('all that a voter receives', () => {
  it('does not tell which model stands where', () => {
    const samples = seen.map(({ sample }) => sample)
    const shareLeft = samples.filter(({ label }) => label).length / samples.length
    expect(Math.abs(shareLeft - 0.5)).toBeLessThan(0.2)
    const { best, together } = guessed(samples)
    const most = luck(samples.length - Math.floor(samples.length / 2))
    expect(best).toBeLessThan(most)
    expect(together).toBeLessThan(most)
  })

  it('would be told apart at once by anything that does tell', () => {
    const leaky = (leak: (label: boolean) => number): Sample[] =>
      seen.map(({ sample: { features, label } }) => ({
        features: new Map([...features, ['leak', leak(label)]]),
        label,
      }))
    expect(guessed(leaky((label) => (label ? 9000 : 4000) + random.int(2000))).best).toBe(1)
    const faint = guessed(leaky((label) => (random.next() < 0.9 === label ? 1 : 0))).best
    expect(faint).toBeGreaterThan(luck(seen.length / 2))
  })

  it('names no model, run, cell, case or kept file, and carries nothing of the files', async () => {
    const { store } = server.workspace
    const cells = await Array.fromAsync(store.cells('r'))
    const turns = await Promise.all(cells.map(({ id }) => store.turns('r', id)))
    const shas = turns.flat().flatMap(({ image }) => image?.sha256 ?? [])
    const makers = ['alpha', 'beta', 'made by', 'Software', 'edit-']
    const secrets = [...makers, ...shas, ...cells.map(({ id }) => id)]
    const told = seen.flatMap(({ texts }) => texts).join('\n')
    expect(secrets.filter((secret) => told.includes(secret))).toEqual([])
    const files = seen.flatMap((one) => one.files)
    expect(makers.filter((maker) => files.some((file) => file.includes(maker)))).toEqual([])
  })

  it('has the same format, length and shape on both sides, under names never seen before', () => {
    for (const { sample } of seen) {
      for (const name of ['.bytes', ' IHDR 0', ' headers', ' content-length'])
        expect(sample.features.get(`a${name}`)).toBe(sample.features.get(`b${name}`))
    }
    const names = seen.flatMap(({ pair: { pictures } }) => [
      pictures.a,
      pictures.b,
      pictures.source,
    ])
    expect(new Set(names).size).toBe(names.length)
    expect(new Set(seen.map(({ pair }) => pair.ticket.length)).size).toBe(1)
  })
})
