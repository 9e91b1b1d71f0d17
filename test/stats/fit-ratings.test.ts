import { describe, expect, it } from 'vitest'
import { fitRatings, type FittedRatings } from '#stats/fit-ratings.ts'
import { goodnessOfFit } from '#stats/goodness-of-fit.ts'
import { slopesAt } from '#stats/likelihood.ts'
import { modelCovariance, sandwichCovariance } from '#stats/rating-covariance.ts'
import {
  baseball,
  choixPairs,
  citationVotes,
  plain,
  puddings,
  wikipedia,
  winsOf,
} from './fixture/published-votes.ts'

const closeTo = (found: Iterable<number>, wanted: readonly number[], digits: number): void => {
  const list = [...found]
  expect(list).toHaveLength(wanted.length)
  for (const [index, number] of wanted.entries()) expect(list[index]).toBeCloseTo(number, digits)
}

const errorsOf = (covariance: Float64Array, size: number): number[] =>
  Array.from({ length: size }, (_, k) => Math.sqrt(covariance[k * size + k]!))

/** Standard error of the difference from the first model. */
const errorsFromFirst = ({ likelihood, x }: FittedRatings): number[] => {
  const { size } = likelihood
  const covariance = modelCovariance(likelihood, x)
  const at = (a: number, b: number): number => covariance[a * size + b]!
  return [1, 2, 3].map((k) => Math.sqrt(at(k, k) + at(0, 0) - 2 * at(k, 0)))
}

describe('maximum likelihood against published answers', () => {
  it('finds those of choix', () => {
    closeTo(fitRatings(winsOf(choixPairs('0,1 1,2 2,0')), plain).fit.theta, [0, 0, 0], 12)
    const four = fitRatings(winsOf(choixPairs('0,1 0,1 1,2 2,0')), plain)
    // Theirs stops an iteration early: the ninth digit is 5, not 4.
    closeTo(four.fit.theta, [0.419617624, -0.419617624, 0], 8)
  })

  it('finds the penalised one of choix, alpha of 0.5 without a half in front', () => {
    const pairs = '7,3 2,0 5,2 4,2 2,1 4,5 6,3 5,4 7,0 2,3 4,0 0,4 6,5 3,2 3,4 3,4 5,2 7,3 7,6 6,5'
    const { theta } = fitRatings(winsOf(choixPairs(pairs)), { ...plain, prior: 0.5 }).fit
    const published = [
      -0.51974039, -0.46280878, -0.31376862, -0.06854694, -0.3185146, -0.00346107, 0.63032783,
      1.05651257,
    ]
    closeTo(theta, published, 6)
  })

  it('has the log-likelihood of choix, 1 - 2 ln(1 + e)', () => {
    const { likelihood } = fitRatings(winsOf(choixPairs('0,1 1,0')), plain)
    const { value } = slopesAt(likelihood, Float64Array.of(0, 1))
    expect(value).toBeCloseTo(1 - 2 * Math.log1p(Math.E), 12)
  })

  it('finds the worked example of Wikipedia with both kinds of standard error', () => {
    const { fit, likelihood, x } = fitRatings(wikipedia, plain)
    const theta = [-0.44654524, 0.04240257, -0.41580307, 0.81994573]
    closeTo(fit.theta, theta, 8)
    closeTo(fit.theta.map(Math.exp), [0.63983482, 1.0433144, 0.6598102, 2.27037663], 7)
    const elo = fit.theta.map((value) => 1000 + (400 / Math.LN10) * value)
    closeTo(elo, [922.4271, 1007.3661, 927.7676, 1142.4392], 4)
    const model = [0.54806966, 0.48178052, 0.52040123, 0.62134262]
    closeTo(errorsOf(modelCovariance(likelihood, x), 4), model, 8)
    const sandwich = [0.54434316, 0.48465491, 0.52817332, 0.62396996]
    closeTo(errorsOf(sandwichCovariance(likelihood, x), 4), sandwich, 8)
  })

  it("finds arena-rank's standard errors with its ridge of 1e-5 a vote", () => {
    const { fit, likelihood, x } = fitRatings(wikipedia, plain)
    const ridge = { ...likelihood, options: { ...plain, prior: (1e-5 * fit.n) / 2 } }
    const published = [0.54429257, 0.4846113, 0.52812246, 0.62389646]
    closeTo(errorsOf(sandwichCovariance(ridge, x), 4), published, 8)
  })

  it('finds the citations between journals: differences, errors, deviance, scale', () => {
    const fitted = fitRatings(citationVotes, plain)
    const { theta } = fitted.fit
    const fromFirst = [1, 2, 3].map((k) => theta[k]! - theta[0]!)
    closeTo(fromFirst, [-2.9490724968, -0.4795697698, 0.2689540558], 10)
    closeTo(errorsFromFirst(fitted), [0.1025453, 0.0605887, 0.07083], 7)
    expect(goodnessOfFit(fitted)).toMatchObject({ df: 3 })
    expect(goodnessOfFit(fitted)?.deviance).toBeCloseTo(4.2933839699, 9)
    closeTo(theta, [0.78992205, -2.15915044, 0.31035228, 1.05887611], 8)
    const scaled = theta.map((value) => 1000 + (400 / Math.LN10) * value)
    closeTo(scaled, [1137.2235, 624.9172, 1053.9137, 1183.9456], 4)
  })

  it('finds the home advantage of baseball, 0.302, and the shares with it (Agresti 2002, table 10.11)', () => {
    const without = fitRatings(baseball, plain).fit
    const least = Math.min(...without.theta)
    closeTo(
      Array.from(without.theta, (value) => value - least).sort((a, b) => a - b),
      [0, 0.68, 1.11, 1.25, 1.29, 1.44, 1.58],
      2,
    )
    const { fit } = fitRatings(baseball, { ...plain, orderEffect: true })
    expect(fit.order).toBeCloseTo(0.302, 3)
    const strengths = fit.theta.map(Math.exp)
    const sum = strengths.reduce((all, one) => all + one, 0)
    const shares = Array.from(strengths, (one) => one / sum).sort((a, b) => a - b)
    closeTo(shares, [0.044, 0.088, 0.137, 0.157, 0.164, 0.19, 0.22], 3)
  })

  it("finds Davidson's puddings: strengths and nu (R PlackettLuce, stopped after seven rounds)", () => {
    const { fit } = fitRatings(puddings, { ...plain, ties: 'davidson' })
    const strengths = fit.theta.map(Math.exp)
    const sum = strengths.reduce((all, one) => all + one, 0)
    const published = [0.1388005, 0.1729985, 0.161742, 0.165393, 0.1586805, 0.2023855]
    closeTo(
      strengths.map((one) => one / sum),
      published,
      4,
    )
    expect(fit.tie).toBeCloseTo(0.7468147, 3)
  })

  it('stands great differences of votes and of strength', () => {
    for (const ties of ['half', 'davidson', 'rao-kupper'] as const)
      for (const many of [1, 1e3, 1e6, 1e9]) {
        const wins = ['a', 'b', 'c', 'd'].flatMap((a, i) =>
          ['a', 'b', 'c', 'd'].flatMap((b, j) =>
            i === j ? [] : [[a, b, many * (i < j ? 1e3 : 1)] as const],
          ),
        )
        const pairs = winsOf([...wins, ['d', 'rare', 1], ['rare', 'd', 2]])
        const { fit } = fitRatings(pairs, { ...plain, ties })
        expect(fit.fault).toBeUndefined()
        expect(fit.iterations).toBeLessThan(40)
        const [d, rare] = [fit.theta[3]!, fit.theta[4]!]
        if (many > 1) expect(rare - d).toBeCloseTo(Math.LN2, 5)
      }
  })
})
