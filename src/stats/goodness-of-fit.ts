import type { FittedRatings } from './fit-ratings.ts'
import { isRated } from './likelihood.ts'

/** How far one scale is from explaining the votes: twice the log-likelihood it lacks, and degrees of freedom. */
export interface GoodnessOfFit {
  deviance: number
  df: number
}

const xLogX = (x: number): number => (x > 0 ? x * Math.log(x) : 0)

/**
 * Deviance from the model with a free share for each pair of models, each side of it when there is an order
 * effect. undefined with weights, a prior or a fault, where it means nothing.
 */
export function goodnessOfFit({ fit, likelihood }: FittedRatings): GoodnessOfFit | undefined {
  const { pairs, votes, options, orderAt, tieAt, part } = likelihood
  if (fit.fault || options.weights || options.prior > 0) return undefined
  const cells = new Map<string, [number, number, number]>()
  for (let pair = 0; pair < pairs.left.length; pair++) {
    if (!isRated(likelihood, pair)) continue
    const [l, r] = [pairs.left[pair]!, pairs.right[pair]!]
    const isTurned = orderAt < 0 && l > r
    const key = isTurned ? `${r} ${l}` : `${l} ${r}`
    const cell = cells.get(key) ?? [0, 0, 0]
    cell[0] += votes[3 * pair + (isTurned ? 1 : 0)]!
    cell[1] += votes[3 * pair + (isTurned ? 0 : 1)]!
    cell[2] += votes[3 * pair + 2]!
    cells.set(key, cell)
  }
  let saturated = 0
  for (const [won, lost, tied] of cells.values()) {
    const n = won + lost + tied
    saturated +=
      tieAt < 0
        ? xLogX(won + tied / 2) + xLogX(lost + tied / 2) - xLogX(n)
        : xLogX(won) + xLogX(lost) + xLogX(tied) - xLogX(n)
  }
  const rated = new Set(part).size
  const parameters = pairs.models.length - rated + Number(orderAt >= 0) + Number(tieAt >= 0)
  return {
    deviance: 2 * (saturated - fit.logLik),
    df: cells.size * (tieAt < 0 ? 1 : 2) - parameters,
  }
}
