import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { highOutliers } from '#stats/outliers.ts'
import { createRandom } from '#stats/random.ts'

const logNormal = (count: number, seed: number): number[] => {
  const random = createRandom(seed)
  return Array.from({ length: count }, () => Math.exp(5 + 0.2 * random.normal()))
}

describe('outliers above', () => {
  it('are the calls that stalled, among ordinary ones', () => {
    const values = logNormal(200, 1)
    values[17] = 4000
    values[160] = 900
    expect(highOutliers(values)).toEqual([17, 160])
  })

  it('are hardly ever seen in log-normal values', () => {
    const found = Array.from(
      { length: 200 },
      (_, seed) => highOutliers(logNormal(100, seed)).length,
    )
    expect(found.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(5)
  })

  it('do not depend on the unit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.1, max: 1e5, noNaN: true }), { minLength: 10, maxLength: 40 }),
        (values) => {
          expect(highOutliers(values.map((value) => value * 1024))).toEqual(highOutliers(values))
        },
      ),
    )
  })

  it('are none where there is too little to tell', () => {
    expect(highOutliers([1, 1, 1, 100])).toEqual([])
    expect(highOutliers(Array.from({ length: 20 }, (_, index) => (index === 3 ? 99 : 1)))).toEqual(
      [],
    )
  })
})
