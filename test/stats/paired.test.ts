import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compactLetters, holm, pairedDifference, pairedRatio, signFlipP } from '#stats/paired.ts'

const options = { level: 0.95, missing: 0, seed: 1 }
const alone = (values: readonly number[]) =>
  values.map((value, index) => ({ value, cluster: `c${index}` }))

describe('paired comparison', () => {
  it('counts sign flips exactly for few clusters', () => {
    // All five positive: only the two flips that keep or turn all are as extreme, 2 of 32.
    expect(signFlipP(alone([1, 2, 3, 4, 5]), 1)).toBe(2 / 32)
    expect(signFlipP(alone([1, 2, 3, 4]), 1)).toBeNull()
    expect(signFlipP(alone([0, 0, 0, 0, 0]), 1)).toBe(1)
  })

  it('draws for many clusters with the same seed the same p', () => {
    const values = alone(Array.from({ length: 30 }, (_, index) => (index % 3) - 0.6))
    expect(signFlipP(values, 9)).toBe(signFlipP(values, 9))
    expect(signFlipP(alone(Array.from({ length: 30 }, () => 1)), 9)).toBeLessThan(0.001)
  })

  it('adjusts by Holm as worked by hand and leaves missing out', () => {
    expect(holm([0.01, 0.04, 0.03, null])).toEqual([0.03, 0.06, 0.06, null])
  })

  it('turns log ratios into a ratio', () => {
    const ratio = pairedRatio(alone([0, 0, 0, 0, 0, 0].map(() => Math.log(2))), options)
    expect(ratio.value).toBeCloseTo(2)
    expect(pairedDifference(alone([1, 1, 1, 1, 1]), options).difference).toMatchObject({
      value: 1,
      note: 'degenerate',
    })
  })
})

describe('compact letters', () => {
  it('shares a letter exactly where no difference was found', () => {
    const different = new Set(['a c', 'c a'])
    const letters = compactLetters(['a', 'b', 'c'], (x, y) => different.has(`${x} ${y}`))
    expect(Object.fromEntries(letters)).toEqual({ a: 'a', b: 'ab', c: 'b' })
  })

  it('holds for any relation', () => {
    const items = ['a', 'b', 'c', 'd', 'e']
    const pairs = items.flatMap((x, index) => items.slice(index + 1).map((y) => `${x}${y}`))
    fc.assert(
      fc.property(fc.subarray(pairs), (different) => {
        const letters = compactLetters(items, (x, y) => different.includes(x < y ? x + y : y + x))
        for (const pair of pairs) {
          const [x, y] = [letters.get(pair.charAt(0)) ?? '', letters.get(pair.charAt(1)) ?? '']
          expect(Array.from(x).some((letter) => y.includes(letter))).toBe(!different.includes(pair))
        }
      }),
      { numRuns: 100 },
    )
  })
})
