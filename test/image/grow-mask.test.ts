import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { growMask } from '#image/grow-mask.ts'

const masks = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
  .chain(([width, height]) =>
    fc
      .array(fc.constantFrom(0, 255), { minLength: width * height, maxLength: width * height })
      .map((values) => ({ width, height, data: Uint8Array.from(values) })),
  )

describe('a grown mask', () => {
  it('is set where anything within the radius was, as looking at every neighbour says', () => {
    fc.assert(
      fc.property(masks, fc.integer({ min: 0, max: 14 }), (mask, radius) => {
        const { width, height, data } = mask
        const grown = growMask(mask, radius)
        for (let index = 0; index < data.length; index++) {
          const [x, y] = [index % width, Math.floor(index / width)]
          const near = data.some(
            (value, other) =>
              value !== 0 &&
              Math.abs((other % width) - x) <= radius &&
              Math.abs(Math.floor(other / width) - y) <= radius,
          )
          expect(grown.data[index]).toBe(near ? 255 : 0)
        }
        expect([grown.width, grown.height]).toEqual([width, height])
      }),
    )
  })

  it('leaves the mask it was given as it is', () => {
    const data = Uint8Array.from([0, 255, 0, 0])
    expect([...growMask({ width: 4, height: 1, data }, 1).data]).toEqual([255, 255, 255, 0])
    expect([...data]).toEqual([0, 255, 0, 0])
  })
})
