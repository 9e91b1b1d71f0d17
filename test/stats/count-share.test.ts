import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shareOfCounts, type YesOf } from '#stats/count-share.ts'
import { clusterShare } from '#stats/cluster-share.ts'

const options = { level: 0.95, seed: 7 }

/** The same as single values with their clusters. */
const observationsOf = (counts: readonly YesOf[]) =>
  counts.flatMap(({ yes, n }, cluster) =>
    Array.from({ length: n }, (_, index) => ({
      value: index < yes ? 1 : 0,
      cluster: `c${String(cluster).padStart(3, '0')}`,
    })),
  )

const clusters = (least: number, most: number) =>
  fc.array(
    fc.integer({ min: 2, max: 9 }).chain((n) => fc.record({ n: fc.constant(n), yes: fc.nat(n) })),
    { minLength: least, maxLength: most },
  )

describe('a share from counts', () => {
  it("is Wilson's for independent votes, as published for 8 of 10", () => {
    const { value, low, high, method } = shareOfCounts([{ yes: 8, n: 10 }], false, options)
    expect([value, method]).toEqual([0.8, 'wilson'])
    expect(low).toBeCloseTo(0.490162, 5)
    expect(high).toBeCloseTo(0.943318, 5)
    expect(shareOfCounts([{ yes: 1, n: 4 }], false, options)).toMatchObject({
      low: null,
      note: 'tooFewClusters',
    })
    expect(shareOfCounts([], true, options)).toMatchObject({ value: null, note: 'noData' })
  })

  it('is that of the single values by their clusters, to the last digit', () => {
    fc.assert(
      fc.property(fc.oneof(clusters(1, 19), clusters(20, 30)), (counts) => {
        const wanted = clusterShare(observationsOf(counts), 'share', { ...options, missing: 0 })
        expect(shareOfCounts(counts, true, options)).toEqual(wanted)
      }),
      { numRuns: 40 },
    )
  })

  it('of clusters that all say the same has room, also where their mean is rounded', () => {
    for (const [yes, n, clusters] of [
      [0, 4, 30],
      [4, 9, 12],
      [3, 7, 6],
    ] as const) {
      const found = shareOfCounts(
        Array.from({ length: clusters }, () => ({ yes, n })),
        true,
        options,
      )
      expect(found.method).toBe('wilson-of-clusters')
      expect(found.value).toBeCloseTo(yes / n, 12)
      expect(found.high! - found.low!).toBeGreaterThan(0.1)
    }
  })

  it('turns with yes and no', () => {
    fc.assert(
      fc.property(clusters(5, 19), (counts) => {
        const yes = shareOfCounts(counts, true, options)
        const no = shareOfCounts(
          counts.map((one) => ({ n: one.n, yes: one.n - one.yes })),
          true,
          options,
        )
        expect(no.value).toBeCloseTo(1 - yes.value!, 10)
        expect(no.low).toBeCloseTo(1 - yes.high!, 10)
      }),
      { numRuns: 40 },
    )
  })
})
