import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changePoints } from '#stats/change-points.ts'
import { energySplit } from '#stats/energy-split.ts'
import { changeRange, levelRatio } from '#stats/level-change.ts'
import { createRandom } from '#stats/random.ts'
import { momentsOf } from '#stats/t-test.ts'

const options = { alpha: 0.01, minChange: 0 }
const indexes = (values: readonly number[], changed = options): number[] =>
  changePoints(values, changed).map((change) => change.index)

const pairSum = (x: readonly number[], y: readonly number[]): number =>
  x.reduce((sum, one) => sum + y.reduce((inner, other) => inner + Math.abs(one - other), 0), 0)

/** Matteson and James 2014, written out: E(X, Y) times mn / (m + n). */
function distanceOf(x: readonly number[], y: readonly number[]): number {
  const [m, n] = [x.length, y.length]
  const within = (part: readonly number[]): number =>
    pairSum(part, part) / (part.length * (part.length - 1))
  return ((m * n) / (m + n)) * ((2 * pairSum(x, y)) / (m * n) - within(x) - within(y))
}

/** Levels of given lengths with normal noise of sd 1 around 100. */
function steps(lengths: readonly number[], levels: readonly number[], seed: number): number[] {
  const random = createRandom(seed)
  return lengths.flatMap((length, part) =>
    Array.from({ length }, () => 100 + (levels[part] ?? 0) + random.normal()),
  )
}

describe('energy split', () => {
  it('finds what trying every place by the formula finds', () => {
    const values = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 6, maxLength: 24 })
    fc.assert(
      fc.property(values, (list) => {
        let [outer, inner] = [0, 0]
        for (let at = 2; at <= list.length - 2; at++)
          for (let until = at + 2; until <= list.length; until++) {
            const distance = distanceOf(list.slice(0, at), list.slice(at, until))
            inner = Math.max(inner, distance)
            if (until === list.length) outer = Math.max(outer, distance)
          }
        const found = energySplit(list, 0, list.length, { least: 2, leastInner: 2 })
        expect(found.outer.distance).toBeCloseTo(outer, 6)
        expect(found.inner.distance).toBeCloseTo(inner, 6)
      }),
      { numRuns: 60 },
    )
  })
})

describe('change points', () => {
  it('are where levels change, improvements too, and nowhere in a flat series', () => {
    const level = (value: number, n: number): number[] =>
      Array.from({ length: n }, (_, index) => value + (index % 3) / 10)
    expect(indexes([...level(20, 12), ...level(24, 12), ...level(19, 12)])).toEqual([12, 24])
    expect(indexes(Array.from({ length: 50 }, () => 7))).toEqual([])
    expect(indexes([...Array<number>(5).fill(1), ...Array<number>(5).fill(2)])).toEqual([5])
    expect(indexes([])).toEqual([])
    expect(indexes([1, 9])).toEqual([])
  })

  it('are not single outliers, nor two in a row', () => {
    const calm = steps([60], [0], 4)
    expect(indexes(calm.with(30, 200))).toEqual([])
    expect(indexes(calm.with(30, 200).with(31, 205))).toEqual([])
  })

  it('have a least magnitude', () => {
    const values = steps([60, 60], [0, 4], 9)
    expect(indexes(values)).toHaveLength(1)
    expect(indexes(values, { alpha: 0.01, minChange: 0.1 })).toEqual([])
  })

  it('are found within two runs on steps of 4 sd, with F1 over 0.9 on steps of 2 sd', () => {
    let [hit, wrong, missed] = [0, 0, 0]
    for (let seed = 1; seed <= 40; seed++) {
      const sharp = indexes(steps([40, 40, 40], [0, 4, 0], seed))
      expect(sharp).toHaveLength(2)
      expect(Math.abs((sharp[0] ?? 0) - 40)).toBeLessThanOrEqual(2)
      expect(Math.abs((sharp[1] ?? 0) - 80)).toBeLessThanOrEqual(2)
      const found = indexes(steps([50, 50, 50], [0, 2, 4], seed))
      const right = [50, 100].filter((at) => found.some((index) => Math.abs(index - at) <= 5))
      hit += right.length
      wrong += found.length - right.length
      missed += 2 - right.length
    }
    expect((2 * hit) / (2 * hit + wrong + missed)).toBeGreaterThan(0.9)
  })

  it('are rare in noise, also where it is skewed or neighbours are alike', () => {
    const random = createRandom(21)
    let alarms = 0
    for (let series = 0; series < 100; series++) {
      let last = 0
      const kinds = [
        () => random.normal(),
        () => Math.exp(0.3 * random.normal()),
        () => (last = 0.4 * last + random.normal()),
      ]
      const values = Array.from({ length: 200 }, kinds[series % 3] ?? (() => 0))
      if (indexes(values).length > 0) alarms += 1
    }
    expect(alarms).toBeLessThanOrEqual(3)
  })

  it('are found in 3,000 values through windows', () => {
    const found = indexes(steps([900, 900, 1200], [0, 1, 0], 3))
    expect(found).toHaveLength(2)
    expect(Math.abs((found[0] ?? 0) - 900)).toBeLessThanOrEqual(10)
    expect(Math.abs((found[1] ?? 0) - 1800)).toBeLessThanOrEqual(10)
  })
})

describe('a change of level', () => {
  it('has a ratio with an interval, where a ratio means something', () => {
    const before = { n: 4, mean: 10, squares: 0.75 }
    const after = { n: 4, mean: 20, squares: 3 }
    const { value, low, high } = levelRatio(before, after, 0.95)
    // se of the log = sqrt(0.0625/100 + 0.25/400) = 0.0353553; df 6; t(0.975, 6) = 2.446912.
    expect(value).toBe(2)
    expect(Math.log((high ?? 0) / 2)).toBeCloseTo(0.0353553 * 2.446912, 5)
    expect(Math.log((low ?? 0) / 2)).toBeCloseTo(-0.0353553 * 2.446912, 5)
    expect(levelRatio({ ...before, mean: -1 }, after, 0.95).value).toBeNull()
  })

  it('is near a place, and the range holds the true one as often as it says', () => {
    let held = 0
    for (let seed = 1; seed <= 80; seed++) {
      const values = steps([40, 40], [0, 1.5], seed)
      const { from, to } = changeRange(values, [0, 40, 80], 0.95)
      expect(from).toBeLessThanOrEqual(40)
      expect(to).toBeGreaterThanOrEqual(40)
      const best = changePoints(values, options)[0]?.index
      if (best === undefined) continue
      const range = changeRange(values, [0, best, 80], 0.95)
      if (range.from <= 40 && range.to >= 40) held += 1
    }
    expect(held).toBeGreaterThanOrEqual(70)
    expect(changeRange([1, 1, 1, 5, 5, 5], [0, 3, 6], 0.95)).toEqual({ from: 3, to: 3 })
    expect(momentsOf([1, 2, 3])).toEqual({ n: 3, mean: 2, squares: 2 })
  })
})
