import type { NoiseOfMeasure } from '#schema/baseline.ts'
import { settingOf, type RunSamples } from '#schema/run-samples.ts'
import { noiseFloor } from '#stats/noise-floor.ts'
import { noisyChangeOf } from './measure-effect.ts'
import { isTimed, type Measure } from './measure-name.ts'
import { pairSeries, type Group } from './pair-series.ts'

/** Text-to-image and editing, sizes and levels of load take different times and are judged apart; other measures are not. */
export function groupsOf(measure: Measure, samples: readonly RunSamples[]): Group[] {
  if (!isTimed(measure)) return [{ kind: 'all', setting: 'all' }]
  const settings = [...new Set(samples.flatMap(({ asks }) => asks.map(settingOf)))]
  return (['editing', 'generation'] as const).flatMap((kind) =>
    settings.map((setting) => ({ kind, setting })),
  )
}

/**
 * What runs of one machine differ by from one to the next, measure by measure. `runs` are of one bench, oldest
 * first; the odd real change among them moves the result little. Empty where fewer than six can be compared.
 */
export function learnNoise(
  runs: readonly RunSamples[],
  models: readonly string[],
  measures: readonly Measure[],
): NoiseOfMeasure[] {
  return models.flatMap((model) =>
    measures.flatMap((measure) =>
      groupsOf(measure, runs).flatMap((group): NoiseOfMeasure[] => {
        const having = runs.filter((run) => run.models.some(({ id }) => id === model))
        const changes = having.slice(1).flatMap((run, index) => {
          const baseline = having[index]
          if (!baseline) return []
          const head = { series: measure.series, group, baselineModel: model, model }
          const pairing = pairSeries({ baseline, run, ...head })
          return noisyChangeOf(measure, pairing) ?? []
        })
        const floor = noiseFloor(changes)
        return floor ? [{ model, measure: measure.name, ...group, ...floor }] : []
      }),
    ),
  )
}
