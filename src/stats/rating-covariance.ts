import { factorise, inverseOf, sandwiched } from './cholesky.ts'
import { membersOf } from './comparison-graph.ts'
import { advantageAt, fixSums, isRated, slopesAt, type Likelihood } from './likelihood.ts'
import { outcomeModels, perOutcome } from './outcome-model.ts'

/** Inverse information with the sum of each part's thetas held at zero, size x size. */
function inverseInformation(one: Likelihood, x: Float64Array): Float64Array {
  const { size } = one
  const { information } = slopesAt(one, x)
  const scales = fixSums(one, information)
  if (!factorise(information, size)) return new Float64Array(size * size).fill(Number.NaN)
  const inverse = inverseOf(information, size)
  for (const [part, members] of membersOf(one.part).entries()) {
    const off = 1 / (scales[part]! * members.length + 2 * one.options.prior) / members.length
    for (const a of members) for (const b of members) inverse[a * size + b]! -= off
  }
  return inverse
}

/** Sum over votes of the outer product of their scores, each weighed as in the likelihood. */
function scoreProducts(one: Likelihood, x: Float64Array): Float64Array {
  const { pairs, votes, options, orderAt, tieAt, size } = one
  const products = new Float64Array(size * size)
  const model = outcomeModels[options.ties]
  const terms = new Float64Array(3 * perOutcome)
  const tie = tieAt < 0 ? 0 : x[tieAt]!
  for (let pair = 0; pair < pairs.left.length; pair++) {
    if (!isRated(one, pair)) continue
    model(advantageAt(one, x, pair), tie, terms)
    const weight = options.weights?.[pair] ?? 1
    for (let outcome = 0; outcome < 3; outcome++) {
      const count = votes[3 * pair + outcome]! * weight * weight
      if (count === 0) continue
      const byAdvantage = terms[outcome * perOutcome + 1]!
      const score: [number, number][] = [
        [pairs.left[pair]!, byAdvantage],
        [pairs.right[pair]!, -byAdvantage],
      ]
      if (orderAt >= 0) score.push([orderAt, byAdvantage])
      if (tieAt >= 0) score.push([tieAt, terms[outcome * perOutcome + 2]!])
      for (const [a, first] of score)
        for (const [b, second] of score) products[a * size + b]! += count * first * second
    }
  }
  return products
}

/** Covariance of all parameters if the model holds: the inverse information. */
export const modelCovariance = (one: Likelihood, x: Float64Array): Float64Array =>
  inverseInformation(one, x)

/** Covariance of thetas that the prior and the votes leave, models not yet compared included. @throws RangeError without a prior. */
export function posteriorCovariance(one: Likelihood, x: Float64Array): Float64Array {
  const { information } = slopesAt(one, x)
  if (!factorise(information, one.size)) throw new RangeError('a posterior needs a prior')
  return inverseOf(information, one.size)
}

/**
 * Covariance that also holds when the model does not, for independent votes: H^-1 G H^-1 (Huber 1967,
 * White 1982), as LMArena's arena-rank takes it, but without its ridge of 1e-5 a vote.
 */
export const sandwichCovariance = (one: Likelihood, x: Float64Array): Float64Array =>
  sandwiched(inverseInformation(one, x), scoreProducts(one, x), one.size)
