import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitRatings } from '#stats/fit-ratings.ts'
import { influences } from '#stats/influence.ts'
import { createRandom } from '#stats/random.ts'
import { sandwichUncertainty } from '#stats/rating-uncertainty.ts'
import { countVotes, outcomes, VoteCounts } from '#stats/vote-counts.ts'
import { averageWinRates, headToHeads, intransitiveTriples } from '#stats/win-rates.ts'
import { plain, puddings, winsOf } from './fixture/published-votes.ts'
import { simulateVotes } from './fixture/simulated-votes.ts'

describe('head to head', () => {
  it('adds both sides up', () => {
    const pairs = countVotes([
      { left: 'a', right: 'b', choice: 'left', count: 3 },
      { left: 'b', right: 'a', choice: 'left', count: 2 },
      { left: 'b', right: 'a', choice: 'tie' },
      { left: 'a', right: 'b', choice: 'both-bad', count: 4 },
    ]).pairs()
    expect(headToHeads(pairs)).toEqual([
      { model: 'a', other: 'b', wins: 3, losses: 2, ties: 1, bothBad: 4 },
    ])
  })

  it('keeps every vote, whatever they are', () => {
    const vote = fc.record({
      left: fc.constantFrom('a', 'b', 'c'),
      right: fc.constantFrom('a', 'b', 'c'),
      choice: fc.constantFrom(...outcomes),
    })
    fc.assert(
      fc.property(fc.array(vote), (votes) => {
        const table = headToHeads(countVotes(votes).pairs())
        const sum = table.reduce(
          (all, { wins, losses, ties, bothBad }) => all + wins + losses + ties + bothBad,
          0,
        )
        expect(sum).toBe(votes.filter(({ left, right }) => left !== right).length)
      }),
    )
  })
})

describe('average win rates', () => {
  it('are one half on average, rise with the rating, and lie in their intervals', () => {
    for (const ties of ['half', 'davidson', 'rao-kupper'] as const) {
      const fitted = fitRatings(puddings, { ...plain, ties })
      const rates = averageWinRates(fitted, sandwichUncertainty(fitted, 0.95))
      const list = puddings.models.map((model) => rates.get(model)!)
      expect(list.reduce((sum, { value }) => sum + value, 0) / list.length).toBeCloseTo(0.5, 10)
      const order = (of: (k: number) => number) => [...list.keys()].sort((a, b) => of(a) - of(b))
      expect(order((k) => list[k]!.value)).toEqual(order((k) => fitted.fit.theta[k]!))
      for (const { value, low, high } of list) {
        expect(low).toBeLessThan(value)
        expect(high).toBeGreaterThan(value)
      }
    }
  })

  it('hold the true rate in 93 to 97 % of simulated samples', () => {
    const truth = [-0.8, 0, 0.8]
    const p = (d: number) => 1 / (1 + Math.exp(-d))
    const rate = (p(1.6) + p(0.8)) / 2
    let held = 0
    for (let run = 0; run < 2000; run++) {
      const counts = simulateVotes(
        { truth, votes: 120, clusters: 1, shared: 0, order: 0 },
        createRandom(run),
      )
      const fitted = fitRatings(counts.pairs(), plain)
      const { low, high } = averageWinRates(fitted, sandwichUncertainty(fitted, 0.95)).get('m02')!
      if (low! <= rate && rate <= high!) held += 1
    }
    expect(held / 2000).toBeGreaterThan(0.93)
    expect(held / 2000).toBeLessThan(0.97)
  })
})

describe('circles of three', () => {
  it('are found with their direction, and told apart from chance', () => {
    const weak = winsOf([
      ['rock', 'scissors', 3],
      ['scissors', 'rock', 2],
      ['scissors', 'paper', 40],
      ['paper', 'scissors', 5],
      ['paper', 'rock', 40],
      ['rock', 'paper', 5],
    ])
    const { met, cyclic } = intransitiveTriples(weak, 0.95)
    expect(met).toBe(1)
    expect(cyclic).toEqual([{ models: ['paper', 'rock', 'scissors'], share: 0.6, decided: false }])
    const strong = winsOf([
      ['a', 'b', 40],
      ['b', 'c', 40],
      ['c', 'a', 40],
    ])
    expect(intransitiveTriples(strong, 0.95).cyclic[0]).toMatchObject({ decided: true, share: 1 })
  })

  it('are none in votes that follow one order', () => {
    const order = ['a', 'b', 'c', 'd', 'e']
    const pairs = winsOf(order.flatMap((a, k) => order.slice(k + 1).map((b) => [a, b, 3] as const)))
    expect(intransitiveTriples(pairs, 0.95)).toEqual({ met: 10, cyclic: [] })
  })
})

describe('influence of one voter', () => {
  it('is the change of ratings when he is left out, largest first', () => {
    const counts = new VoteCounts()
    for (let voter = 0; voter < 6; voter++) {
      counts.add('a', 'b', 'left', 3, `fair ${voter}`)
      counts.add('a', 'b', 'right', 3, `fair ${voter}`)
    }
    counts.add('a', 'b', 'right', 30, 'fan of b')
    const [first, ...others] = influences(counts.clustered(), plain)
    // ln(18/48) / 2 with the fan, 0 without.
    expect(first).toMatchObject({ cluster: 'fan of b', votes: 30, isNeeded: false })
    expect(first!.change * (first!.model === 'a' ? 1 : -1)).toBeCloseTo(Math.log(18 / 48) / 2, 10)
    for (const one of others) expect(Math.abs(one.change)).toBeLessThan(0.1)
  })

  it('says who alone holds a rating up', () => {
    const counts = new VoteCounts()
    counts.add('a', 'b', 'left', 9, 'many')
    counts.add('a', 'b', 'right', 1, 'one')
    expect(influences(counts.clustered(), plain).every(({ isNeeded }) => isNeeded)).toBe(true)
  })
})
