import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shapeOf, type AskedShape, type Shape } from '#engine/wire/shape.ts'

const asked = { prompt: 'x', images: [] }
const features = ({ warnings }: AskedShape) => warnings.map(({ feature }) => feature)

const sized: Shape = { takes: 'size', grain: 16, least: 64, most: 4096, pixels: 4_000_000 }
const listed: Shape = { takes: 'ratio', among: ['16:9', '4:3', '1:1', '3:4', '9:16'] }

describe('shapeOf', () => {
  it('passes on what fits exactly, without a word', () => {
    expect(shapeOf({ ...asked, width: 1024, height: 768 }, sized)).toEqual({
      size: { width: 1024, height: 768 },
      warnings: [],
    })
    expect(shapeOf({ ...asked, aspectRatio: '4:3' }, listed)).toEqual({
      ratio: '4:3',
      warnings: [],
    })
    expect(shapeOf(asked, sized)).toEqual({ warnings: [] })
    expect(shapeOf(asked, listed)).toEqual({ warnings: [] })
  })

  it('rounds a size to the grain and says so', () => {
    const shape = shapeOf({ ...asked, width: 1000, height: 700 }, sized)
    expect(shape.size).toEqual({ width: 1008, height: 704 })
    expect(shape.warnings[0]).toMatchObject({
      feature: 'size',
      message: expect.stringContaining('1000x700 is sent as 1008x704'),
    })
  })

  it('takes the nearest ratio of a list and says so', () => {
    const shape = shapeOf({ ...asked, width: 1000, height: 700 }, listed)
    expect(shape.ratio).toBe('4:3')
    expect(features(shape)).toEqual(['size', 'aspectRatio'])
  })

  it('makes a size of about a megapixel from a ratio and says so', () => {
    const shape = shapeOf({ ...asked, aspectRatio: '16:9' }, sized)
    expect(shape.size).toEqual({ width: 1360, height: 768 })
    expect(features(shape)).toEqual(['aspectRatio'])
  })

  it('says what has no place, and half a size', () => {
    expect(
      features(
        shapeOf({ ...asked, width: 8, height: 8, aspectRatio: '1:1' }, { takes: 'nothing' }),
      ),
    ).toEqual(['size', 'aspectRatio'])
    expect(shapeOf({ ...asked, width: 512 }, sized)).toMatchObject({
      warnings: [{ kind: 'unsupported', feature: 'size' }],
    })
    expect(features(shapeOf({ ...asked, aspectRatio: 'auto' }, sized))).toEqual(['aspectRatio'])
  })

  it('keeps every size within the limits, whatever was asked', () => {
    const side = fc.integer({ min: 1, max: 20_000 })
    fc.assert(
      fc.property(side, side, (width, height) => {
        const { size } = shapeOf({ ...asked, width, height }, sized)
        if (!size) throw new Error('no size')
        for (const length of [size.width, size.height]) {
          expect(length % 16).toBe(0)
          expect(length).toBeGreaterThanOrEqual(64)
          expect(length).toBeLessThanOrEqual(4096)
        }
        // A side at its least cannot shrink further.
        if (Math.min(size.width, size.height) > 64)
          expect(size.width * size.height).toBeLessThanOrEqual(4_000_000)
      }),
    )
  })
})
