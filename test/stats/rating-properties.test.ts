import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitRatings } from '#stats/fit-ratings.ts'
import type { RatingOptions } from '#stats/likelihood.ts'
import { logistic, outcomeModels, type TieModel } from '#stats/outcome-model.ts'
import { noUncertainty, sandwichUncertainty } from '#stats/rating-uncertainty.ts'
import { tabulateRatings, votesOf } from '#stats/rating-table.ts'
import { countVotes, outcomes, VoteCounts, type Outcome } from '#stats/vote-counts.ts'
import { plain } from './fixture/published-votes.ts'

interface Cast {
  left: string
  right: string
  choice: Outcome
  count: number
}

const names = ['ant', 'bee', 'cat', 'dog'] as const
const otherSide = { left: 'right', right: 'left', tie: 'tie', 'both-bad': 'both-bad' } as const

/** Votes over four models in which each pair has met with every outcome, so that all has an estimate. */
const someVotes: fc.Arbitrary<Cast[]> = fc
  .array(fc.integer({ min: 1, max: 9 }), { minLength: 48, maxLength: 48 })
  .map((counts) =>
    names.flatMap((left, i) =>
      names.flatMap((right, j) =>
        i === j
          ? []
          : outcomes.map((choice, k) => ({
              left,
              right,
              choice,
              count: counts[(i * 3 + (j > i ? j - 1 : j)) * 4 + k]!,
            })),
      ),
    ),
  )

const allOptions: RatingOptions[] = (['half', 'davidson', 'rao-kupper'] as TieModel[]).flatMap(
  (ties) =>
    [false, true].flatMap((orderEffect) =>
      [0, 0.3].map((prior): RatingOptions => ({ ...plain, ties, orderEffect, prior })),
    ),
)

const fitOf = (votes: readonly Cast[], options: RatingOptions) =>
  fitRatings(countVotes(votes).pairs(), options).fit

const isNear = (a: Iterable<number>, b: Iterable<number>, tolerance = 1e-7): boolean => {
  const [one, two] = [[...a], [...b]]
  return (
    one.length === two.length &&
    one.every((value, k) => Object.is(value, two[k]) || Math.abs(value - two[k]!) < tolerance)
  )
}

/** Checks a property of votes under each way of rating. */
function always(holds: (votes: Cast[], options: RatingOptions) => void, runs = 12): void {
  for (const options of allOptions)
    fc.assert(
      fc.property(someVotes, (votes) => holds(votes, options)),
      { numRuns: runs },
    )
}

describe('ratings, whatever the votes', () => {
  it('follow models when these are named otherwise', () => {
    const renamed: Record<string, string> = { ant: 'z', bee: 'y', cat: 'x', dog: 'w' }
    always((votes, options) => {
      const before = fitOf(votes, options)
      const after = fitOf(
        votes.map((vote) => ({ ...vote, left: renamed[vote.left]!, right: renamed[vote.right]! })),
        options,
      )
      expect(isNear(after.theta, before.theta.toReversed())).toBe(true)
      expect(isNear([after.logLik, after.order], [before.logLik, before.order], 1e-6)).toBe(true)
    })
  })

  it('do not depend on the order of votes, nor on whether equal votes are one row or many', () => {
    always((votes, options) => {
      const single = votes
        .toReversed()
        .flatMap((vote) => Array.from({ length: vote.count }, () => ({ ...vote, count: 1 })))
      const [one, many] = [fitOf(votes, options), fitOf(single, options)]
      expect(many).toEqual(one)
    }, 4)
  })

  it('keep theta and turn the order effect when all sides are swapped', () => {
    always((votes, options) => {
      const swapped = votes.map(({ left, right, choice, count }) => ({
        left: right,
        right: left,
        choice: otherSide[choice],
        count,
      }))
      const [before, after] = [fitOf(votes, options), fitOf(swapped, options)]
      expect(isNear(after.theta, before.theta)).toBe(true)
      expect(isNear([after.order, after.tie], [-before.order, before.tie], 1e-6)).toBe(true)
    })
  })

  it('sum to zero, and stay under equal weights', () => {
    always((votes, options) => {
      const pairs = countVotes(votes).pairs()
      const { theta } = fitRatings(pairs, options).fit
      expect(theta.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 8)
      if (options.prior > 0) return
      const weights = new Float64Array(pairs.left.length).fill(0.37)
      expect(isNear(fitRatings(pairs, { ...options, weights }).fit.theta, theta)).toBe(true)
    })
  })

  it('treat a weight of two as every vote cast twice', () => {
    always((votes, options) => {
      const pairs = countVotes(votes).pairs()
      const weights = new Float64Array(pairs.left.length).fill(2)
      const twice = votes.map((vote) => ({ ...vote, count: 2 * vote.count }))
      const weighed = fitRatings(pairs, { ...options, weights }).fit
      expect(isNear(weighed.theta, fitOf(twice, options).theta)).toBe(true)
    })
  })

  it('move together when ties are added evenly, and with the half rule only then by their number', () => {
    always((votes, options) => {
      if (options.ties !== 'half' || options.orderEffect) return
      const spread = (list: readonly Cast[]) => {
        const { theta } = fitOf(list, options)
        return Math.max(...theta) - Math.min(...theta)
      }
      const more = votes.map((vote) =>
        vote.choice === 'tie' ? { ...vote, count: vote.count + 200 } : vote,
      )
      expect(spread(more)).toBeLessThan(spread(votes) + 1e-9)
    })
  })

  it('shrink with the prior', () => {
    fc.assert(
      fc.property(someVotes, (votes) => {
        const norms = [0, 0.1, 1, 10].map((prior) =>
          fitOf(votes, { ...plain, prior }).theta.reduce((sum, value) => sum + value * value, 0),
        )
        for (const [k, norm] of norms.entries())
          expect(norm).toBeLessThanOrEqual((norms[k - 1] ?? Infinity) + 1e-12)
      }),
      { numRuns: 20 },
    )
  })

  it('are at the top: no step in any direction gives more likelihood, counted anew', () => {
    always((votes, options) => {
      const { fit, x, likelihood } = fitRatings(countVotes(votes).pairs(), options)
      const at = (theta: readonly number[], order: number, k: number): number => {
        let sum = -options.prior * theta.reduce((all, value) => all + value * value, 0)
        for (const { left, right, choice, count } of votes) {
          const index = (name: string) => names.indexOf(name as (typeof names)[number])
          const d = theta[index(left)]! - theta[index(right)]! + order
          sum += count * Math.log(chances(options.ties, d, Math.exp(k))[sideOf(choice)])
          if (options.ties === 'half' && sideOf(choice) === 2)
            sum += count * (Math.log(logistic(d) * logistic(-d)) / 2)
        }
        return sum
      }
      const theta = [...fit.theta]
      const order = options.orderEffect ? fit.order : 0
      const k = likelihood.tieAt < 0 ? 0 : x[likelihood.tieAt]!
      const top = at(theta, order, k)
      expect(fit.logLik - options.prior * theta.reduce((a, b) => a + b * b, 0)).toBeCloseTo(top, 6)
      for (const step of [-0.01, 0.01]) {
        for (const moved of theta.keys())
          expect(at(theta.with(moved, theta[moved]! + step), order, k)).toBeLessThan(top)
        if (options.orderEffect) expect(at(theta, order + step, k)).toBeLessThan(top)
        if (options.ties !== 'half') expect(at(theta, order, k + step)).toBeLessThan(top)
      }
    }, 5)
  })
})

const sideOf = (choice: Outcome): 0 | 1 | 2 => (choice === 'left' ? 0 : choice === 'right' ? 1 : 2)

/** Chances of left, right and tie as the papers write them; the half rule has none for a tie. */
function chances(ties: TieModel, d: number, tie: number): [number, number, number] {
  const [a, b] = [Math.exp(d), 1]
  if (ties === 'half') return [a / (a + b), b / (a + b), 1]
  if (ties === 'davidson') {
    const sum = a + b + tie * Math.sqrt(a * b)
    return [a / sum, b / sum, (tie * Math.sqrt(a * b)) / sum]
  }
  return [
    a / (a + tie * b),
    b / (tie * a + b),
    ((tie * tie - 1) * a * b) / ((a + tie * b) * (tie * a + b)),
  ]
}

describe('models of ties', () => {
  it('have chances that sum to one and slopes that are the differences of their values', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -6, max: 6, noNaN: true }),
        fc.double({ min: 0.05, max: 3, noNaN: true }),
        fc.constantFrom<TieModel>('half', 'davidson', 'rao-kupper'),
        (d, k, ties) => {
          const model = outcomeModels[ties]
          const at = (dd: number, kk: number) => {
            const into = new Float64Array(18)
            model(dd, kk, into)
            return into
          }
          const [here, h] = [at(d, k), 1e-5]
          if (ties !== 'half')
            expect(Math.exp(here[0]!) + Math.exp(here[6]!) + Math.exp(here[12]!)).toBeCloseTo(1, 10)
          for (const o of [0, 6, 12])
            for (const [value, slope, dd, kk] of [
              [0, 1, h, 0],
              [0, 2, 0, h],
              [1, 3, h, 0],
              [1, 4, 0, h],
              [2, 5, 0, h],
            ] as const) {
              const [up, down] = [at(d + dd, k + kk), at(d - dd, k - kk)]
              const measured = (up[o + value]! - down[o + value]!) / (2 * h)
              expect(Math.abs(measured - here[o + slope]!)).toBeLessThan(1e-3)
            }
        },
      ),
      { numRuns: 100 },
    )
  })
})

describe('the table', () => {
  it('moves by scale and center alone', () => {
    fc.assert(
      fc.property(
        someVotes,
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: -500, max: 2000 }),
        (votes, scale, center) => {
          const pairs = countVotes(votes).pairs()
          const fitted = fitRatings(pairs, plain)
          const uncertainty = sandwichUncertainty(fitted, 0.95)
          const table = (s: number, c: number) =>
            tabulateRatings(fitted.fit, votesOf(pairs), uncertainty, { scale: s, center: c }).rows
          const moved = table(scale, center)
          for (const [k, row] of table(400, 1000).entries()) {
            const now = moved[k]!
            const onto = (value: number | null) => center + ((value! - 1000) * scale) / 400
            expect(now.rating).toBeCloseTo(onto(row.rating), 6)
            expect(now.low).toBeCloseTo(onto(row.low), 6)
            expect(now.se! / scale).toBeCloseTo(row.se! / 400, 8)
            expect([now.model, now.theta, now.rank, now.letters, now.n]).toEqual([
              row.model,
              row.theta,
              row.rank,
              row.letters,
              row.n,
            ])
            expect(now.rank!.best).toBeLessThanOrEqual(k + 1)
            expect(now.rank!.worst).toBeGreaterThanOrEqual(k + 1)
          }
        },
      ),
      { numRuns: 20 },
    )
  })

  it('has no interval and no rank below five votes', () => {
    const votes = [
      { left: 'a', right: 'b', choice: 'left' as const },
      { left: 'a', right: 'b', choice: 'right' as const },
    ]
    const pairs = countVotes(votes).pairs()
    const fitted = fitRatings(pairs, plain)
    const uncertainty = sandwichUncertainty(fitted, 0.95)
    expect(uncertainty).toEqual(noUncertainty(4, 0.95, 2))
    const { rows } = tabulateRatings(fitted.fit, votesOf(pairs), uncertainty, {
      scale: 400,
      center: 1000,
    })
    expect(rows[0]).toMatchObject({ rating: 1000, low: null, high: null, se: null, rank: null })
  })
})

describe('counts', () => {
  it('can be added to, keep votes of a model against itself apart, and know clusters', () => {
    const counts = new VoteCounts()
    counts.add('b', 'a', 'left', 2, 'case 2')
    counts.add('b', 'a', 'tie', 1, 'case 1')
    counts.add('a', 'a', 'left', 3)
    expect(counts.pairs().models).toEqual(['a', 'b'])
    counts.add('c', 'a', 'right', 1, 'case 2')
    const { pairs, clusters, start, at, count } = counts.clustered()
    expect(pairs).toEqual({
      models: ['a', 'b', 'c'],
      left: Int32Array.of(1, 2),
      right: Int32Array.of(0, 0),
      counts: Float64Array.of(2, 0, 1, 0, 0, 1, 0, 0),
    })
    expect(counts.same()).toEqual([Float64Array.of(3, 0, 0, 0)])
    expect(clusters).toEqual(['case 1', 'case 2'])
    expect([[...start], [...at], [...count]]).toEqual([
      [0, 1, 3],
      [2, 0, 5],
      [1, 2, 1],
    ])
  })
})
