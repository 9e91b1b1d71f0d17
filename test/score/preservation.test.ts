import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { decodeImage } from '#image/decode.ts'
import type { MetricImage, MetricInput } from '#schema/metric.ts'
import {
  colourDrift,
  preservationDe2000,
  preservationDe2000P95,
  preservationDe2000Undrifted,
} from '#score/preservation/colour.ts'
import {
  preservationAspect,
  preservationCrop,
  preservationScale,
  preservationShift,
} from '#score/preservation/geometry.ts'
import { preservationPsnr, preservationPsnrUndrifted } from '#score/preservation/psnr.ts'
import { regionNamed } from '#score/preservation/region-named.ts'
import { preservationSsim, preservationSsimUndrifted } from '#score/preservation/ssim.ts'
import {
  asImage,
  boxMask,
  drawing,
  imageOf,
  metricInput,
  scoreWith,
  valueWith,
} from '../fixture/metric-input.ts'

const big = 640
const side = 512
const scene = (colour: string): string =>
  `<defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="#cde"/><stop offset="1" stop-color="#675"/></linearGradient></defs><rect width="400" height="400" fill="url(#g)"/>${Array.from({ length: 40 }, (_, index) => `<circle cx="${(index * 97) % 400}" cy="${(index * 61) % 400}" r="${5 + (index % 9)}" fill="hsl(${index * 47} 50% 50%)"/>`).join('')}<rect x="150" y="180" width="90" height="90" fill="${colour}"/>`

/** A window of a larger picture, so that a shift and a crop show true pixels at the border. */
async function windowOf(colour: string, left: number, top: number, size = side) {
  const { data } = await drawing(scene(colour), big)
  const png = await sharp(data, { raw: { width: big, height: big, channels: 4 } })
    .removeAlpha()
    .extract({ left, top, width: size, height: size })
    .resize(side, side)
    .png()
    .toBuffer()
  return asImage(png)
}

const source = await windowOf('#c33', 64, 64)
const edited = await windowOf('#36c', 64, 64)
const mask = await boxMask(side, [170, 218, 330, 374])
const input = (output: MetricImage, changes: Partial<MetricInput> = {}) =>
  metricInput({ source, output, mask, ...changes })
const without = (output: MetricImage, instruction: string) => {
  const { mask: _mask, ...rest } = input(output, { instruction })
  return rest
}

describe('preservation', () => {
  it('is perfect where only the asked for place changed, with a mask and without', async () => {
    expect(await scoreWith(preservationPsnr, input(edited))).toMatchObject({
      value: 100,
      detail: { exact: true, region: 'mask', drift: 'counts' },
    })
    const blind = without(edited, 'Make the square blue')
    expect(await scoreWith(preservationPsnr, blind)).toMatchObject({
      value: 100,
      detail: { region: 'estimated' },
    })
    expect(await scoreWith(preservationSsim, without(source, 'x'))).toMatchObject({
      value: expect.closeTo(1, 9),
      detail: { region: 'nothing' },
    })
  })

  it('takes back a shift and a crop, and tells of them apart', async () => {
    const shifted = await windowOf('#36c', 69, 61)
    expect(await scoreWith(preservationPsnr, input(shifted))).toMatchObject({
      value: 100,
      detail: { policy: 'shifted' },
    })
    expect(await valueWith(preservationShift, input(shifted))).toBeCloseTo(
      Math.hypot(5, 3) / side,
      4,
    )
    expect(await valueWith(preservationPsnr, input(shifted, { align: 'none' }))).toBeLessThan(30)
    const cropped = await windowOf('#36c', 84, 79, 480)
    expect(await valueWith(preservationPsnr, input(cropped))).toBeGreaterThan(31)
    expect(await valueWith(preservationScale, input(cropped))).toBeCloseTo(512 / 480 - 1, 3)
    expect(await valueWith(preservationCrop, input(cropped))).toBeCloseTo(1 - (480 / 512) ** 2, 2)
    expect(await valueWith(preservationCrop, input(edited))).toBe(0)
    const wide = asImage(
      await sharp(edited.bytes).resize(512, 256, { fit: 'fill' }).png().toBuffer(),
    )
    expect(await valueWith(preservationAspect, input(wide))).toBeCloseTo(1, 9)
  })

  it('keeps a drift of colour apart from what was changed', async () => {
    const drifted = asImage(
      await sharp(edited.bytes).linear([0.9, 0.95, 1], [12, 4, -3]).png().toBuffer(),
    )
    const values = await Promise.all(
      [preservationPsnr, preservationPsnrUndrifted].map((metric) =>
        valueWith(metric, input(drifted)),
      ),
    )
    expect(values[0]).toBeLessThan(38)
    expect(values[1]).toBeGreaterThan(48)
    expect(await valueWith(preservationSsimUndrifted, input(drifted))).toBeGreaterThan(0.999)
    expect(await valueWith(preservationDe2000, input(drifted))).toBeGreaterThan(1.5)
    expect(await valueWith(preservationDe2000Undrifted, input(drifted))).toBeLessThan(0.5)
    expect(await valueWith(colourDrift, input(drifted))).toBeGreaterThan(1.5)
    expect(await valueWith(colourDrift, input(edited))).toBe(0)
  })

  it('sees in the tail what a mean hides, and all of a ruined picture', async () => {
    const { data } = await decodeImage(edited.bytes)
    const stained = data.slice()
    for (let index = 0; index < side * side; index++)
      if (index % side > 400 && index / side < 100) stained.fill(0, index * 4, index * 4 + 3)
    const output = await imageOf({ width: side, height: side, data: stained })
    expect(await valueWith(preservationDe2000P95, input(output))).toBeLessThan(1)
    expect(await valueWith(preservationDe2000, input(output))).toBeGreaterThan(1)
    const ruined = asImage(await sharp(edited.bytes).negate({ alpha: false }).png().toBuffer())
    expect(
      await scoreWith(preservationPsnr, without(ruined, 'Make the square blue')),
    ).toMatchObject({
      value: expect.closeTo(8, -1),
      detail: { region: 'whole' },
    })
  })

  it('has nothing to measure where everything may change', async () => {
    const nothing = { state: 'unscored', reason: 'everything may change here', notApplicable: true }
    const full = await boxMask(side, [0, 0, side, side])
    expect(await scoreWith(preservationPsnr, input(edited, { mask: full }))).toEqual(nothing)
    expect(await scoreWith(preservationDe2000, without(edited, 'Make it night'))).toEqual(nothing)
  })
})

describe('the part of the frame that an instruction names', () => {
  const named = (instruction: string, tasks = ['local-editing']) =>
    regionNamed({ instruction, tasks })
  const holds = (instruction: string, x: number, y: number) => {
    const where = named(instruction)
    return typeof where === 'function' ? where(x, y) : where
  }

  it('is read from words of place, in English and Chinese', () => {
    expect(holds('Remove the lamp on the left', 0.2, 0.9)).toBe(true)
    expect(holds('Remove the lamp on the left', 0.8, 0.9)).toBe(false)
    expect(holds('Add a bird in the top-right corner', 0.9, 0.1)).toBe(true)
    expect(holds('Add a bird in the top-right corner', 0.9, 0.9)).toBe(false)
    expect(holds('把左侧的灯去掉', 0.1, 0.5)).toBe(true)
    expect(holds('把左侧的灯去掉', 0.9, 0.5)).toBe(false)
    expect(named('Make the cup red')).toBeUndefined()
    // Where it goes to, not where it is.
    expect(named('Move the cup to the left')).toBeUndefined()
  })

  it('is everything where the whole picture is meant', () => {
    expect(named('Replace the background with a beach')).toBe('everything')
    expect(named('Turn this into a watercolour')).toBe('everything')
    expect(named('变成夜晚')).toBe('everything')
    expect(named('Make it pop', ['global-editing'])).toBe('everything')
  })
})
