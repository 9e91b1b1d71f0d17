import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bcaInterval,
  estimateMean,
  estimateMedian,
  estimateShare,
  percentileInterval,
  wilsonInterval,
} from '#stats/estimate.ts'
import { estimateQuantile } from '#stats/estimate-quantile.ts'
import { orderInterval } from '#stats/quantile-interval.ts'
import { normalCdf, normalQuantile } from '#stats/normal.ts'
import { quantile } from '#stats/quantile.ts'
import { createRandom } from '#stats/random.ts'
import { studentCdf, studentQuantile } from '#stats/student-t.ts'

const options = { level: 0.95, missing: 0, seed: 7 }
const alone = (values: readonly number[]) =>
  values.map((value, index) => ({ value, cluster: `c${index}` }))

describe('distributions', () => {
  it('has the tabled quantiles of the normal and of Student t', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959964, 5)
    expect(normalCdf(1)).toBeCloseTo(0.8413447, 6)
    expect(studentQuantile(0.975, 4)).toBeCloseTo(2.776445, 5)
    expect(studentQuantile(0.975, 18)).toBeCloseTo(2.100922, 5)
    expect(studentCdf(2.228139, 10)).toBeCloseTo(0.975, 5)
  })

  it('interpolates quantiles as type 7 of Hyndman and Fan', () => {
    expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75)
    expect(quantile([5, 1, 3], 0.5)).toBe(3)
  })
})

describe('intervals', () => {
  it('agrees with the published Wilson interval of 8 out of 10', () => {
    // Wilson 1927 by statsmodels: 0.490162, 0.943318.
    const [low, high] = wilsonInterval(8, 10, 0.95)
    expect(low).toBeCloseTo(0.490162, 5)
    expect(high).toBeCloseTo(0.943318, 5)
  })

  it('takes the 2nd and 9th of ten values for the median at 95 %', () => {
    // Binomial(10, 0.5): P(2 <= X <= 8) = 0.9785, the least symmetric coverage above 0.95.
    expect(orderInterval([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.5, 0.95)).toEqual([2, 9])
    expect(orderInterval([1, 2, 3], 0.5, 0.95)).toBeUndefined()
  })

  it('gives no interval under five clusters, t under twenty, BCa from there', () => {
    const of = (n: number) =>
      estimateMean(alone(Array.from({ length: n }, (_, index) => index)), options)
    expect(of(4)).toMatchObject({ low: null, high: null, note: 'tooFewClusters' })
    expect(of(19).method).toBe('t-cluster-means')
    expect(of(20).method).toBe('bca-cluster-bootstrap')
    // Mean 2, s = sqrt(2.5), t(4) = 2.776445: 2 -+ 1.963243.
    expect(of(5).low).toBeCloseTo(2 - 1.963243, 5)
  })

  it('gives medians and percentiles of clusters an interval only where one holds', () => {
    const clustered = (clusters: number) =>
      Array.from({ length: clusters * 3 }, (_, index) => ({
        value: index % 17,
        cluster: `c${index % clusters}`,
      }))
    expect(estimateMedian(clustered(5), options)).toMatchObject({ method: 'none', low: null })
    expect(estimateMedian(clustered(12), options).method).toBe('order-statistics-of-clusters')
    expect(estimateMedian(clustered(20), options).method).toBe('percentile-cluster-bootstrap')
    expect(estimateQuantile(clustered(19), 0.95, options)).toMatchObject({
      method: 'none',
      clusters: 19,
      note: 'tooFewClusters',
    })
    expect(estimateQuantile(clustered(40), 0.9, options)).toMatchObject({
      method: 'woodruff',
      clusters: 40,
    })
    // A bootstrap would give one, and be wrong: only one value lies beyond.
    expect(estimateQuantile(clustered(40), 0.99, options)).toMatchObject({ low: null, n: 120 })
  })

  it('says no data instead of a number', () => {
    for (const estimate of [
      estimateMean([], options),
      estimateMedian([], options),
      estimateShare([], options),
      estimateQuantile([], 0.95, options),
    ]) {
      expect(estimate).toMatchObject({ value: null, low: null, high: null, n: 0, note: 'noData' })
    }
  })

  it('reproduces bit for bit, whatever the order of the observations', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 20, maxLength: 30 }),
        (drawn) => {
          // -0 and 0 have no order.
          const values = drawn.map((value) => value + 0)
          const one = estimateMedian(alone(values), options)
          const two = estimateMedian(alone(values).toReversed(), options)
          expect(two).toEqual(one)
          expect(one.low ?? 0).toBeLessThanOrEqual(one.value ?? 0)
          expect(one.high ?? 0).toBeGreaterThanOrEqual(one.value ?? 0)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('keeps a share inside 0 and 1', () => {
    const clustered = Array.from({ length: 14 }, (_, index) => ({
      value: index === 0 ? 0 : 1,
      cluster: `c${index % 7}`,
    }))
    const { low, high } = estimateShare(clustered, options)
    expect(low).toBeGreaterThanOrEqual(0)
    expect(high).toBe(1)
  })
})

/** Share of simulated 95 % intervals that hold the true centre 0, with correlated values inside clusters (ICC 0.3). */
function coverageOf(estimate: typeof estimateMean, clusters: number, runs: number): number {
  const random = createRandom(clusters)
  let covered = 0
  for (let run = 0; run < runs; run++) {
    const observations = Array.from({ length: clusters }, (_, cluster) => {
      const shared = random.normal() * Math.sqrt(0.3)
      return Array.from({ length: 4 }, () => ({
        cluster: `${cluster}`,
        value: shared + random.normal() * Math.sqrt(0.7),
      }))
    }).flat()
    const { low, high } = estimate(observations, { ...options, seed: run })
    if (low !== null && high !== null && low <= 0 && high >= 0) covered += 1
  }
  return covered / runs
}

describe('coverage of 95 % intervals, simulated', () => {
  it('is 93 to 97 % with 5, 8 and 12 clusters', () => {
    for (const clusters of [5, 8, 12]) {
      const coverage = coverageOf(estimateMean, clusters, 2000)
      expect(coverage, `${clusters} clusters`).toBeGreaterThan(0.93)
      expect(coverage, `${clusters} clusters`).toBeLessThan(0.97)
    }
  })

  it('is 93 to 97 % where the bootstrap of clusters begins, and beyond', () => {
    for (const clusters of [20, 40]) {
      const coverage = coverageOf(estimateMean, clusters, 2000)
      expect(coverage, `mean, ${clusters} clusters`).toBeGreaterThan(0.93)
      expect(coverage, `mean, ${clusters} clusters`).toBeLessThan(0.97)
    }
    const ofMedian = coverageOf(estimateMedian, 20, 400)
    expect(ofMedian, 'median').toBeGreaterThan(0.93)
    expect(ofMedian, 'median').toBeLessThan(0.97)
  }, 120_000)

  it('is within two points of 95 % for Wilson at n = 40, p = 0.3', () => {
    const random = createRandom(3)
    let covered = 0
    for (let run = 0; run < 4000; run++) {
      const yes = Array.from({ length: 40 }, () => (random.next() < 0.3 ? 1 : 0)).reduce<number>(
        (sum, value) => sum + value,
        0,
      )
      const [low, high] = wilsonInterval(yes, 40, 0.95)
      if (low <= 0.3 && high >= 0.3) covered += 1
    }
    expect(covered / 4000).toBeGreaterThan(0.93)
    expect(covered / 4000).toBeLessThan(0.97)
  })

  it('bootstraps agree with each other on symmetric data', () => {
    const random = createRandom(5)
    const clusters = Array.from({ length: 40 }, () => [random.normal(), random.normal()])
    const mean = (values: readonly number[]) =>
      values.reduce((sum, value) => sum + value, 0) / values.length
    const [a, b] = percentileInterval(clusters, mean, options)
    const [c, d] = bcaInterval(clusters, mean, options)
    expect(Math.abs(a - c)).toBeLessThan(0.06)
    expect(Math.abs(b - d)).toBeLessThan(0.06)
  })
})
