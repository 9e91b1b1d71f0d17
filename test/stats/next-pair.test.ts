import { describe, expect, it } from 'vitest'
import { fitRatings } from '#stats/fit-ratings.ts'
import { Exposure, nextPair, pairGains, type GainKind } from '#stats/next-pair.ts'
import { logistic } from '#stats/outcome-model.ts'
import { createRandom } from '#stats/random.ts'
import { posteriorCovariance } from '#stats/rating-covariance.ts'
import { sandwichUncertainty } from '#stats/rating-uncertainty.ts'
import { VoteCounts } from '#stats/vote-counts.ts'
import { votesNeeded } from '#stats/votes-needed.ts'
import { plain } from './fixture/published-votes.ts'
import { modelName, simulateVotes } from './fixture/simulated-votes.ts'

const models = 8
const faint = { ...plain, prior: 0.5 }
const everyModel = new Set(Array.from({ length: models }, (_, k) => modelName(k)))
const cases = new Map(['x', 'y', 'z'].map((id) => [id, everyModel]))

/** After votes chosen by a rule: share of pairs in the wrong order, and mean variance of differences. */
function afterVotes(rule: GainKind | 'uniform', seed: number, votes: number) {
  const random = createRandom(seed)
  const truth = Array.from({ length: models }, () => 0.8 * random.normal())
  const counts = new VoteCounts()
  for (const k of truth.keys()) counts.model(modelName(k))
  const exposure = new Exposure()
  let gains = pairGains(counts.pairs())
  for (let vote = 0; vote < votes; vote++) {
    if (rule === 'uniform') gains = gains.map((one) => ({ ...one, gain: 1 }))
    else if (vote % 10 === 0) gains = pairGains(counts.pairs(), rule)
    const ask = nextPair(gains, { cases, exposure, random })!
    exposure.add(ask.left, ask.right, ask.case)
    const [l, r] = [ask.left, ask.right].map((name) => Number(name.slice(1)))
    const isLeft = random.next() < logistic(truth[l!]! - truth[r!]!)
    counts.add(ask.left, ask.right, isLeft ? 'left' : 'right')
  }
  const { fit, likelihood, x } = fitRatings(counts.pairs(), faint)
  const covariance = posteriorCovariance(likelihood, x)
  const at = (a: number, b: number): number => covariance[a * models + b]!
  let [wrong, variance, pairs] = [0, 0, 0]
  for (let a = 0; a < models; a++)
    for (let b = 0; b < a; b++) {
      if ((fit.theta[a]! - fit.theta[b]!) * (truth[a]! - truth[b]!) <= 0) wrong += 1
      variance += at(a, a) + at(b, b) - 2 * at(a, b)
      pairs += 1
    }
  return { wrong: wrong / pairs, variance: variance / pairs }
}

const mean = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0) / list.length

/** Mean of paired differences in standard errors; the same seed has the same models. */
function savedBy(better: readonly number[], worse: readonly number[]): number {
  const saved = worse.map((error, k) => error - better[k]!)
  const spread = Math.sqrt(mean(saved.map((one) => (one - mean(saved)) ** 2)) / saved.length)
  return mean(saved) / spread
}

describe('the next pair', () => {
  const runs = (rule: GainKind | 'uniform', seeds: number) =>
    Array.from({ length: seeds }, (_, seed) => afterVotes(rule, seed, 160))

  it('chosen by gain orders models better than chance at equal votes, over seeds', () => {
    const errors = (rule: GainKind | 'uniform') => runs(rule, 200).map(({ wrong }) => wrong)
    const [byOrder, uniform] = [errors('order'), errors('uniform')]
    expect(mean(byOrder)).toBeLessThan(0.95 * mean(uniform))
    expect(savedBy(byOrder, uniform)).toBeGreaterThan(2)
  }, 120_000)

  it('narrows all intervals more than chance does when asked for information or win rates', () => {
    const variances = (rule: GainKind | 'uniform') => runs(rule, 60).map(({ variance }) => variance)
    const uniform = variances('uniform')
    for (const rule of ['information', 'win-rate'] as const)
      expect(savedBy(variances(rule), uniform)).toBeGreaterThan(2)
  }, 120_000)

  it('is worth most where little is known and the order open', () => {
    const counts = new VoteCounts()
    for (const [left, right, wins, losses] of [
      ['a', 'b', 50, 48],
      ['a', 'c', 90, 8],
      ['b', 'c', 90, 8],
    ] as const) {
      counts.add(left, right, 'left', wins)
      counts.add(left, right, 'right', losses)
    }
    const best = (kind: GainKind) => {
      const gains = pairGains(counts.pairs(), kind)
      return gains.reduce((most, one) => (one.gain > most.gain ? one : most))
    }
    expect(best('order')).toMatchObject({ a: 'a', b: 'b' })
    counts.model('new')
    for (const kind of ['order', 'information', 'win-rate'] as const)
      expect([best(kind).a, best(kind).b]).toContain('new')
    const all = pairGains(counts.pairs())
    expect(all).toHaveLength(6)
    expect(all.every(({ gain }) => gain >= 0 && Number.isFinite(gain))).toBe(true)
  })

  it('falls evenly on cases and sides', () => {
    const counts = new VoteCounts()
    for (const name of ['a', 'b', 'c']) counts.model(name)
    const exposure = new Exposure()
    const random = createRandom(1)
    const places = new Map(['x', 'y'].map((id) => [id, new Set(['a', 'b', 'c'])]))
    places.set('only ab', new Set(['a', 'b']))
    const gains = pairGains(counts.pairs())
    for (let ask = 0; ask < 300; ask++) {
      const { left, right, case: id } = nextPair(gains, { cases: places, exposure, random })!
      expect(places.get(id)!.has(left) && places.get(id)!.has(right)).toBe(true)
      exposure.add(left, right, id)
    }
    for (const [a, b] of [
      ['a', 'b'],
      ['a', 'c'],
      ['b', 'c'],
    ] as const) {
      for (const id of ['x', 'y'])
        expect(
          Math.abs(exposure.ofSidesInCase(a, b, id) - exposure.ofSidesInCase(b, a, id)),
        ).toBeLessThanOrEqual(1)
      expect(
        Math.abs(exposure.ofPairInCase(a, b, 'x') - exposure.ofPairInCase(a, b, 'y')),
      ).toBeLessThanOrEqual(1)
    }
  })

  it('keeps to what is open, and is undefined when nothing is', () => {
    const gains = [{ a: 'a', b: 'b', gain: 0 }]
    const given = {
      cases: new Map([['x', new Set(['a', 'b'])]]),
      exposure: new Exposure(),
      random: createRandom(1),
    }
    expect(nextPair(gains, given)).toMatchObject({ case: 'x' })
    expect(nextPair(gains, { ...given, isOpen: () => false })).toBeUndefined()
    expect(nextPair([], given)).toBeUndefined()
  })
})

describe('votes still needed', () => {
  const truth = [-0.6, -0.2, 0.2, 0.6]
  const stateAfter = (votes: number, seed: number) => {
    const counts = simulateVotes(
      { truth, votes, clusters: 1, shared: 0, order: 0 },
      createRandom(seed),
    )
    const fitted = fitRatings(counts.pairs(), plain)
    return { fit: fitted.fit, uncertainty: sandwichUncertainty(fitted, 0.95) }
  }

  it('for a width are met within a tenth by votes of the same kind', () => {
    const rule = { kind: 'width', width: 0.2 } as const
    const before = stateAfter(400, 1)
    const asked = votesNeeded(before.fit, before.uncertainty, rule)
    expect(asked).toMatchObject({ done: false, low: asked.more, high: asked.more })
    const after = stateAfter(400 + Math.ceil(1.1 * asked.more!), 1)
    expect(votesNeeded(after.fit, after.uncertainty, rule).done).toBe(true)
    const short = stateAfter(400 + Math.ceil(0.8 * asked.more!), 1)
    expect(votesNeeded(short.fit, short.uncertainty, rule).done).toBe(false)
  })

  it('for ranks bracket what it took, in most runs', () => {
    const rule = { kind: 'ranks' } as const
    let bracketed = 0
    for (let seed = 0; seed < 20; seed++) {
      const before = stateAfter(300, seed)
      const { more, low, high } = votesNeeded(before.fit, before.uncertainty, rule)
      expect(low!).toBeLessThanOrEqual(more ?? Infinity)
      // Least votes, in steps of a hundred, after which the rule holds.
      let took = 0
      for (let votes = 300; votes <= 6000; votes += 100) {
        const now = stateAfter(votes, seed)
        if (votesNeeded(now.fit, now.uncertainty, rule).done) {
          took = votes - 300
          break
        }
      }
      if (low! <= took + 100 && took <= (high ?? Infinity)) bracketed += 1
    }
    expect(bracketed).toBeGreaterThanOrEqual(16)
  })

  it('are none once every pair is apart or near enough', () => {
    const even = new VoteCounts()
    even.add('a', 'b', 'left', 5000)
    even.add('a', 'b', 'right', 5000)
    const fitted = fitRatings(even.pairs(), plain)
    const uncertainty = sandwichUncertainty(fitted, 0.95)
    expect(votesNeeded(fitted.fit, uncertainty, { kind: 'ranks' })).toMatchObject({
      done: false,
      more: null,
      because: ['a', 'b'],
      open: 1,
      of: 1,
    })
    const near = votesNeeded(fitted.fit, uncertainty, { kind: 'ranks', margin: 0.1 })
    expect(near).toMatchObject({ done: true, more: 0, because: [] })
  })

  it('cannot be told where there is no estimate', () => {
    const lone = new VoteCounts()
    lone.add('a', 'b', 'left', 9)
    const fitted = fitRatings(lone.pairs(), plain)
    const uncertainty = sandwichUncertainty(fitted, 0.95)
    for (const rule of [{ kind: 'ranks' }, { kind: 'width', width: 1 }] as const)
      expect(votesNeeded(fitted.fit, uncertainty, rule)).toMatchObject({ done: false, more: null })
  })
})
