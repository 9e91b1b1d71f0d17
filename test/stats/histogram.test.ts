import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { histogramOf } from '#stats/histogram.ts'
import { quantile } from '#stats/quantile.ts'

const latencies = fc.array(fc.double({ min: 0.01, max: 1e6, noNaN: true }), { minLength: 1 })

describe('histogram', () => {
  it('counts every value once, in a bin that holds it and is no wider than 1/64 of it', () => {
    fc.assert(
      fc.property(latencies, (values) => {
        const bins = histogramOf(values)
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(values.length)
        for (const value of values) {
          const bin = bins.find(({ low, high }) => value >= low && value < high)
          expect(bin).toBeDefined()
          expect((bin!.high - bin!.low) / value).toBeLessThanOrEqual(1 / 64)
        }
      }),
    )
  })

  it('of two parts adds up to that of the whole', () => {
    fc.assert(
      fc.property(latencies, latencies, (a, b) => {
        const sum = new Map<number, number>()
        for (const { low, count } of [...histogramOf(a), ...histogramOf(b)])
          sum.set(low, (sum.get(low) ?? 0) + count)
        expect([...sum].sort(([x], [y]) => x - y)).toEqual(
          histogramOf([...a, ...b]).map(({ low, count }) => [low, count]),
        )
      }),
    )
  })

  it('keeps a tail to within its bin', () => {
    const values = Array.from({ length: 10_000 }, (_, index) => 1.001 ** index)
    const bins = histogramOf(values)
    const p99 = quantile(values, 0.99)
    const bin = bins.find(({ low, high }) => p99 >= low && p99 < high)
    const below = bins.filter(({ high }) => high <= (bin?.low ?? 0))
    expect(below.reduce((sum, { count }) => sum + count, 0) / values.length).toBeLessThan(0.99)
  })

  it('refuses what is no number', () => {
    expect(() => histogramOf([1, Number.NaN])).toThrow(RangeError)
  })
})
