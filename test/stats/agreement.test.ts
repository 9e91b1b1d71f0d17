import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agreementBetween, selfConsistency, type Side } from '#stats/choice-agreement.ts'
import { createRandom } from '#stats/random.ts'
import { midRanks, spearman } from '#stats/rank-correlation.ts'
import {
  accuracyWithoutTies,
  halfCreditAccuracy,
  tieCalibratedAccuracy,
} from '#stats/tie-accuracy.ts'
import { voterEvidence } from '#stats/voter-evidence.ts'

const options = { level: 0.95, seed: 7 }
const withMissing = { ...options, missing: 0 }

describe('agreement of choices', () => {
  const item = (first: Side[], second: Side[], cluster: string) => ({ first, second, cluster })

  it('counts matching pairs, with all ties equal and without ties', () => {
    const items = [item([1, 1], [1], 'a'), item([0], [0, 1], 'b'), item([-1], [1], 'c')]
    const { withTies, withoutTies } = agreementBetween(items, withMissing)
    expect(withTies.value).toBeCloseTo((1 + 0.5 + 0) / 3, 12)
    expect(withoutTies).toMatchObject({ value: 0.5, n: 2, missing: 1, note: 'tooFewClusters' })
  })

  it('of a voter with himself needs a repeat', () => {
    const found = selfConsistency(
      [
        { choices: [1, 1, -1], cluster: 'a' },
        { choices: [0], cluster: 'b' },
      ],
      withMissing,
    )
    expect(found.withTies).toMatchObject({ n: 1 })
    expect(found.withTies.value).toBeCloseTo(1 / 3, 12)
  })

  it('does not change when both are turned, or exchanged', () => {
    const side = fc.constantFrom<Side>(1, 0, -1)
    const one = fc.record({
      first: fc.array(side, { minLength: 1, maxLength: 3 }),
      second: fc.array(side, { minLength: 1, maxLength: 3 }),
      cluster: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    })
    const turn = (sides: Side[]) => sides.map((value) => (-value || 0) as Side)
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 19 }), (items) => {
        const before = agreementBetween(items, withMissing)
        const turned = items.map(({ first, second, cluster }) => ({
          first: turn(second),
          second: turn(first),
          cluster,
        }))
        const after = agreementBetween(turned, withMissing)
        for (const key of ['withTies', 'withoutTies'] as const) {
          if (before[key].value === null) expect(after[key].value).toBeNull()
          else expect(after[key].value).toBeCloseTo(before[key].value!, 12)
          expect(after[key].n).toBe(before[key].n)
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('accuracy of a metric against choices', () => {
  it("is as EditReward's own code counts it", () => {
    const h: Side[] = [1, -1, 0, 1, -1, 0, 1, -1, 0]
    const a = [0.9, -0.7, 0.1, 0.8, -0.6, 0.2, 0.7, -0.5, 0.3]
    const b = [0.1, -0.8, 0.5, 0.5, -0.3, 0.3, 0.4, -0.4, 0.4]
    const judged = h.map((human, k) => ({ human, difference: a[k]! - b[k]! }))
    expect(tieCalibratedAccuracy(judged, withMissing).accuracy.value).toBeCloseTo(0.6666667, 7)
    expect(accuracyWithoutTies(judged, withMissing).value).toBeCloseTo(0.8333333, 7)
  })

  const judged = fc.array(
    fc.record({
      human: fc.constantFrom<Side>(1, 0, -1),
      difference: fc.integer({ min: -4, max: 4 }),
    }),
    { minLength: 1, maxLength: 25 },
  )

  it('with ties is the best over all thresholds, tried one by one', () => {
    fc.assert(
      fc.property(judged, (list) => {
        const at = (epsilon: number) =>
          list.filter(({ human, difference }) =>
            Math.abs(difference) <= epsilon ? human === 0 : human === Math.sign(difference),
          ).length / list.length
        const best = Math.max(...[-1, 0, 1, 2, 3, 4].map(at))
        expect(tieCalibratedAccuracy(list, withMissing).accuracy.value).toBeCloseTo(best, 12)
      }),
      { numRuns: 100 },
    )
  })

  it('gives half credit for a tie on one side, worked by hand', () => {
    const list = [
      { human: 1, difference: 2 },
      { human: 1, difference: 0.1 },
      { human: 0, difference: -2 },
      { human: 0, difference: 0 },
      { human: -1, difference: 2 },
    ] as const
    const found = halfCreditAccuracy(list, 0.5, withMissing)
    expect(found).toMatchObject({ value: 0.6, n: 5, method: 't-cluster-means' })
  })

  it('with half credit is never below the plain one, and keeps its value when sides are exchanged', () => {
    fc.assert(
      fc.property(judged, fc.nat(4), (list, epsilon) => {
        const of = (some: typeof list) => halfCreditAccuracy(some, epsilon, withMissing).value!
        const isRight = ({ human, difference }: (typeof list)[number]) =>
          human === (Math.abs(difference) <= epsilon ? 0 : Math.sign(difference))
        expect(of(list)).toBeGreaterThanOrEqual(list.filter(isRight).length / list.length - 1e-12)
        const turned = list.map(({ human, difference }) => ({
          human: (-human || 0) as Side,
          difference: -difference,
        }))
        expect(of(turned)).toBeCloseTo(of(list), 12)
      }),
      { numRuns: 60 },
    )
  })

  it('ignores the scale of the metric', () => {
    fc.assert(
      fc.property(judged, (list) => {
        const scaled = list.map(({ human, difference }) => ({ human, difference: difference * 8 }))
        const [one, two] = [list, scaled].map((some) => tieCalibratedAccuracy(some, withMissing))
        expect(two!.accuracy).toEqual(one!.accuracy)
        expect(accuracyWithoutTies(scaled, withMissing)).toEqual(
          accuracyWithoutTies(list, withMissing),
        )
      }),
      { numRuns: 50 },
    )
  })
})

describe('rank correlation', () => {
  it("is as published between ImageReward's table of ranks and people's", () => {
    const people = [1, 2, 3, 4, 5, 6]
    const of = (ranks: readonly number[]) =>
      spearman(
        ranks.map((rank, k) => [rank, people[k]!] as const),
        options,
      ).value
    expect(of([1, 2, 3, 4, 5, 6])).toBeCloseTo(1, 12)
    expect(of([2, 4, 3, 1, 5, 6])).toBeCloseTo(0.6, 12)
    expect(of([3, 2, 1, 4, 5, 6])).toBeCloseTo(0.7714, 4)
    expect(of([5, 4, 1, 2, 3, 6])).toBeCloseTo(0.0857, 4)
    expect(midRanks([3, 1, 3, 2])).toEqual([3.5, 1, 3.5, 2])
  })

  it('turns its sign with one side and ignores any rising change of scale', () => {
    const pair = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }))
    fc.assert(
      fc.property(fc.array(pair, { minLength: 5, maxLength: 12 }), (pairs) => {
        const of = (list: [number, number][]) => spearman(list, options).value
        const rho = of(pairs)
        if (rho === null) return
        expect(of(pairs.map(([a, b]) => [-a, b]))).toBeCloseTo(-rho, 10)
        expect(of(pairs.map(([a, b]) => [a ** 3, Math.exp(b)]))).toBeCloseTo(rho, 10)
        expect(of(pairs.map(([a, b]) => [b, a]))).toBeCloseTo(rho, 10)
      }),
      { numRuns: 60 },
    )
  })
})

describe('evidence against a voter', () => {
  /** 60 votes on pairs that the others decide 9 to 1. */
  const cast = (votes: number, chance: number, seed: number) => {
    const random = createRandom(seed)
    return Array.from({ length: votes }, () => ({
      forFavourite: 18,
      against: 2,
      votedForFavourite: random.next() < chance,
    }))
  }

  it('is the product of 1 / (2 p), worked by hand', () => {
    const against = { forFavourite: 9, against: 0, votedForFavourite: false }
    const withThem = { ...against, votedForFavourite: true }
    // p = 1 / 10 against, 1 with: 5 x 5 x 1/2 x 5, at most 62.5.
    expect(voterEvidence([against, against, withThem, against]).evidence).toBeCloseTo(62.5, 10)
    expect(voterEvidence([against, against, withThem, against]).isOutlier).toBe(false)
    expect(voterEvidence([against, against, withThem, against, withThem]).isOutlier).toBe(true)
  })

  it('never falls, and no vote with the others raises it', () => {
    const vote = fc.record({
      forFavourite: fc.integer({ min: 1, max: 30 }),
      against: fc.nat(10),
      votedForFavourite: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(vote, { maxLength: 30 }), vote, (votes, last) => {
        const before = voterEvidence(votes).evidence
        const after = voterEvidence([...votes, last]).evidence
        expect(after).toBeGreaterThanOrEqual(before)
        if (last.votedForFavourite) expect(after).toBe(before)
      }),
    )
  })

  it('accuses at most one honest voter in twenty, and finds those who flip coins', () => {
    let [honest, random] = [0, 0]
    for (let seed = 0; seed < 400; seed++) {
      if (voterEvidence(cast(60, 0.9, seed)).isOutlier) honest += 1
      if (voterEvidence(cast(60, 0.5, 1000 + seed)).isOutlier) random += 1
    }
    expect(honest / 400).toBeLessThan(0.05)
    expect(random / 400).toBeGreaterThan(0.95)
  })
})
