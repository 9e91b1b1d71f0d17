import { parseLimit } from '#compare/gate-limits.ts'
import { judge } from '#compare/judge-measures.ts'
import { learnNoise } from '#compare/learn-noise.ts'
import { measureOf } from '#compare/measure-name.ts'
import type { NoiseOfMeasure } from '#schema/baseline.ts'
import type { RunSamples } from '#schema/run-samples.ts'
import { mannWhitney } from '#stats/mann-whitney.ts'
import { meanOf, quantile } from '#stats/quantile.ts'
import {
  samplesWith,
  simulateCases,
  simulateTimes,
  type Simulation,
} from '../fixture/simulated-runs.ts'
import { createRandom } from '#stats/random.ts'

const historyRuns = 12
const limits = [parseLimit('2%')]
const alpha = 0.01

/** One simulated night: a history, a baseline that ended it, a run, and the chance to measure both again. */
interface Night {
  history: RunSamples[]
  baseline: RunSamples
  run: RunSamples
  again: () => { baseline: RunSamples; run: RunSamples }
}

const timesOf = ({ series }: RunSamples): number[] =>
  (series[0]?.values ?? []).flatMap((value) => value ?? [])

function nightOf(simulation: Simulation, seed: number, factor: number): Night {
  const random = createRandom(seed)
  const cases = simulateCases(simulation, random)
  const history = Array.from({ length: historyRuns }, (_, index) =>
    samplesWith(`r${index}`, simulateTimes(cases, simulation, random)),
  )
  const baseline = history.at(-1)
  if (!baseline) throw new Error('no history')
  const run = samplesWith('run', simulateTimes(cases, simulation, random, factor))
  // Interleaved, both sides have the same day.
  const day = { ...simulation, runSpread: 0 }
  const again = () => ({
    baseline: samplesWith('a', simulateTimes(cases, day, random)),
    run: samplesWith('b', simulateTimes(cases, day, random, factor)),
  })
  return { history, baseline, run, again }
}

const measuresAlone = ['latency.p50']
const measuresBoth = ['latency.p50', 'latency.p95']

const suspects = (
  sides: { baseline: RunSamples; run: RunSamples },
  names: readonly string[],
  noise: readonly NoiseOfMeasure[],
): boolean =>
  judge({
    ...sides,
    models: [{ run: 'm', baseline: 'm' }],
    measures: names.map(measureOf),
    limits,
    noise,
    alpha,
    anyMachine: false,
  }).some(({ state }) => state === 'regressed')

const noiseOf = ({ history }: Night, names: readonly string[]): NoiseOfMeasure[] =>
  learnNoise(history, ['m'], names.map(measureOf))

/** Ways to call a run slower than its baseline. */
export const rules: Record<string, (night: Night) => boolean> = {
  'fixed threshold, 200 %': ({ baseline, run }) =>
    quantile(timesOf(run), 0.5) > 2 * quantile(timesOf(baseline), 0.5),
  'mean + 3 sd of 12 runs': ({ history, run }) => {
    const means = history.map((one) => meanOf(timesOf(one)))
    const center = meanOf(means)
    const sd = Math.sqrt(
      means.reduce((sum, mean) => sum + (mean - center) ** 2, 0) / (means.length - 1),
    )
    return meanOf(timesOf(run)) > center + 3 * sd
  },
  'Mann-Whitney alone, p < 0.01': ({ baseline, run }) => {
    const [before, after] = [timesOf(baseline), timesOf(run)]
    const { u, p } = mannWhitney(before, after)
    return p < alpha && u < (before.length * after.length) / 2
  },
  'gate p50, no history, before confirming': (night) => suspects(night, measuresAlone, []),
  'gate p50, no history, confirmed': (night) =>
    suspects(night, measuresAlone, []) && suspects(night.again(), measuresAlone, []),
  'gate p50, noise floor, before confirming': (night) =>
    suspects(night, measuresAlone, noiseOf(night, measuresAlone)),
  'gate p50, noise floor, confirmed': (night) =>
    suspects(night, measuresAlone, noiseOf(night, measuresAlone)) &&
    suspects(night.again(), measuresAlone, []),
  'gate p50 and p95, before confirming': (night) => suspects(night, measuresBoth, []),
}

/** How many of `nights` each rule alarms for. */
export function alarmsOf(
  simulation: Simulation,
  factor: number,
  nights: number,
): Record<string, number> {
  const counts = Object.fromEntries(Object.keys(rules).map((name) => [name, 0]))
  for (let seed = 1; seed <= nights; seed++) {
    // The same night for every rule: confirming draws from a stream of its own.
    for (const [name, rule] of Object.entries(rules))
      if (rule(nightOf(simulation, seed, factor))) counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}
