import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { PixelMetric } from '#score/define-metric.ts'
import { bakeySaturation, bakeyShallowFocus } from '#score/quality/bakeyness.ts'
import { qualityBlocking } from '#score/quality/blocking.ts'
import { qualityBlur } from '#score/quality/blur.ts'
import { qualityClipping } from '#score/quality/clipping.ts'
import { noiseDeviation, qualityNoise } from '#score/quality/noise.ts'
import { createRandom } from '#stats/random.ts'
import { asImage, drawing, metricInput, scoreWith, valueWith } from '../fixture/metric-input.ts'

const side = 512
const speckled = (from = 0, to = 400): string =>
  Array.from({ length: 900 }, (_, index) => {
    const [x, y] = [(index * 97.3) % 400, (index * 61.7) % 400]
    const isIn = [x, y].every((at) => at >= from && at <= to)
    return isIn
      ? `<circle cx="${x}" cy="${y}" r="${2 + (index % 5)}" fill="hsl(${index * 47} 45% ${30 + (index % 40)}%)"/>`
      : ''
  }).join('')
const body = `<rect width="400" height="400" fill="#8a9a9c"/>${speckled()}`
const png = async (drawn: string): Promise<Buffer> => {
  const { data } = await drawing(drawn, side)
  return sharp(data, { raw: { width: side, height: side, channels: 4 } })
    .removeAlpha()
    .png()
    .toBuffer()
}
const clean = await png(body)
const valueOf = (metric: PixelMetric, bytes: Uint8Array): Promise<number> =>
  valueWith(metric, metricInput({ output: asImage(bytes) }))

const rises = async (metric: PixelMetric, pictures: readonly Promise<Buffer>[]) => {
  const values = await Promise.all(pictures.map(async (bytes) => valueOf(metric, await bytes)))
  for (const [index, value] of values.slice(1).entries())
    expect(value).toBeGreaterThan(values[index]!)
}

describe('quality without a reference', () => {
  it('rises with what spoils a picture', async () => {
    const of = () => sharp(clean)
    const same = Promise.resolve(clean)
    await rises(qualityBlur, [same, of().blur(1).png().toBuffer(), of().blur(3).png().toBuffer()])
    await rises(qualityBlocking, [
      same,
      of().jpeg({ quality: 30 }).toBuffer(),
      of().jpeg({ quality: 8 }).toBuffer(),
    ])
    await rises(qualityClipping, [
      same,
      of().linear(3, -200).png().toBuffer(),
      of().linear(9, -900).png().toBuffer(),
    ])
    await rises(bakeySaturation, [
      same,
      of().modulate({ saturation: 1.4 }).png().toBuffer(),
      of().modulate({ saturation: 2 }).png().toBuffer(),
    ])
  })

  it('measures the deviation of noise, and none on flat art', () => {
    const random = createRandom(3)
    const normal = (): number =>
      Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
    for (const deviation of [3, 12]) {
      const plane = Float64Array.from(
        { length: side * side },
        (_, index) => 90 + (index % side) / 8 + deviation * normal(),
      )
      expect(noiseDeviation({ plane, width: side, height: side })).toBeCloseTo(deviation, 0)
    }
    const flat = new Float64Array(side * side).fill(90)
    expect(noiseDeviation({ plane: flat, width: side, height: side })).toBe(0)
  })

  it('tells a sharp middle before a blurred border from one that is sharp all over', async () => {
    const blurred = sharp(clean).blur(6)
    const middle = await sharp(clean)
      .extract({ left: 128, top: 128, width: 256, height: 256 })
      .toBuffer()
    const shallow = await blurred
      .composite([{ input: middle, left: 128, top: 128 }])
      .png()
      .toBuffer()
    expect(await valueOf(bakeyShallowFocus, shallow)).toBeGreaterThan(0.4)
    expect(await valueOf(bakeyShallowFocus, clean)).toBeLessThan(0.15)
  })

  it('says why where a picture tells nothing', async () => {
    const flat = await png('<rect width="400" height="400" fill="#777"/>')
    const reasonOf = async (metric: PixelMetric, bytes: Uint8Array) =>
      scoreWith(metric, metricInput({ output: asImage(bytes) }))
    expect(await reasonOf(qualityBlur, flat)).toEqual({
      state: 'unscored',
      reason: 'the picture has one colour only',
    })
    expect(await reasonOf(bakeyShallowFocus, flat)).toMatchObject({ state: 'unscored' })
    const tiny = await sharp(clean).resize(9, 9).png().toBuffer()
    for (const metric of [qualityBlur, qualityBlocking])
      expect(await reasonOf(metric, tiny)).toMatchObject({ state: 'unscored' })
    expect(await reasonOf(qualityNoise, tiny)).toMatchObject({ state: 'scored' })
  })
})
