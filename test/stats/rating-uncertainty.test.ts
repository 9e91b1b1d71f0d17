import { describe, expect, it } from 'vitest'
import { fitRatings } from '#stats/fit-ratings.ts'
import { drawBinomial, drawMultinomial } from '#stats/multinomial.ts'
import { createRandom } from '#stats/random.ts'
import { drawRatings, drawSize } from '#stats/rating-draws.ts'
import {
  drawnUncertainty,
  jackknifeUncertainty,
  numbersOfFit,
  sandwichUncertainty,
  type Uncertainty,
} from '#stats/rating-uncertainty.ts'
import type { ClusterCounts } from '#stats/vote-counts.ts'
import { plain, winsOf } from './fixture/published-votes.ts'
import { simulateVotes, type VoteSimulation } from './fixture/simulated-votes.ts'

const options = { ...plain, orderEffect: true }
const truth = [-1, -0.5, 0, 0.5, 1]

const sandwich = (table: ClusterCounts): Uncertainty =>
  sandwichUncertainty(fitRatings(table.pairs, options), 0.95)

const bootstrap =
  (what: 'votes' | 'clusters', draws: number) =>
  (table: ClusterCounts, seed: number): Uncertainty => {
    const tables = [what === 'votes' ? table.pairs : table]
    const rows = drawRatings({ tables, options, seed, how: 'resample' }, 0, draws)
    const clusters =
      what === 'votes' ? fitRatings(table.pairs, options).fit.n : table.clusters.length
    return drawnUncertainty(rows, numbersOfFit(fitRatings(table.pairs, options)), {
      level: 0.95,
      clusters,
      method: 'cluster-bootstrap',
    })
  }

const jackknife = (table: ClusterCounts): Uncertainty => {
  const plan = { tables: [table], options, seed: 0, how: 'leave-out' } as const
  const rows = drawRatings(plan, 0, table.clusters.length)
  return jackknifeUncertainty(rows, numbersOfFit(fitRatings(table.pairs, options)), 0.95)
}

/** Shares of intervals that hold the true strengths, and the true order effect of 0.3. */
function coverageOf(
  simulation: Omit<VoteSimulation, 'truth' | 'order'>,
  runs: number,
  intervals: (table: ClusterCounts, run: number) => Uncertainty,
): { theta: number; order: number } {
  let [theta, order] = [0, 0]
  for (let run = 0; run < runs; run++) {
    const random = createRandom(1000 * simulation.votes + run)
    const counts = simulateVotes({ ...simulation, truth, order: 0.3 }, random)
    const { low, high } = intervals(counts.clustered(), run)
    for (const [k, value] of truth.entries())
      if (low[k]! <= value && value <= high[k]!) theta += 1 / truth.length
    if (low[5]! <= 0.3 && high[5]! >= 0.3) order += 1
  }
  return { theta: theta / runs, order: order / runs }
}

const within = (share: number, low: number, high: number): void => {
  expect(share).toBeGreaterThan(low)
  expect(share).toBeLessThan(high)
}

describe('coverage of 95 % intervals of ratings, simulated', () => {
  it('is 93.5 to 96.5 % for the sandwich on independent votes, few or many', () => {
    for (const votes of [80, 200, 1000]) {
      const { theta, order } = coverageOf({ votes, clusters: votes, shared: 0 }, 600, sandwich)
      within(theta, 0.935, 0.965)
      within(order, 0.925, 0.975)
    }
  }, 120_000)

  it('is 91 to 97.5 % for the bootstrap of votes', () => {
    const { theta, order } = coverageOf(
      { votes: 300, clusters: 300, shared: 0 },
      120,
      bootstrap('votes', 200),
    )
    within(theta, 0.91, 0.975)
    within(order, 0.89, 0.995)
  }, 120_000)

  it('is 91 to 97.5 % for the bootstrap of 20 and more clusters, where the sandwich covers too little', () => {
    const clustered = { votes: 800, clusters: 25, shared: 0.5 }
    const { theta, order } = coverageOf(clustered, 120, bootstrap('clusters', 200))
    within(theta, 0.91, 0.975)
    within(order, 0.89, 0.995)
    expect(coverageOf(clustered, 200, sandwich).theta).toBeLessThan(0.85)
  }, 120_000)

  it('is 93 to 97.5 % for the jackknife of 5 to 19 clusters', () => {
    for (const clusters of [6, 12, 19]) {
      const { theta, order } = coverageOf(
        { votes: 30 * clusters, clusters, shared: 0.5 },
        300,
        jackknife,
      )
      within(theta, 0.93, 0.975)
      within(order, 0.92, 0.985)
    }
  }, 120_000)
})

describe('draws', () => {
  const table = simulateVotes(
    { truth, votes: 400, clusters: 30, shared: 0.3, order: 0 },
    createRandom(5),
  ).clustered()

  it('are the same in one piece and in many, so that threads may share them', () => {
    for (const one of [table, table.pairs]) {
      const plan = { tables: [one], options, seed: 3, how: 'resample' } as const
      const whole = drawRatings(plan, 0, 12)
      const parts = [drawRatings(plan, 0, 5), drawRatings(plan, 5, 6), drawRatings(plan, 6, 12)]
      expect(parts.flatMap((rows) => [...rows])).toEqual([...whole])
      expect(drawRatings({ ...plan, seed: 4 }, 0, 12)).not.toEqual(whole)
    }
  })

  it('draw the clusters of several tables together', () => {
    const plan = { options, seed: 3, how: 'resample' } as const
    const both = drawRatings({ ...plan, tables: [table, table] }, 0, 4)
    const alone = drawRatings({ ...plan, tables: [table] }, 0, 4)
    const width = drawSize(truth.length)
    for (let draw = 0; draw < 4; draw++) {
      const row = both.slice(2 * draw * width, 2 * (draw + 1) * width)
      expect(row.slice(0, width)).toEqual(alone.slice(draw * width, (draw + 1) * width))
      expect(row.slice(width)).toEqual(row.slice(0, width))
    }
  })

  it('agree with the sandwich where votes are independent', () => {
    const free = simulateVotes(
      { truth, votes: 2000, clusters: 2000, shared: 0, order: 0.2 },
      createRandom(8),
    ).clustered()
    const errors = (u: Uncertainty) =>
      Array.from(u.low, (_, k) => Math.sqrt(u.covariance[k * u.low.length + k]!)).slice(0, 6)
    const reference = errors(sandwich(free))
    for (const found of [bootstrap('votes', 1000)(free, 1), bootstrap('clusters', 1000)(free, 2)])
      for (const [k, error] of errors(found).entries())
        expect(Math.abs(error / reference[k]! - 1)).toBeLessThan(0.1)
  })

  it('give no interval where too many fall apart, and say how many did', () => {
    // b beat a once: a third of the draws lack that vote.
    const pairs = winsOf([
      ['a', 'b', 30],
      ['b', 'a', 1],
    ])
    const plan = { tables: [pairs], options: plain, seed: 1, how: 'resample' } as const
    const found = drawnUncertainty(
      drawRatings(plan, 0, 400),
      numbersOfFit(fitRatings(pairs, plain)),
      {
        level: 0.95,
        clusters: 31,
        method: 'multinomial-bootstrap',
      },
    )
    expect(found.draws?.lost).toBeGreaterThan(100)
    expect(found.draws?.lost).toBeLessThan(190)
    expect([...found.low]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN])
  })

  it('give no interval under five clusters', () => {
    const few = simulateVotes(
      { truth, votes: 400, clusters: 4, shared: 0, order: 0 },
      createRandom(5),
    ).clustered()
    expect(jackknife(few)).toMatchObject({ method: 'none', clusters: 4 })
    expect(bootstrap('clusters', 50)(few, 1).method).toBe('none')
  })
})

describe('binomial draws', () => {
  it('have the mean, the variance and the tails of their distribution', () => {
    const random = createRandom(11)
    for (const [n, p] of [
      [1, 0.5],
      [20, 0.1],
      [40, 0.5],
      [1000, 0.3],
      [100_000, 0.97],
    ] as const) {
      const values = Array.from({ length: 20_000 }, () => drawBinomial(random, n, p))
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length
      const spread = Math.sqrt(n * p * (1 - p))
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
      expect(Math.abs(mean - n * p)).toBeLessThan((4 * spread) / Math.sqrt(values.length))
      expect(variance / (spread * spread)).toBeGreaterThan(0.96)
      expect(variance / (spread * spread)).toBeLessThan(1.04)
      expect(values.every((value) => Number.isInteger(value) && value >= 0 && value <= n)).toBe(
        true,
      )
      if (n < 100) continue
      const beyond = values.filter((value) => Math.abs(value - n * p) > 1.96 * spread).length
      expect(beyond / values.length).toBeGreaterThan(0.04)
      expect(beyond / values.length).toBeLessThan(0.06)
    }
  })

  it('sum to the votes there were', () => {
    const random = createRandom(2)
    const into = new Float64Array(4)
    for (let draw = 0; draw < 100; draw++) {
      drawMultinomial(random, Float64Array.of(5, 0, 90, 5), into)
      expect(into.reduce((sum, value) => sum + value, 0)).toBe(100)
      expect(into[1]).toBe(0)
    }
  })
})
