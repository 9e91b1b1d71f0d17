import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { connectedParts, strongParts } from '#stats/comparison-graph.ts'
import { fitRatings } from '#stats/fit-ratings.ts'
import type { RatingOptions } from '#stats/likelihood.ts'
import { reasonsApart, tabulateRatings, votesOf } from '#stats/rating-table.ts'
import { sandwichUncertainty } from '#stats/rating-uncertainty.ts'
import { countVotes, type Outcome, type PairCounts } from '#stats/vote-counts.ts'
import { plain } from './fixture/published-votes.ts'

/** Votes as "a>b" (left won), "a<b", "a=b", a number of them behind a star. */
const votes = (text: string): PairCounts =>
  countVotes(
    [...text.matchAll(/(\w+)([<>=])(\w+)(?:\*(\d+))?/g)].map(([, left, sign, right, count]) => ({
      left: left!,
      right: right!,
      choice: ({ '>': 'left', '<': 'right', '=': 'tie' } as Record<string, Outcome>)[sign!]!,
      count: Number(count ?? 1),
    })),
  ).pairs()

const tableOf = (pairs: PairCounts, options: RatingOptions = plain) => {
  const fitted = fitRatings(pairs, options)
  const uncertainty = sandwichUncertainty(fitted, 0.95)
  const table = tabulateRatings(fitted.fit, votesOf(pairs), uncertainty, {
    scale: 400,
    center: 1000,
  })
  return { ...table, apart: reasonsApart(fitted.likelihood) }
}

describe('graphs of comparisons', () => {
  it('fall into parts', () => {
    expect([...strongParts(4, { from: [0, 1, 2, 2], to: [1, 0, 1, 3] })]).toEqual([0, 0, 1, 2])
    expect([...connectedParts(4, { from: [0], to: [2] })]).toEqual([0, 1, 0, 2])
  })

  it('have each part reach itself and no other both ways', () => {
    const edges = fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { maxLength: 14 })
    fc.assert(
      fc.property(edges, (list) => {
        const reaches = Array.from({ length: 7 }, (_, a) =>
          Array.from(
            { length: 7 },
            (__, b) => a === b || list.some(([x, y]) => x === a && y === b),
          ),
        )
        for (let k = 0; k < 7; k++)
          for (const row of reaches)
            if (row[k]) for (let b = 0; b < 7; b++) row[b] ||= reaches[k]![b]!
        const part = strongParts(7, { from: list.map(([x]) => x), to: list.map(([, y]) => y) })
        for (let a = 0; a < 7; a++)
          for (let b = 0; b < 7; b++)
            expect(part[a] === part[b]).toBe(reaches[a]![b]! && reaches[b]![a]!)
      }),
      { numRuns: 100 },
    )
  })
})

describe('what has no estimate', () => {
  it('is said of models that were never compared, and no number crosses groups', () => {
    const { groups, rows, apart } = tableOf(votes('a>b*6 a<b*3 c>d*4 c<d*4 d>e*3 d<e*2'))
    expect(groups).toEqual([
      ['c', 'd', 'e'].sort((x, y) => orderOf(rows, x) - orderOf(rows, y)),
      ['a', 'b'],
    ])
    expect(apart).toEqual(['notCompared'])
    const sums = [1, 2].map((group) =>
      rows.filter((row) => row.group === group).reduce((sum, { theta }) => sum + theta!, 0),
    )
    for (const sum of sums) expect(sum).toBeCloseTo(0, 10)
  })

  it('is said of a model that won everything; the others are rated among themselves', () => {
    const { groups, rows, apart } = tableOf(votes('star>a*9 star>b*9 a>b*6 a<b*4'))
    expect(groups).toEqual([['a', 'b'], ['star']])
    expect(apart).toEqual(['separated'])
    expect(rows.find(({ model }) => model === 'star')).toMatchObject({
      rating: null,
      theta: null,
      low: null,
      rank: null,
      n: 18,
    })
    const alone = tableOf(votes('a>b*6 a<b*4')).rows
    expect(rows[0]!.theta).toBeCloseTo(alone[0]!.theta!, 10)
  })

  it('is given by a prior to models that were separated, not to models never compared', () => {
    const { groups, rows, apart } = tableOf(votes('star>a*9 star>b*9 a>b*6 a<b*4 x>y*3 x<y*3'), {
      ...plain,
      prior: 0.1,
    })
    expect(groups).toEqual([
      ['star', 'a', 'b'],
      ['x', 'y'],
    ])
    expect(apart).toEqual(['notCompared'])
    expect(rows[0]!.rating).toBeGreaterThan(1200)
    expect(rows[0]!.low).toBeLessThan(rows[0]!.rating!)
  })

  it('is nothing at all when one model always won', () => {
    const { rows } = tableOf(votes('a>b*100'))
    expect(rows.map(({ rating }) => rating)).toEqual([null, null])
  })

  const withOrder = { ...plain, orderEffect: true }
  it('is an order effect that the design cannot tell from models, or that all votes show', () => {
    expect(fitRatings(votes('a>b*5 a<b*3'), withOrder).fit.fault).toBe('noFiniteMaximum')
    expect(fitRatings(votes('a>b*5 b>a*3'), withOrder).fit.fault).toBe('noFiniteMaximum')
    expect(fitRatings(votes('a>b*5 a<b*3 b>a*4 b<a*2'), withOrder).fit.fault).toBeUndefined()
    // A ring of three tells side from model even when each pair had one order only.
    expect(
      fitRatings(votes('a>b*5 a<b*3 b>c*4 b<c*2 c>a*3 c<a*4'), withOrder).fit.order,
    ).toBeGreaterThan(0)
  })

  it('is a tie parameter without ties, without decided votes, or in a perfect order', () => {
    for (const ties of ['davidson', 'rao-kupper'] as const) {
      const options = { ...plain, ties }
      const none = fitRatings(votes('a>b*5 a<b*3'), options).fit
      expect(none.tie).toBe(ties === 'davidson' ? 0 : 1)
      expect([...none.theta]).toEqual([...fitRatings(votes('a>b*5 a<b*3'), plain).fit.theta])
      expect(fitRatings(votes('a=b*5'), options).fit.fault).toBe('onlyTies')
      // Neighbours tie, farther models never do: all the more likely the larger the distances.
      const perfect = votes('a>b*4 b=c*4 c=a*4')
      expect(fitRatings(perfect, options).fit.fault).toBe('noFiniteMaximum')
      expect(fitRatings(perfect, { ...options, orderEffect: true }).fit.fault).toBe(
        'noFiniteMaximum',
      )
      expect(fitRatings(votes('a>b*4 a<b b=c*4 c=a*4'), options).fit.fault).toBeUndefined()
    }
  })

  /** Upper bounds on v[j] - v[i] that each vote sets, closed over paths; a negative one from i to i has no solution. */
  const isPossible = ({ left, right, counts, models }: PairCounts, e: number, t: number) => {
    const side = models.length
    const most = Array.from({ length: side * side }, () => Infinity)
    const atMost = (i: number, j: number, bound: number): void => {
      most[i * side + j] = Math.min(most[i * side + j]!, bound)
    }
    for (const [pair, l] of left.entries()) {
      const r = right[pair]!
      const [won, lost, tied] = counts.subarray(4 * pair, 4 * pair + 3)
      // d = v[l] - v[r] + e is at least t, at most -t, or between -t and t.
      if (won) atMost(l, r, e - t)
      if (lost) atMost(r, l, -t - e)
      if (tied) atMost(l, r, e + t)
      if (tied) atMost(r, l, t - e)
    }
    for (let k = 0; k < side; k++)
      for (let i = 0; i < side; i++)
        for (let j = 0; j < side; j++) atMost(i, j, most[i * side + k]! + most[k * side + j]!)
    return models.every((_, i) => most[i * side + i]! >= 0)
  }

  /** Steps of the order effect at which a circle of two or three models can just close, in sixths of the tie step. */
  const hasDirection = (pairs: PairCounts, order: boolean, ties: boolean): boolean => {
    const steps = order ? Array.from({ length: 61 }, (_, k) => k - 30) : [0]
    return (ties ? [0, 6] : [0]).some((t) =>
      steps.some((e) => (e !== 0 || t !== 0) && isPossible(pairs, e, t)),
    )
  }

  it('is said exactly where some direction never lowers the likelihood', () => {
    const cast = fc.record({
      pair: fc.constantFrom(['a', 'b'], ['b', 'a'], ['b', 'c'], ['c', 'b'], ['a', 'c'], ['c', 'a']),
      sign: fc.constantFrom('>', '<', '='),
    })
    const ways = (['half', 'davidson', 'rao-kupper'] as const).flatMap((ties) =>
      [false, true].map((orderEffect): RatingOptions => ({ ...plain, ties, orderEffect })),
    )
    const seen = { fault: 0, fit: 0 }
    fc.assert(
      fc.property(fc.array(cast, { minLength: 3, maxLength: 12 }), (list) => {
        const text = list.map(({ pair, sign }) => pair[0] + sign + pair[1]).join(' ')
        const pairs = votes(text)
        if (pairs.models.length < 3) return
        for (const options of ways) {
          const { fit, x } = fitRatings(pairs, options)
          if (fit.fault === 'onlyTies') continue
          const ties = options.ties !== 'half' && text.includes('=')
          const fault = hasDirection(pairs, options.orderEffect, ties)
            ? 'noFiniteMaximum'
            : undefined
          expect(fit.fault, text).toBe(fault)
          seen[fault ? 'fault' : 'fit'] += 1
          if (!fault) expect(Math.max(...x.map(Math.abs))).toBeLessThan(12)
        }
      }),
      { numRuns: 300 },
    )
    expect(Math.min(seen.fault, seen.fit)).toBeGreaterThan(100)
  })
})

const orderOf = (rows: readonly { model: string }[], model: string): number =>
  rows.findIndex((row) => row.model === model)
