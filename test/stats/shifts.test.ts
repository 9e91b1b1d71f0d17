import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hodgesLehmann } from '#stats/hodges-lehmann.ts'
import { normalCdf, normalQuantile } from '#stats/normal.ts'
import { noiseFloor, noiseLimit } from '#stats/noise-floor.ts'
import { quantileRatios, ratioOfMedians } from '#stats/quantile-ratios.ts'
import { quantileSwap } from '#stats/quantile-swap.ts'
import { quantile } from '#stats/quantile.ts'
import { createRandom } from '#stats/random.ts'
import { resampleQuantiles } from '#stats/resample-quantiles.ts'
import { momentsOf, tTestP, welchP } from '#stats/t-test.ts'
import { wilcoxon } from '#stats/wilcoxon.ts'

const a = [
  14.574, 11.825, 18.186, 23.764, 31.64, 20.987, 16.102, 14.674, 27.099, 38.626, 22.401, 12.264,
]
const b = [
  16.721, 46.526, 26.606, 12.27, 23.725, 15.405, 19.073, 20.182, 18.443, 30.611, 23.921, 19.38,
]
const differences = b.map((value, index) => value - (a[index] ?? 0))
const options = { level: 0.95, seed: 1 }

/** Pairs with a case effect of 30 %, noise of 5 % and a factor between them. */
function pairs(n: number, factor: number, seed: number) {
  const random = createRandom(seed)
  const cases = Array.from({ length: n }, () => 100 * Math.exp(0.3 * random.normal()))
  const noisy = (value: number): number => value * Math.exp(0.05 * random.normal())
  return { a: cases.map(noisy), b: cases.map((value) => factor * noisy(value)) }
}

describe('t-tests', () => {
  it('agree with scipy 1.17.1 ttest_ind, common and own spread', () => {
    const [first, second] = [momentsOf(a), momentsOf(b)]
    expect(tTestP(first, second)).toBeCloseTo(0.628943501648336, 10)
    expect(welchP(first, second)).toBeCloseTo(0.6289838523626149, 10)
    expect(
      tTestP(momentsOf([1, 2, 3]), momentsOf([101, 102, 103])) / 2.6654818961635957e-8,
    ).toBeCloseTo(1, 6)
  })

  it('know parts without spread', () => {
    expect(tTestP(momentsOf([1, 1, 1]), momentsOf([2, 2]))).toBe(0)
    expect(welchP(momentsOf([1, 1, 1]), momentsOf([2, 2]))).toBe(0)
    expect(tTestP(momentsOf([1, 1]), momentsOf([1, 1]))).toBe(1)
    expect(welchP(momentsOf([1, 2]), momentsOf([5]))).toBe(1)
  })
})

describe('the normal distribution', () => {
  it('goes on far out, so that the p of two clear changes are not the same', () => {
    for (const p of [1e-40, 1e-100, 1e-250])
      expect(normalCdf(normalQuantile(p)) / p, `${p}`).toBeCloseTo(1, 6)
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 6)
  })
})

describe('Hodges-Lehmann shift', () => {
  it('is the median of all Walsh averages, with the 14th from either end at 95 % of 12', () => {
    // numpy over all 78 averages; 14 = qsignrank(0.025, 12).
    const shift = hodgesLehmann(differences, 0.95)
    expect(shift.value).toBeCloseTo(-0.25874999999999915, 12)
    expect(shift.low).toBeCloseTo(-6.7485, 10)
    expect(shift.high).toBeCloseTo(7.768, 10)
    expect(hodgesLehmann([1, 2, 3, 4, 5], 0.95)).toMatchObject({ value: 3, low: null })
    expect(hodgesLehmann([2, 2, 2], 0.9)).toMatchObject({ value: 2 })
  })

  it('leaves zero out exactly where the signed-rank test does', () => {
    const values = fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), {
      minLength: 6,
      maxLength: 40,
    })
    fc.assert(
      fc.property(values, (integers) => {
        const list = integers.map((value, index) => value + 0.37 + index / 977)
        const { low, high } = hodgesLehmann(list, 0.9)
        const { p } = wilcoxon(list)
        expect(low !== null && high !== null && (low > 0 || high < 0)).toBe(p <= 0.1)
      }),
    )
  })
})

describe('ratios of quantiles', () => {
  it('draws the same quantiles as sorting would', () => {
    const drawn: number[][] = []
    resampleQuantiles(
      {
        a,
        b,
        units: [[{ a: [0, 1, 2], b: [5] }]],
        shares: [0, 0.3, 0.5, 1],
        draws: 1,
        random: createRandom(1),
      },
      (ofA, ofB) => drawn.push(ofA, ofB),
    )
    const expected = [0, 0.3, 0.5, 1].map((share) => quantile(a.slice(0, 3), share))
    expect(drawn).toEqual([expected, [b[5], b[5], b[5], b[5]]])
  })

  it('is median over median, with an interval that covers, narrower where paired', () => {
    let [covered, paired, unpaired] = [0, 0, 0]
    for (let seed = 1; seed <= 60; seed++) {
      const sample = pairs(30, 1.1, seed)
      const ratio = ratioOfMedians({ ...sample, paired: true }, { ...options, seed })
      expect(ratio.value).toBeCloseTo(quantile(sample.b, 0.5) / quantile(sample.a, 0.5), 12)
      const [low, high] = [ratio.low ?? Number.NaN, ratio.high ?? Number.NaN]
      if (low <= 1.1 && high >= 1.1) covered += 1
      const apart = ratioOfMedians({ ...sample, paired: false }, { ...options, seed })
      paired += high - low
      unpaired += (apart.high ?? Number.NaN) - (apart.low ?? Number.NaN)
    }
    expect(covered).toBeGreaterThanOrEqual(54)
    expect(paired / unpaired).toBeLessThan(0.8)
  })

  it('draws clusters whole, and gives four of them no interval', () => {
    const sample = pairs(40, 1, 5)
    const clustersA = sample.a.map((_, index) => `c${index % 4}`)
    const [ratio] = quantileRatios({ ...sample, clustersA, paired: true }, [0.5], options)
    expect(ratio).toMatchObject({ low: null, method: 'none', clusters: 4, note: 'tooFewClusters' })
    expect(ratioOfMedians({ a: [0, 0], b: [1, 2], paired: false }, options).value).toBeNull()
  })
})

describe('swapped quantiles', () => {
  it('has the exact p of few pairs: every swap counted', () => {
    // 6 pairs, all of B above all of A: of 64 swaps only none and all move the median as far.
    const low = [1, 2, 3, 4, 5, 6]
    const { p, method } = quantileSwap(
      low,
      low.map((value) => value + 100),
      0.5,
      { paired: true, seed: 3 },
    )
    expect(method).toBe('paired-permutation')
    expect(Math.abs(p - 2 / 64)).toBeLessThan(0.012)
  })

  it('alarms at its level without a difference and finds one in the tail', () => {
    let [alarms, found] = [0, 0]
    for (let seed = 1; seed <= 120; seed++) {
      const sample = pairs(50, 1, seed)
      if (quantileSwap(sample.a, sample.b, 0.95, { paired: true, seed }).p <= 0.05) alarms += 1
      const slow = sample.b.map((value, index) => (index % 8 === 0 ? value * 3 : value))
      if (quantileSwap(sample.a, slow, 0.95, { paired: false, seed }).p <= 0.05) found += 1
    }
    expect(alarms).toBeLessThanOrEqual(14)
    expect(found).toBeGreaterThanOrEqual(110)
  })
})

describe('noise floor', () => {
  it('is learned from five comparisons on and does not see one real change', () => {
    const quiet = [0.01, -0.01, 0.02, -0.02, 0.01, 0].map((logRatio) => ({ logRatio, error: 0 }))
    expect(noiseFloor(quiet.slice(0, 4))).toBeNull()
    const changed = { logRatio: 0.8, error: 0 }
    expect(noiseFloor([...quiet, changed])?.spread).toBeCloseTo(1.4826 * 0.01, 12)
    // What the samples explain themselves is no floor: sqrt(0.014826^2 - 0.01^2).
    const partly = quiet.map((one) => ({ ...one, error: 0.01 }))
    expect(noiseFloor(partly)?.spread).toBeCloseTo(0.010946, 6)
    expect(noiseFloor(quiet.map((one) => ({ ...one, error: 0.1 })))?.spread).toBe(0)
    // t(0.995, 5) = 4.032143.
    expect(noiseLimit({ spread: 0.01, n: 6 }, 0.01)).toBeCloseTo(0.04032143, 7)
  })
})
