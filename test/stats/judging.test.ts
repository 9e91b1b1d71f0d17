import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  countedVerdicts,
  isConsistent,
  majorityOf,
  type OrderedChoice,
} from '#stats/both-orders.ts'
import { binomialTest, mcNemarExact } from '#stats/exact-tests.ts'
import { positionBias, type AskedPair, type SideChosen } from '#stats/position-bias.ts'
import { createRandom } from '#stats/random.ts'

const options = { level: 0.95, seed: 1, missing: 0 }

describe('exact tests', () => {
  it('are the sums of exact fractions', () => {
    // By Python's fractions; 682 of 925 is the example of R's binom.test, 150 and 86 that of its mcnemar.test.
    expect(binomialTest(7, 20)).toBeCloseTo(0.263176, 6)
    expect(binomialTest(1, 10)).toBeCloseTo(0.02148438, 7)
    expect(binomialTest(682, 925, 0.75)).toBeCloseTo(0.3824916, 5)
    expect(binomialTest(3, 12, 0.1)).toBeCloseTo(0.11087, 6)
    expect(mcNemarExact(150, 86)).toBeCloseTo(3.7159361396e-5, 12)
    expect(mcNemarExact(0, 0)).toBeNull()
  })

  it('sum to the whole: the likeliest outcome has p 1, and yes and no are alike', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), (yes, no) => {
        const n = yes + no
        expect(binomialTest(yes, n)).toBeCloseTo(binomialTest(no, n), 9)
        expect(binomialTest(Math.floor(n / 2), n)).toBeCloseTo(1, 6)
      }),
    )
  })
})

const pairOf = (sides: SideChosen[], cluster: string): AskedPair => ({ sides, cluster })
const many = (n: number, sides: SideChosen[]): AskedPair[] =>
  Array.from({ length: n }, (_, index) => pairOf(sides, `c${index}`))

describe('position bias', () => {
  it('is 0 for who looks at the pictures and 1 for who always says left, with ends that leave room', () => {
    const fair = positionBias(many(20, [1, -1]), options)
    expect([fair.value, fair.method]).toEqual([0, 'recovered-wilson'])
    // Wilson of 0 of 20 ends at 0.1611.
    expect(fair.low).toBeCloseTo(-0.1611, 4)
    expect(fair.high).toBeCloseTo(0.1611, 4)
    const left = positionBias(many(20, [1, 1]), options)
    expect(left.value).toBe(1)
    expect(left.low).toBeCloseTo(1 - Math.sqrt(2) * 0.1611, 3)
    expect(left.high).toBe(1)
  })

  it('turns its sign with the sides, and does not ask which output is better', () => {
    const side = fc.constantFrom<SideChosen>(1, 0, -1)
    const asked = fc.array(fc.tuple(side, side), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(asked, (all) => {
        const pairs = all.map((sides, index) => pairOf(sides, `c${index % 24}`))
        const turned = pairs.map(({ sides, cluster }) =>
          pairOf(
            sides.map((one) => (0 - one) as SideChosen),
            cluster,
          ),
        )
        const [one, other] = [positionBias(pairs, options), positionBias(turned, options)]
        expect(one.value! + other.value!).toBeCloseTo(0, 9)
        const swapped = pairs.map((pair) => pairOf(pair.sides.toReversed(), pair.cluster))
        expect(positionBias(swapped, options)).toEqual(one)
      }),
    )
  })

  it('covers the truth about as often as it says, with few clusters and many', () => {
    const random = createRandom(5)
    for (const clusters of [8, 30]) {
      let covered = 0
      const trials = 300
      for (let trial = 0; trial < trials; trial++) {
        const pairs = Array.from({ length: clusters * 3 }, (_, index) => {
          const better: SideChosen = random.next() < 0.5 ? 1 : -1
          const isBiased = random.next() < 0.3
          return pairOf(
            isBiased ? [1, 1] : [better, (0 - better) as SideChosen],
            `c${index % clusters}`,
          )
        })
        const { low, high } = positionBias(pairs, { ...options, seed: trial })
        if (low! <= 0.3 && high! >= 0.3) covered += 1
      }
      expect(covered / trials).toBeGreaterThan(0.91)
    }
  })

  it('has no interval under five clusters, and no value without a whole pair', () => {
    expect(positionBias(many(4, [1, 1]), options)).toMatchObject({
      value: 1,
      low: null,
      note: 'tooFewClusters',
    })
    expect(positionBias([pairOf([], 'c')], options)).toMatchObject({ value: null, missing: 1 })
  })
})

const choice = (said: OrderedChoice['choice'], firstWasLeft: boolean): OrderedChoice => ({
  choice: said,
  firstWasLeft,
})

describe('both orders', () => {
  it('count once where they agree, and never as a win where they do not', () => {
    const same = [choice('left', true), choice('right', false)]
    const biased = [choice('left', true), choice('left', false)]
    const halves = [choice('tie', true), choice('right', false)]
    const bad = [choice('tie', true), choice('both-bad', false)]
    for (const rule of ['tie', 'drop'] as const)
      expect(countedVerdicts(same, rule)).toEqual(['first'])
    expect(countedVerdicts(biased, 'tie')).toEqual(['tie'])
    expect(countedVerdicts(biased, 'drop')).toEqual([])
    expect(countedVerdicts(biased, 'as-cast')).toEqual(['first', 'second'])
    expect(countedVerdicts(halves, 'tie')).toEqual(['tie'])
    expect([isConsistent(bad), countedVerdicts(bad, 'drop')]).toEqual([true, ['tie']])
    expect(countedVerdicts([], 'tie')).toEqual([])
  })

  it('need more than half of those asked for a consensus', () => {
    expect(majorityOf(['first', 'first', 'second'])).toBe('first')
    expect(majorityOf(['first', 'second'])).toBeUndefined()
    expect(majorityOf(['first', undefined])).toBeUndefined()
    expect(majorityOf(['tie', 'both-bad'])).toBe('tie')
    expect(majorityOf(['both-bad', 'both-bad', 'first'])).toBe('both-bad')
    expect(majorityOf([])).toBeUndefined()
  })
})
