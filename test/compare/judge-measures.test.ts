import { describe, expect, it } from 'vitest'
import { parseLimit } from '#compare/gate-limits.ts'
import { judge, type JudgeInput } from '#compare/judge-measures.ts'
import { learnNoise } from '#compare/learn-noise.ts'
import { chooseMeasures, measureOf } from '#compare/measure-name.ts'
import type { GateMeasure } from '#schema/gate-report.ts'
import type { RunSamples, SampleSeries } from '#schema/run-samples.ts'
import { createRandom } from '#stats/random.ts'
import {
  realistic,
  samplesWith,
  simulateCases,
  simulatePair,
  simulateTimes,
} from '../fixture/simulated-runs.ts'

const settings = {
  models: [{ run: 'm', baseline: 'm' }],
  measures: [measureOf('latency.p50')],
  limits: [parseLimit('2%')],
  noise: [],
  alpha: 0.01,
  anyMachine: false,
} satisfies Omit<JudgeInput, 'baseline' | 'run'>

const judgeOne = (
  input: Partial<JudgeInput> & Pick<JudgeInput, 'baseline' | 'run'>,
): GateMeasure => {
  const [only] = judge({ ...settings, ...input })
  if (!only) throw new Error('nothing was judged')
  return only
}

/** A run whose one model has these values of a measure, ask by ask. */
const withSeries = (
  id: string,
  measure: string,
  values: readonly (number | null)[],
  direction: SampleSeries['direction'] = 'higher',
): RunSamples => {
  const samples = samplesWith(id, values)
  return { ...samples, series: [{ model: 'm', measure, unit: '', direction, values: [...values] }] }
}

describe('judging a measure', () => {
  it('asks for significance and for size, either way', () => {
    const change = (factor: number, limit: string, seed = 3): string => {
      const { baseline, run } = simulatePair(realistic, seed, factor)
      return judgeOne({ baseline, run, limits: [parseLimit(limit)] }).state
    }
    expect(change(1.1, '2%')).toBe('regressed')
    expect(change(1 / 1.1, '2%')).toBe('improved')
    expect(change(1.1, '50%')).toBe('unchanged')
    expect(change(1, '10%')).toBe('unchanged')
    // Sizeable, of three pairs: no p below alpha exists.
    const few = simulatePair({ ...realistic, cases: 5 }, 1, 2)
    expect(judgeOne(few)).toMatchObject({
      state: 'unjudged',
      reason: expect.stringMatching(/^5 values only/),
    })
    // Neither found nor ruled out.
    const wide = simulatePair({ ...realistic, cases: 12, callSpread: 0.3 }, 1)
    expect(judgeOne(wide).state).toBe('unclear')
  })

  it('knows which side is better, and measures that have none', () => {
    const half = Array.from({ length: 20 }, (_, index) => 0.5 + (index % 4) / 100)
    const more = half.map((value, index) => value + 0.1 + (index % 3) / 100)
    const states = (['higher', 'lower', 'none'] as const).map((direction) => {
      const [baseline, run] = [
        withSeries('a', 'score.x', half, direction),
        withSeries('b', 'score.x', more, direction),
      ]
      return judgeOne({ baseline, run, measures: [measureOf('score.x')] })
    })
    expect(states.map(({ state }) => state)).toEqual(['improved', 'regressed', 'changed'])
    expect(states[0]).toMatchObject({ test: 'sign-flip', kind: 'all', scale: 'relative' })
    expect(states[0]?.change?.value).toBeCloseTo(0.109 / 0.515, 2)
  })

  it('calls nothing a change where every pair is equal, and has a scale where the baseline is 0', () => {
    const zeros = Array.from({ length: 20 }, () => 0)
    const cost = [measureOf('cost')]
    const baseline = withSeries('a', 'cost', zeros, 'lower')
    expect(
      judgeOne({ baseline, run: withSeries('b', 'cost', zeros, 'lower'), measures: cost }),
    ).toMatchObject({ state: 'unchanged', pHolm: null, scale: 'absolute' })
    const dear = withSeries(
      'b',
      'cost',
      zeros.map((_, index) => 0.01 + index / 1e4),
      'lower',
    )
    const found = judgeOne({ baseline, run: dear, measures: cost })
    expect(found).toMatchObject({ state: 'regressed', scale: 'absolute', limit: { change: 0 } })
    const limits = [parseLimit('5%'), parseLimit('cost=0.5')]
    expect(judgeOne({ baseline, run: dear, measures: cost, limits }).state).toBe('unchanged')
  })

  it('says what is missing, never filling it in', () => {
    const { baseline, run } = simulatePair(realistic, 5)
    const values = run.series[0]?.values.map((value, index) => (index < 10 ? null : value)) ?? []
    const gaps = judgeOne({ baseline, run: withSeries('b', 'latency', values, 'lower') })
    expect(gaps).toMatchObject({ n: 40, paired: true, missing: { run: 10, baseline: 0 } })
    const none = judgeOne({
      baseline,
      run: withSeries(
        'b',
        'latency',
        values.map(() => null),
        'lower',
      ),
    })
    expect(none).toMatchObject({ state: 'unjudged', reason: 'the run has no value of it', n: 0 })
    const zero = judgeOne({
      baseline,
      run: withSeries(
        'b',
        'latency',
        values.map(() => 0),
        'lower',
      ),
    })
    expect(zero).toMatchObject({ state: 'unjudged', reason: 'a value is not above 0' })
  })

  it('compares without pairs where other things were asked, and only times', () => {
    const { baseline, run } = simulatePair(realistic, 6, 1.4)
    const asks = run.asks.map((ask) => ({ ...ask, key: `other ${ask.key}` }))
    const apart = judgeOne({ baseline, run: { ...run, asks } })
    expect(apart).toMatchObject({
      paired: false,
      test: 'mann-whitney',
      unpaired: { run: 50, baseline: 50 },
    })
    expect(apart.state).toBe('regressed')
    const score = withSeries(
      'b',
      'score.x',
      run.asks.map(() => 1),
    )
    const other = judgeOne({
      baseline: score,
      run: { ...score, asks },
      measures: [measureOf('score.x')],
    })
    expect(other).toMatchObject({ state: 'unjudged', reason: 'the runs asked other things' })
  })

  it('adjusts over all measures, and lets a hopeless one cost the others nothing', () => {
    const { baseline, run } = simulatePair(realistic, 7, 1.1)
    const names = ['latency.p50', 'latency.p95', 'latency.p99']
    const judged = judge({ ...settings, baseline, run, measures: names.map(measureOf) })
    expect(judged.map(({ state }) => state === 'unjudged')).toEqual([false, false, true])
    const [p50, p95] = judged
    expect(p50?.pHolm).toBeCloseTo(Math.min(1, 2 * (p50?.p ?? 0)), 12)
    expect(p95?.test).toBe('paired-permutation')
  })
})

/** A level of load whose one worker has a queue (M/M/1 at 80 %): neighbours in time are alike. */
function queuedRun(id: string, seed: number, factor: number, count = 400): RunSamples {
  const random = createRandom(seed)
  const exponential = (): number => -Math.log(1 - random.next())
  let wait = 0
  const times = Array.from({ length: count }, () => {
    const service = 100 * factor * exponential()
    const latency = wait + service
    wait = Math.max(0, latency - 125 * exponential())
    return latency
  })
  const samples = samplesWith(id, times)
  const [setting] = samples.settings
  if (!setting) throw new Error('no setting')
  const load = { scenario: 'server', ratePerSecond: 8, maxInFlight: 512 } as const
  return { ...samples, settings: [{ ...setting, load }] }
}

describe('levels of load', () => {
  it('are judged by stretches of time, so that a busy minute of one run is no regression', () => {
    const measures = ['latency.p50', 'latency.p95'].map(measureOf)
    const states = Array.from({ length: 60 }, (_, seed) =>
      judge({
        ...settings,
        measures,
        baseline: queuedRun('a', 2 * seed, 1),
        run: queuedRun('b', 2 * seed + 1, 1),
      }).map(({ state }) => state),
    ).flat()
    // 120 judgements of the same server; P(more than 5) = 0.2 % for a gate that just holds alpha.
    expect(states.filter((state) => state === 'regressed').length).toBeLessThanOrEqual(5)
  })

  it('find a queue that grew, and judge none that has no pairs', () => {
    const [baseline, run] = [queuedRun('a', 1, 1, 4000), queuedRun('b', 2, 1.15, 4000)]
    expect(judgeOne({ baseline, run }).state).toBe('regressed')
    const asks = run.asks.map((ask) => ({ ...ask, key: ask.key.replace('set/c', 'set/other') }))
    expect(judgeOne({ baseline, run: { ...run, asks } })).toMatchObject({
      state: 'unjudged',
      reason: 'calls that queue are compared in pairs only',
    })
  })

  it('of different settings are never mixed', () => {
    const half = (samples: RunSamples): RunSamples => ({
      ...samples,
      asks: samples.asks.map((ask, index) =>
        index % 2 === 0 ? ask : { ...ask, key: ask.key.replace('/default/', '/small/') },
      ),
    })
    const times = (small: number) =>
      Array.from({ length: 60 }, (_, index) =>
        index % 2 === 0 ? 1000 + index : small + index + (index % 7) / 10,
      )
    const judged = judge({
      ...settings,
      baseline: half(samplesWith('a', times(100))),
      run: half(samplesWith('b', times(160))),
    })
    expect(judged.map(({ setting, n, state }) => [setting, n, state])).toEqual([
      ['default', 30, 'unchanged'],
      ['small', 30, 'regressed'],
    ])
  })
})

describe('names and limits', () => {
  it('choose what is there, and keep a name that is not', () => {
    const series = new Set(['latency', 'score.a/b', 'score.c', 'cost', 'coverage'])
    const names = (asked: string[]) => {
      const { measures, unmatched } = chooseMeasures(asked, series)
      return [measures.map(({ name }) => name), unmatched]
    }
    expect(names(['score.*', 'latency.p99.9', 'score.gone', 'no.*'])).toEqual([
      ['score.a/b', 'score.c', 'latency.p99.9', 'score.gone'],
      ['no.*'],
    ])
    expect(names([])[0]).toEqual([
      'latency.p50',
      'latency.p95',
      'coverage',
      'score.a/b',
      'score.c',
      'cost',
    ])
    expect(() => measureOf('latency.mean')).toThrow(/no percentile/)
  })

  it('read shares and amounts', () => {
    expect(parseLimit('5%')).toEqual({ pattern: '*', amount: 0.05, isShare: true })
    expect(parseLimit('score.*=0.02')).toEqual({ pattern: 'score.*', amount: 0.02, isShare: false })
    expect(() => parseLimit('-5%')).toThrow(/no limit/)
  })
})

describe('the noise floor', () => {
  it('is learned from neighbouring runs, and raises a limit that is too strict', () => {
    const random = createRandom(8)
    const days = { ...realistic, runSpread: 0.04 }
    const cases = simulateCases(days, random)
    const runs = Array.from({ length: 12 }, (_, index) =>
      samplesWith(`r${index}`, simulateTimes(cases, days, random)),
    )
    const measures = [measureOf('latency.p50')]
    expect(learnNoise(runs.slice(0, 5), ['m'], measures)).toEqual([])
    const noise = learnNoise(runs, ['m'], measures)
    expect(noise).toMatchObject([{ model: 'm', measure: 'latency.p50', kind: 'editing', n: 11 }])
    // Two days apart differ by 0.04 x sqrt(2); the calls' own 0.01 is taken off.
    expect(noise[0]?.spread).toBeGreaterThan(0.03)
    expect(noise[0]?.spread).toBeLessThan(0.09)
    const [baseline] = runs
    if (!baseline) throw new Error('no run')
    const run = samplesWith(
      'bad day',
      simulateTimes(cases, { ...days, runSpread: 0 }, random, 1.08),
    )
    const same = { baseline, run }
    expect(judgeOne(same).state).toBe('regressed')
    const calm = judgeOne({ ...same, noise })
    expect(calm.state).not.toBe('regressed')
    expect(calm.limit).toMatchObject({ from: 'noise', noise: { n: 11 } })
  })
})

describe('the quality of the gate, scaled down (npm run bench:gate has the full figures)', () => {
  it('cries wolf rarely, finds +10 % always and +5 % mostly, at n = 50 with 5 % noise', () => {
    const alarms = (factor: number, rounds: number): number => {
      let found = 0
      for (let seed = 1; seed <= rounds; seed++)
        if (judgeOne(simulatePair(realistic, seed, factor)).state === 'regressed') found += 1
      return found
    }
    // Of 200 at most 1 % and its chance: P(more than 6) = 0.4 % for a gate that just holds alpha.
    expect(alarms(1, 200)).toBeLessThanOrEqual(6)
    expect(alarms(1.1, 60)).toBeGreaterThanOrEqual(57)
    expect(alarms(1.05, 60)).toBeGreaterThanOrEqual(48)
  })
})
