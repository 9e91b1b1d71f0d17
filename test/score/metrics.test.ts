import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import { decodeImage } from '#image/decode.ts'
import { encodePng } from '#image/encode.ts'
import type { MetricImage, MetricInput, MetricResult } from '#schema/metric.ts'
import { characterErrorRate } from '#score/error-rate.ts'
import { lumaPlane } from '#image/planes.ts'
import { ssim, ssimSide } from '#score/pixel/ssim.ts'
import { createScorer } from '#score/scorer.ts'
import { anAttempt } from '../fixture/documents.ts'
import { asImage, boxMask, drawing } from '../fixture/metric-input.ts'

const side = 400
const picture = async (body: string): Promise<Required<MetricImage>> =>
  asImage(await encodePng(await drawing(body)))

const ground =
  '<defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="#cde"/><stop offset="1" stop-color="#9b8"/></linearGradient></defs><rect width="400" height="400" fill="url(#g)"/><circle cx="300" cy="90" r="40" fill="#38a"/>'
const thing = (colour: string): string =>
  `<rect x="80" y="200" width="110" height="110" fill="${colour}"/>`
const mask = await boxMask(side, [78, 199, 192, 312])
const source = await picture(ground + thing('#d62828'))
const truthReference = await picture(ground + thing('#2660d0'))

const input = (
  output: MetricImage | undefined,
  changes: Partial<MetricInput> = {},
): MetricInput => ({
  instruction: 'make it blue',
  turn: 1,
  tasks: ['local-editing'],
  occludes: false,
  references: [],
  result: { turn: 1, outcome: output ? 'image' : 'refused', inputs: [] },
  attempts: [anAttempt('r', 'c'.repeat(64))],
  source,
  truthReference,
  mask,
  ...(output ? { output } : {}),
  ...changes,
})

const ids = [
  'reference/inside',
  'preservation/psnr',
  'preservation/ssim',
  'preservation/de2000',
  'edit/evidence',
  'edit-magnitude',
  'palette',
  'scene/found',
  'text/cer',
  'latency',
  'cost',
]
const scorer = await createScorer({ workers: 2, metricIds: ids, modules: [] })
afterAll(() => scorer.close())

const scoreOf = async (of: MetricInput): Promise<Record<string, MetricResult>> =>
  Object.fromEntries(await scorer.score(of))
const valueOf = (result: MetricResult | undefined): number =>
  result?.state === 'scored' ? result.value : Number.NaN

describe('edit metrics on controls', () => {
  it('put a copy, half an edit and the right answer in their known order', async () => {
    const half = await picture(ground + thing('#7e4480'))
    const values = await Promise.all(
      [source, half, truthReference].map(async (output) =>
        valueOf((await scoreOf(input(output)))['reference/inside']),
      ),
    )
    expect(values[0]).toBe(0)
    expect(values[1]).toBeGreaterThan(0.2)
    expect(values[1]).toBeLessThan(0.9)
    expect(values[2]).toBe(1)
  })

  it('find the right answer preserved exactly and a ruined picture not at all', async () => {
    const good = await scoreOf(input(truthReference))
    expect(good['preservation/psnr']).toMatchObject({
      value: 100,
      detail: { exact: true, policy: 'none', region: 'mask', drift: 'counts' },
    })
    expect(valueOf(good['preservation/ssim'])).toBeCloseTo(1, 9)
    expect(valueOf(good['preservation/de2000'])).toBe(0)
    const ruined = await scoreOf(
      input(asImage(await sharp(source.bytes).negate({ alpha: false }).png().toBuffer())),
    )
    expect(valueOf(ruined['preservation/psnr'])).toBeLessThan(15)
    expect(valueOf(ruined['preservation/de2000'])).toBeGreaterThan(20)
  })

  it('flag a re-encoded copy as a no-op and a true edit not', async () => {
    const copy = asImage(await sharp(source.bytes).flatten().jpeg({ quality: 80 }).toBuffer())
    expect((await scoreOf(input(copy)))['edit/evidence']).toMatchObject({ detail: { noOp: true } })
    expect((await scoreOf(input(truthReference)))['edit/evidence']).toMatchObject({
      detail: { noOp: false },
    })
  })

  it('say why there is no score, and never 0 for it', async () => {
    const refused = await scoreOf(input(undefined))
    expect(refused['reference/inside']).toEqual({ state: 'unscored', reason: 'no output: refused' })
    const { truthReference: _truth, ...withoutAnswer } = input(truthReference)
    expect((await scoreOf(withoutAnswer))['reference/inside']).toEqual({
      state: 'unscored',
      reason: 'needs a right answer',
      notApplicable: true,
    })
    const broken = await scoreOf(input(asImage(truthReference.bytes.slice(0, 200))))
    expect(broken['edit-magnitude']).toMatchObject({
      state: 'unscored',
      reason: expect.stringContaining('cannot be decoded'),
    })
    const unpaid = await scoreOf(
      input(truthReference, {
        attempts: [anAttempt('r', 'c'.repeat(64), { cost: { state: 'unknown' } })],
      }),
    )
    expect(unpaid['cost']).toEqual({ state: 'unscored', reason: 'cost unknown' })
    const cached = await scoreOf(
      input(truthReference, {
        attempts: [anAttempt('r', 'c'.repeat(64), { untimed: 'cached' })],
      }),
    )
    expect(cached['latency']).toEqual({ state: 'unscored', reason: 'not timed: cached' })
    const resumed = await scoreOf(
      input(truthReference, {
        attempts: [
          anAttempt('r', 'c'.repeat(64), { outcome: 'interrupted', cost: { state: 'unknown' } }),
          anAttempt('r', 'c'.repeat(64), {
            number: 2,
            cost: { state: 'known', usd: 0.04, source: 'price' },
          }),
        ],
      }),
    )
    expect(resumed['cost']).toMatchObject({ value: 0.04, detail: { interrupted: 1 } })
  })
})

describe('ssim', () => {
  it('is 1 for equal planes and follows the formula on constant ones', async () => {
    const luma = ssimSide(lumaPlane(await decodeImage(source.bytes)), side, side)
    expect(ssim(luma, luma)).toBeCloseTo(1, 12)
    // Two constants a and b: variances are 0, so SSIM = (2ab + C1) / (a^2 + b^2 + C1), C1 = 6.5025.
    const [a, b] = [100, 110].map((value) => ssimSide(new Float64Array(400).fill(value), 20, 20))
    expect(ssim(a!, b!)).toBeCloseTo((2 * 100 * 110 + 6.5025) / (100 ** 2 + 110 ** 2 + 6.5025), 9)
    expect(ssim(a!, b!, new Uint8Array(400))).toBeUndefined()
  })
})

describe('text', () => {
  it('measures character errors without spaces, folded, anywhere or exactly', () => {
    expect(characterErrorRate('GRAND OPENING', 'GRANDOPENING', { anywhere: false })).toBe(0)
    expect(characterErrorRate('OPEN', 'OPIN', { anywhere: false })).toBe(1 / 4)
    expect(characterErrorRate('OPEN', 'we are OPEN now', { anywhere: true })).toBe(0)
    expect(characterErrorRate('OPEN', 'we are OPEN now', { anywhere: false })).toBe(1)
    expect(characterErrorRate('１２', '12', { anywhere: false })).toBe(0)
  })

  it('reads drawn Latin and Chinese text, and nothing where nothing is', async () => {
    const sign = (text: string, family: string) =>
      picture(
        `<rect width="400" height="400" fill="#f4ead2"/><text x="200" y="220" text-anchor="middle" font-family="${family}" font-weight="700" font-size="52" fill="#222">${text}</text>`,
      )
    const cer = async (output: MetricImage, wanted: string, script: 'latin' | 'han') => {
      const { source: _source, ...withoutSource } = input(output, { text: { wanted, script } })
      return valueOf((await scoreOf(withoutSource))['text/cer'])
    }
    expect(await cer(await sign('FLOWERS', 'DejaVu Sans'), 'FLOWERS', 'latin')).toBe(0)
    expect(await cer(await sign('新年快乐', 'Noto Sans SC'), '新年快乐', 'han')).toBe(0)
    expect(await cer(await sign('FLOWERS', 'DejaVu Sans'), 'BAKERY', 'latin')).toBeGreaterThan(0.5)
    expect(
      await cer(await picture('<rect width="400" height="400" fill="#f4ead2"/>'), 'OPEN', 'latin'),
    ).toBe(1)
  }, 60_000)
})

describe("a user's inline metric", () => {
  it('never turns what is no number, or its own crash, into a score', async () => {
    const own = await createScorer({
      workers: 1,
      metricIds: ['edit-magnitude'],
      modules: [fileURLToPath(new URL('../fixture/nan-metric.ts', import.meta.url))],
    })
    try {
      const noNumber = await own.score(input(source))
      expect(noNumber.get('own/ratio')).toEqual({
        state: 'unscored',
        reason: 'metric bug: NaN is out of range',
      })
      const crash = await own.score(input(source, { turn: 2 }))
      expect(crash.get('own/ratio')).toEqual({ state: 'unscored', reason: 'a bug of the metric' })
      const lost = { sha256: 'f'.repeat(64) }
      const noPicture = await own.score(input(lost))
      expect(noPicture.get('edit-magnitude')).toMatchObject({
        state: 'unscored',
        reason: expect.stringContaining('missing or damaged'),
      })
    } finally {
      await own.close()
    }
  })
})
