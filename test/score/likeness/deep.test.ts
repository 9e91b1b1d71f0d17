import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { MetricImage } from '#schema/metric.ts'
import { deepCosine } from '#score/likeness/deep-cosine.ts'
import { deepDistance } from '#score/likeness/deep-distance.ts'
import { preservationDeep } from '#score/preservation/deep.ts'
import { createOpener } from '#score/pixel/opened.ts'
import { asImage, boxMask, drawing, imageOf, metricInput } from '../../fixture/metric-input.ts'

const opener = createOpener()
const ground =
  '<rect width="400" height="400" fill="#9bd"/><path d="M0 300q100-90 200 0t200-30v130H0z" fill="#586"/><circle cx="310" cy="80" r="40" fill="#fd5"/>'
const house = '<rect x="80" y="200" width="110" height="110" fill="#b43"/>'
const source = await imageOf(await drawing(ground + house, 256))
const other = await imageOf(
  await drawing(
    '<rect width="400" height="400" fill="#222"/><path d="M20 20l360 360M380 20L20 380" stroke="#eee" stroke-width="30"/>',
    256,
  ),
)
const blurred = async (sigma: number) =>
  asImage(await sharp(source.bytes).blur(sigma).png().toBuffer())

const value = async (
  metric: typeof deepCosine,
  output: MetricImage,
  more: Partial<Parameters<typeof metricInput>[0]> = {},
): Promise<number> => {
  const result = await metric.score(metricInput({ source, output, ...more }), opener)
  if (result.state === 'unscored') throw new Error(result.reason)
  return result.value
}

describe('deep features', () => {
  it('are equal for equal pictures, and further apart the more was lost', async () => {
    expect(await value(deepCosine, source)).toBeCloseTo(1, 6)
    expect(await value(deepDistance, source)).toBeCloseTo(0, 6)
    const steps = [await blurred(1), await blurred(3), await blurred(8), other]
    const distances = await Promise.all(steps.map((step) => value(deepDistance, step)))
    expect(distances).toEqual(distances.toSorted((a, b) => a - b))
    expect(await value(deepCosine, other)).toBeLessThan(await value(deepCosine, steps[0]!))
  })

  it('compare with the reference picture first, then the right answer, then the source', async () => {
    const against = async (more: Partial<Parameters<typeof metricInput>[0]>) => {
      const result = await deepCosine.score(metricInput({ output: other, ...more }), opener)
      return result.state === 'scored' ? result.detail?.['against'] : result.reason
    }
    expect(await against({ source, truthReference: other, references: [source] })).toBe('reference')
    expect(await against({ source, truthReference: other })).toBe('right answer')
    expect(await against({ source })).toBe('source')
    expect(await against({})).toContain('needs a reference picture')
  })

  it('leave out what may change when they measure what was kept', async () => {
    const mask = await boxMask(256, [48, 124, 125, 202])
    const edited = await imageOf(
      await drawing(`${ground}<circle cx="135" cy="255" r="50" fill="#26c"/>`, 256),
    )
    const spilt = await imageOf(
      await drawing(`${ground}${house}<circle cx="310" cy="80" r="40" fill="#c2c"/>`, 256),
    )
    expect(await value(preservationDeep, edited, { mask })).toBeLessThan(0.001)
    expect(await value(preservationDeep, spilt, { mask })).toBeGreaterThan(0.003)
  })
})
