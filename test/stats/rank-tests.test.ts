import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kolmogorovSmirnov } from '#stats/kolmogorov-smirnov.ts'
import { leastMannWhitneyP, mannWhitney } from '#stats/mann-whitney.ts'
import { wilcoxon } from '#stats/wilcoxon.ts'

// Expected values: scipy 1.17.1, mannwhitneyu, wilcoxon (correction=True), ks_2samp and special.kolmogorov.
const a = [
  14.574, 11.825, 18.186, 23.764, 31.64, 20.987, 16.102, 14.674, 27.099, 38.626, 22.401, 12.264,
]
const b = [
  16.721, 46.526, 26.606, 12.27, 23.725, 15.405, 19.073, 20.182, 18.443, 30.611, 23.921, 19.38,
]
const tiedA = [1, 2, 2, 3, 3, 3, 4, 5, 6, 6]
const tiedB = [2, 3, 4, 4, 5, 5, 6, 7, 7, 8, 9]
const x = Array.from({ length: 101 }, (_, i) => ((i * 37) % 101) / 101)
const y = Array.from({ length: 120 }, (_, i) => (((i * 53) % 120) / 120) ** 1.2 + 0.05)
const minus = (second: readonly number[], first: readonly number[]): number[] =>
  second.map((value, index) => value - (first[index] ?? 0))

describe('Mann-Whitney U', () => {
  it('counts exactly without ties and up to 50 a sample', () => {
    expect(mannWhitney(a, b)).toMatchObject({ u: 61, method: 'exact' })
    expect(mannWhitney(a, b).p).toBeCloseTo(0.551167166391288, 12)
    expect(mannWhitney(a.slice(0, 7), b)).toMatchObject({ u: 32 })
    expect(mannWhitney(a.slice(0, 7), b).p).toBeCloseTo(0.4319679288719536, 12)
    expect(mannWhitney(x.slice(0, 50), y.slice(0, 50)).u).toBe(1227)
    expect(mannWhitney(x.slice(0, 50), y.slice(0, 50)).p).toBeCloseTo(0.8772826215978348, 12)
  })

  it('approximates with ties and for more, corrected for both ties and continuity', () => {
    expect(mannWhitney(tiedA, tiedB)).toMatchObject({ u: 26.5, method: 'normal' })
    expect(mannWhitney(tiedA, tiedB).p).toBeCloseTo(0.04667740501395502, 10)
    expect(mannWhitney(x, y)).toMatchObject({ u: 6000, method: 'normal' })
    expect(mannWhitney(x, y).p).toBeCloseTo(0.9000050203146945, 10)
    expect(mannWhitney([1, 1], [1, 1])).toMatchObject({ u: 2, p: 1 })
    expect(() => mannWhitney([], [1])).toThrow(RangeError)
  })

  it('is the same seen from the other side, and never below the least p of its sizes', () => {
    const values = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), {
      minLength: 1,
      maxLength: 9,
    })
    fc.assert(
      fc.property(values, values, (first, second) => {
        const [one, other] = [mannWhitney(first, second), mannWhitney(second, first)]
        expect(one.p).toBeCloseTo(other.p, 12)
        expect(one.u + other.u).toBe(first.length * second.length)
        if (one.method === 'exact')
          expect(one.p).toBeGreaterThanOrEqual(
            leastMannWhitneyP(first.length, second.length) - 1e-12,
          )
      }),
    )
    expect(leastMannWhitneyP(3, 3)).toBeCloseTo(2 / 20, 12)
  })
})

describe('Wilcoxon signed rank', () => {
  it('counts exactly without ties and up to 50 differences', () => {
    expect(wilcoxon(minus(b, a))).toMatchObject({ w: 37, method: 'exact', n: 12 })
    expect(wilcoxon(minus(b, a)).p).toBeCloseTo(0.90966796875, 12)
    const fifty = wilcoxon(minus(y.slice(0, 50), x.slice(0, 50)))
    expect(fifty).toMatchObject({ w: 655, method: 'exact' })
    expect(fifty.p).toBeCloseTo(0.8707939059443142, 12)
  })

  it('drops zeros, and approximates with ties and for more', () => {
    const tied = wilcoxon([0, 1, -1, 2, 2, -3, 4, 4, 5, 0, -2, 6])
    expect(tied).toMatchObject({ w: 43.5, method: 'normal', n: 10 })
    expect(tied.p).toBeCloseTo(0.11271708474094375, 10)
    const ninety = wilcoxon(minus(y.slice(0, 90), x.slice(0, 90)))
    expect(ninety).toMatchObject({ w: 2105, method: 'normal' })
    expect(ninety.p).toBeCloseTo(0.8185966919536033, 10)
    expect(wilcoxon([0, 0, 0])).toEqual({ w: 0, p: 1, method: 'exact', n: 0 })
  })
})

describe('Kolmogorov-Smirnov', () => {
  it('counts lattice paths exactly up to nA x nB = 10,000', () => {
    expect(kolmogorovSmirnov(a, b)).toMatchObject({ d: 0.25, method: 'exact' })
    expect(kolmogorovSmirnov(a, b).p).toBeCloseTo(0.8689816711757754, 12)
    const seven = kolmogorovSmirnov(a.slice(0, 7), b)
    expect(seven.d).toBeCloseTo(0.32142857142857145, 14)
    expect(seven.p).toBeCloseTo(0.6534889259347464, 12)
    const hundred = kolmogorovSmirnov(x.slice(0, 100), y.slice(0, 100))
    expect(hundred.d).toBeCloseTo(0.06, 14)
    expect(hundred.p).toBeCloseTo(0.9942356257694902, 12)
  })

  it('takes ties at once, and the limit distribution for more', () => {
    const tied = kolmogorovSmirnov(tiedA, tiedB)
    expect(tied.d).toBeCloseTo(0.41818181818181815, 14)
    expect(tied.p).toBeCloseTo(0.2586103267217818, 12)
    const large = kolmogorovSmirnov(x, y)
    expect(large.method).toBe('asymptotic')
    expect(large.d).toBeCloseTo(0.0594059405940594, 14)
    expect(large.p).toBeCloseTo(0.9902873904697178, 12)
    expect(kolmogorovSmirnov([1, 2], [1, 2])).toMatchObject({ d: 0, p: 1 })
  })

  it('sees a change of shape around one median', () => {
    const narrow = Array.from({ length: 60 }, (_, i) => 100 + (i - 29.5) / 30)
    const wide = narrow.map((value) => 100 + (value - 100) * 8)
    expect(mannWhitney(narrow, wide).p).toBeGreaterThan(0.5)
    expect(kolmogorovSmirnov(narrow, wide).p).toBeLessThan(1e-4)
  })
})
