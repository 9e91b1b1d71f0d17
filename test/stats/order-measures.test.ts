import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { estimateSeparation } from '#stats/separation.ts'
import { kendallTau } from '#stats/kendall.ts'
import { mannWhitney } from '#stats/mann-whitney.ts'
import { createRandom } from '#stats/random.ts'

const options = { level: 0.95, missing: 0, seed: 1 }
const inOwnClusters = (values: readonly number[]) =>
  values.map((value, index) => ({ value, cluster: `c${index}` }))

describe("Kendall's tau-b", () => {
  it('is 1, -1 and, by hand, what ties leave of it', () => {
    const ofValues = (values: number[]) => kendallTau(values.map((value, index) => [index, value]))
    expect(ofValues([1, 2, 3, 4])).toBe(1)
    expect(ofValues([9, 5, 2, 0])).toBe(-1)
    // 5 of 6 pairs go up, one is tied: 5 / sqrt(6 * 5).
    expect(ofValues([1, 2, 2, 3])).toBeCloseTo(5 / Math.sqrt(30), 12)
    expect(ofValues([7, 7, 7])).toBe(0)
    expect(() => kendallTau([[1, 1]])).toThrow(RangeError)
  })

  it('turns round with either side', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer(), fc.integer()), { minLength: 2, maxLength: 12 }),
        (pairs) => {
          const turned = pairs.map(([a, b]): [number, number] => [a, -b])
          expect(kendallTau(turned)).toBeCloseTo(-kendallTau(pairs), 12)
        },
      ),
    )
  })
})

describe('the area under the ROC curve', () => {
  it('is the U of Mann and Whitney over all pairs', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 12 }),
        fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 12 }),
        (a, b) => {
          const { value } = estimateSeparation(inOwnClusters(a), inOwnClusters(b), options)
          expect(value).toBeCloseTo(mannWhitney(a, b).u / (a.length * b.length), 10)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('has an interval over clusters that holds the truth about as often as it says', () => {
    // Normal values one standard deviation apart: AUC = Phi(1 / sqrt 2) = 0.7602.
    const truth = 0.7602
    let held = 0
    const rounds = 150
    for (let round = 0; round < rounds; round++) {
      const random = createRandom(round + 1)
      const [better, worse] = [1, 0].map((mean) =>
        Array.from({ length: 24 }, (_, index) => ({
          cluster: `c${index}`,
          value: mean + random.normal(),
        })),
      )
      const { low, high } = estimateSeparation(better!, worse!, { ...options, seed: round })
      if (low! <= truth && truth <= high!) held += 1
    }
    expect(held / rounds).toBeGreaterThan(0.9)
    expect(held / rounds).toBeLessThanOrEqual(0.99)
  }, 60_000)

  it('has no value without values and no interval of four clusters', () => {
    expect(estimateSeparation([], inOwnClusters([1]), options)).toMatchObject({
      value: null,
      note: 'noData',
    })
    const four = inOwnClusters([1, 2, 3, 4])
    expect(estimateSeparation(four, four, options)).toMatchObject({
      value: 0.5,
      low: null,
      note: 'tooFewClusters',
    })
    expect(
      estimateSeparation(inOwnClusters([6, 7, 8, 9, 10]), inOwnClusters([1, 2, 3, 4, 5]), options),
    ).toMatchObject({ value: 1, low: 1, high: 1, note: 'degenerate', n: 10, clusters: 5 })
  })
})
