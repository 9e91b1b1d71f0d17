import { afterAll, describe, expect, it } from 'vitest'
import { encodePng } from '#image/encode.ts'
import { rasteriseSvg } from '#image/svg.ts'
import type { MetricImage, MetricInput, MetricResult } from '#schema/metric.ts'
import { scriptOf } from '#schema/script.ts'
import { createScorer } from '#score/scorer.ts'
import { asImage, metricInput } from '../../fixture/metric-input.ts'

const ids = [
  'text/cer',
  'text/edit-distance',
  'text/words',
  'text/exact',
  'text/missing',
  'text/extra',
  'text/kept',
  'ocr-text',
  'cer',
]
const scorer = await createScorer({ workers: 1, metricIds: ids, modules: [] })
afterAll(() => scorer.close())

const board = { x: 40, y: 30, width: 520, height: 120 }

/** A sign that says `top` on its board, and `bottom` on the wall under it. */
async function sign(top: string, bottom = '', turn = 0): Promise<Required<MetricImage>> {
  const words = (text: string, y: number, size: number) =>
    `<text x="300" y="${y}" text-anchor="middle" font-family="Noto Sans SC, DejaVu Sans" font-weight="700" font-size="${size}" fill="#222">${text}</text>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 300"><rect width="600" height="300" fill="#c9d6df"/><rect x="40" y="30" width="520" height="120" fill="#f4ead2"/><g transform="rotate(${turn} 300 150)">${words(top, 110, 62)}${words(bottom, 250, 44)}</g></svg>`
  return asImage(await encodePng(await rasteriseSvg(svg, 600, 300)))
}

const inputOf = (
  output: MetricImage,
  wanted: string | undefined,
  changes: Partial<MetricInput> = {},
): MetricInput =>
  metricInput({
    output,
    ...(wanted === undefined ? {} : { text: { wanted, script: scriptOf(wanted) } }),
    ...changes,
  })

type Values = Record<string, number | string>

const told = (results: ReadonlyMap<string, MetricResult>): Values =>
  Object.fromEntries(
    [...results].map(([id, one]) => [id, one.state === 'scored' ? one.value : one.reason]),
  )
const valuesOf = async (input: MetricInput): Promise<Values> => told(await scorer.score(input))

describe('metrics of text', () => {
  it('agree that a right text is right, wherever it stands', async () => {
    const values = await valuesOf(inputOf(await sign('GRAND OPENING'), 'GRAND OPENING'))
    expect(values).toEqual({
      'text/cer': 0,
      'text/edit-distance': 0,
      'text/words': 1,
      'text/exact': 1,
      'text/missing': 0,
      'text/extra': 0,
      'text/kept': 'no other text is named or read in the source',
      'ocr-text': 12,
      cer: 0,
    })
  })

  it('count one wrong letter as each says', async () => {
    const values = await valuesOf(inputOf(await sign('GRAND OPEMING'), 'GRAND OPENING'))
    expect(values['text/cer']).toBeCloseTo(1 / 12, 10)
    expect(values['text/edit-distance']).toBeCloseTo(1 / 12, 10)
    expect(values['text/missing']).toBeCloseTo(1 / 12, 10)
    expect(values).toMatchObject({ 'text/words': 1 / 2, 'text/exact': 0 })
  })

  it('see what is missing, what is more, and what did not stay', async () => {
    const source = await sign('BAKERY', 'Since 1950')
    const instruction = `Replace 'BAKERY' with 'FLOWERS'`
    const judge = async (output: MetricImage) =>
      valuesOf(inputOf(output, undefined, { source, instruction, align: 'none' }))
    const right = await judge(await sign('FLOWERS', 'Since 1950'))
    expect(right).toMatchObject({ 'text/cer': 0, 'text/extra': 0, 'text/kept': 1, cer: 0 })
    const lost = await judge(await sign('FLOWERS'))
    expect(lost['text/cer']).toBe(0)
    expect(lost['text/kept']).toBeLessThan(0.2)
    const copied = await judge(source)
    expect(copied).toMatchObject({ 'text/exact': 0, 'text/kept': 1 })
    expect(copied['text/extra']).toBeGreaterThan(0.4)
    expect(copied['text/cer']).toBeGreaterThan(0.5)
  })

  it('look only where the text must stand, where that is known', async () => {
    const text = { wanted: 'OPEN', script: 'latin' as const, box: board }
    const output = await sign('OPEN', 'CLOSED')
    expect(await valuesOf(metricInput({ output, text }))).toMatchObject({
      'text/cer': 0,
      'text/extra': 0,
    })
    const elsewhere = await valuesOf(metricInput({ output: await sign('SHUT', 'OPEN'), text }))
    expect(elsewhere['text/cer']).toBe(1)
    const both = await valuesOf(metricInput({ output: await sign('OPEN NOW'), text }))
    expect(both).toMatchObject({ 'text/missing': 0, 'text/extra': 3 / 4, 'text/exact': 0 })
  })

  it('read Chinese, and a sign that hangs aslant or on its head', async () => {
    for (const [wanted, turn] of [
      ['新年快乐', 0],
      ['HARVEST', 24],
      ['HARVEST', 180],
    ] as const)
      expect(await valuesOf(inputOf(await sign(wanted, '', turn), wanted))).toMatchObject({
        cer: 0,
      })
  })

  it('are unscored where nobody reads the text, or there is none', async () => {
    const unread = await valuesOf(inputOf(await sign('ქართული'), 'ქართული'))
    for (const [id, reason] of Object.entries(unread))
      expect(reason, id).toMatch(/^script: |^no oth/)
    const none = await valuesOf(inputOf(await sign('OPEN'), undefined))
    expect(none).toMatchObject({ cer: 'needs the wanted text', 'ocr-text': 4 })
  })

  it('are the same with any number of workers, and say who read what', async () => {
    const outputs = await Promise.all(['OPEN', 'OPEM', 'Süßer See'].map((text) => sign(text)))
    const more = await createScorer({ workers: 2, metricIds: ids, modules: [] })
    try {
      for (const [index, output] of outputs.entries()) {
        const input = inputOf(output, index < 2 ? 'OPEN' : 'Süßer See')
        const [one, other, again] = await Promise.all(
          [scorer, more, more].map((by) => by.score(input)),
        )
        expect(other).toEqual(one)
        expect(again).toEqual(one)
        expect(one?.get('cer')).toMatchObject({
          state: 'scored',
          detail: { text: ['OPEN', 'OPEM', 'Süßer See'][index], reader: expect.any(String) },
        })
      }
    } finally {
      await more.close()
    }
  })
})
