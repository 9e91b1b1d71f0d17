import { describe, expect, it } from 'vitest'
import { fitRatings } from '#stats/fit-ratings.ts'
import {
  commonModels,
  meanFit,
  meanOfDraws,
  meanUncertainty,
  type RatedPart,
} from '#stats/mean-ratings.ts'
import { createRandom } from '#stats/random.ts'
import { drawRatings, drawSize } from '#stats/rating-draws.ts'
import { sandwichUncertainty } from '#stats/rating-uncertainty.ts'
import type { PairCounts } from '#stats/vote-counts.ts'
import { plain, wikipedia, winsOf } from './fixture/published-votes.ts'
import { simulateVotes } from './fixture/simulated-votes.ts'

const rated = (pairs: PairCounts): RatedPart => {
  const fitted = fitRatings(pairs, plain)
  return { fitted, uncertainty: sandwichUncertainty(fitted, 0.95) }
}

describe('the mean over headings', () => {
  it('of the same votes is theirs, with an error smaller by the root of their number', () => {
    const parts = [wikipedia, wikipedia, wikipedia, wikipedia].map(rated)
    const fits = parts.map(({ fitted }) => fitted.fit)
    const names = commonModels(fits)
    const mean = meanFit(fits, names)
    const { covariance, df } = meanUncertainty(parts, names, mean)
    expect([names, df]).toEqual([['A', 'B', 'C', 'D'], Infinity])
    const side = drawSize(4)
    for (const k of names.keys()) {
      expect(mean.theta[k]).toBeCloseTo(fits[0]!.theta[k]!, 12)
      const one = parts[0]!.uncertainty.covariance[k * side + k]!
      expect(covariance[k * side + k]).toBeCloseTo(one / 4, 12)
    }
  })

  it('is over models that all headings rate, measured from their own mean', () => {
    const withE = winsOf([
      ['A', 'B', 3],
      ['B', 'A', 1],
      ['E', 'A', 9],
      ['A', 'E', 1],
      ['E', 'never loses', 1],
    ])
    const fits = [wikipedia, withE].map((pairs) => fitRatings(pairs, plain).fit)
    expect(commonModels(fits)).toEqual(['A', 'B'])
    const { theta } = meanFit(fits, ['A', 'B'])
    const difference = (k: number): number => fits[k]!.theta[0]! - fits[k]!.theta[1]!
    expect(theta[0]! - theta[1]!).toBeCloseTo((difference(0) + difference(1)) / 2, 12)
    expect(theta[0]! + theta[1]!).toBeCloseTo(0, 12)
  })

  it('holds the true mean in 92.5 to 97.5 % of simulated samples', () => {
    const truths = [
      [-0.6, 0, 0.6],
      [0.4, 0, -0.4],
    ]
    const wanted = (-0.6 + 0.4) / 2
    let held = 0
    for (let run = 0; run < 800; run++) {
      const random = createRandom(run)
      const parts = truths.map((truth) =>
        rated(
          simulateVotes({ truth, votes: 150, clusters: 1, shared: 0, order: 0 }, random).pairs(),
        ),
      )
      const fits = parts.map(({ fitted }) => fitted.fit)
      const names = commonModels(fits)
      const { low, high } = meanUncertainty(parts, names, meanFit(fits, names))
      if (low[0]! <= wanted && wanted <= high[0]!) held += 1
    }
    expect(held / 800).toBeGreaterThan(0.925)
    expect(held / 800).toBeLessThan(0.975)
  })

  it('of draws is drawn from each heading', () => {
    const plan = {
      tables: [wikipedia, wikipedia],
      options: plain,
      seed: 1,
      how: 'resample',
    } as const
    const rows = drawRatings(plan, 0, 3)
    const fit = fitRatings(wikipedia, plain).fit
    const means = meanOfDraws(rows, [fit, fit], ['A', 'B', 'C', 'D'])
    const side = drawSize(4)
    for (let draw = 0; draw < 3; draw++)
      for (let k = 0; k < 4; k++)
        expect(means[draw * side + k]).toBeCloseTo(
          (rows[draw * 2 * side + k]! + rows[draw * 2 * side + side + k]!) / 2,
          12,
        )
  })
})
