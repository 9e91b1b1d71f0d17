import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classificationScores, cohenKappa, fleissKappa, pairsOfTable } from '#stats/kappa.ts'
import { createRandom } from '#stats/random.ts'

const options = { level: 0.95, seed: 7 }

describe('kappa', () => {
  /** GenAI-Arena's notebook: people against GPT-4o, left, right, tie. */
  const arena = pairsOfTable([
    [300, 61, 34],
    [102, 269, 27],
    [99, 111, 41],
  ])

  it('of Cohen is as published for the arena, with accuracy and the three F1', () => {
    const kappa = cohenKappa(arena, options)
    expect(kappa.value).toBeCloseTo(0.3442144615665177, 12)
    expect(kappa).toMatchObject({ n: 1044, method: 'percentile-unit-bootstrap' })
    // Fleiss, Cohen and Everitt's standard error of this table is 0.0226.
    expect(kappa.high! - kappa.low!).toBeGreaterThan(0.075)
    expect(kappa.high! - kappa.low!).toBeLessThan(0.1)
    const scores = classificationScores(arena, options)
    expect(scores.accuracy.value).toBeCloseTo(0.5842911877394636, 14)
    expect(scores.f1Macro.value).toBeCloseTo(0.514392348541452, 12)
    expect(scores.f1Micro.value).toBeCloseTo(0.5842911877394636, 14)
    expect(scores.f1Weighted.value).toBeCloseTo(0.5536668839130223, 12)
  })

  it('of Cohen keeps its value when raters are exchanged or categories renamed', () => {
    const pair = fc.tuple(fc.nat(3), fc.nat(3))
    fc.assert(
      fc.property(fc.array(pair, { minLength: 5, maxLength: 19 }), (pairs) => {
        const { value } = cohenKappa(pairs, options)
        const turned = cohenKappa(
          pairs.map(([a, b]) => [b, a] as const),
          options,
        ).value
        const named = cohenKappa(
          pairs.map(([a, b]) => [3 - a, 3 - b] as const),
          options,
        ).value
        for (const other of [turned, named])
          if (value === null) expect(other).toBeNull()
          else expect(other).toBeCloseTo(value, 10)
      }),
      { numRuns: 60 },
    )
  })

  it('of Fleiss is 0.210 for the table of his example as Wikipedia works it', () => {
    const table = [
      [0, 0, 0, 0, 14],
      [0, 2, 6, 4, 2],
      [0, 0, 3, 5, 6],
      [0, 3, 9, 2, 0],
      [2, 2, 8, 1, 1],
      [7, 7, 0, 0, 0],
      [3, 2, 6, 3, 0],
      [2, 5, 3, 2, 2],
      [6, 5, 2, 1, 0],
      [0, 2, 2, 3, 7],
    ]
    const units = table.map((row) => row.flatMap((count, c) => Array<number>(count).fill(c)))
    expect(fleissKappa(units, options).value).toBeCloseTo(0.21, 3)
  })

  it('of Fleiss keeps its value when raters change places or categories are renamed', () => {
    const rename = [7, 3, 9, 1]
    const unit = fc.array(fc.nat(3), { minLength: 2, maxLength: 5 })
    fc.assert(
      fc.property(fc.array(unit, { minLength: 5, maxLength: 12 }), (units) => {
        const { value } = fleissKappa(units, options)
        const turned = units.map((values) => values.toReversed()).toReversed()
        const named = units.map((values) => values.map((category) => rename[category]!))
        for (const other of [turned, named].map((some) => fleissKappa(some, options).value))
          if (value === null) expect(other).toBeNull()
          else expect(other).toBeCloseTo(value, 10)
      }),
      { numRuns: 60 },
    )
  })

  it('is 1 for raters who always agree and near 0 for coins', () => {
    const random = createRandom(4)
    const coins = Array.from({ length: 4000 }, () => [random.int(2), random.int(2)] as const)
    expect(
      cohenKappa(
        coins.map(([a]) => [a, a] as const),
        options,
      ).value,
    ).toBe(1)
    expect(
      fleissKappa(
        coins.map(([a]) => [a, a, a]),
        options,
      ).value,
    ).toBeCloseTo(1, 12)
    for (const { low, high } of [
      cohenKappa(coins, options),
      fleissKappa(
        coins.map((pair) => [...pair]),
        options,
      ),
    ]) {
      expect(low).toBeLessThan(0)
      expect(high).toBeGreaterThan(0)
      expect(high! - low!).toBeLessThan(0.08)
    }
  })

  it('intervals hold the true value in more than 90 % of simulated samples of 12 and 60', () => {
    // Both raters see the truth of two equal kinds, and are right with a chance of 0.8: kappa 0.36.
    for (const n of [12, 60]) {
      const random = createRandom(n)
      let held = 0
      for (let run = 0; run < 150; run++) {
        const pairs = Array.from({ length: n }, () => {
          const kind = random.int(2)
          const seen = () => (random.next() < 0.8 ? kind : 1 - kind)
          return [seen(), seen()] as const
        })
        const { low, high } = cohenKappa(pairs, { level: 0.95, seed: run })
        if (low !== null && low <= 0.36 && high! >= 0.36) held += 1
      }
      expect(held / 150, `${n} units`).toBeGreaterThan(0.9)
    }
  })
})
