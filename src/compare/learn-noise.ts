import type { NoiseOfMeasure } from '#schema/baseline.ts'
import type { RunSamples } from '#schema/run-samples.ts'
import { noiseFloor } from '#stats/noise-floor.ts'
import { noisyChangeOf } from './measure-effect.ts'
import { isTimed, type Measure } from './measure-name.ts'
import { pairSeries, type Kind } from './pair-series.ts'

/** Text-to-image and editing take different times and are judged apart; other measures are not. */
export const kindsOf = (measure: Measure): readonly Kind[] =>
  isTimed(measure) ? ['editing', 'generation'] : ['all']

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
      kindsOf(measure).flatMap((kind): NoiseOfMeasure[] => {
        const having = runs.filter((run) => run.models.some(({ id }) => id === model))
        const changes = having.slice(1).flatMap((run, index) => {
          const baseline = having[index]
          if (!baseline) return []
          const head = { series: measure.series, kind, baselineModel: model, model }
          const pairing = pairSeries({ baseline, run, ...head })
          return noisyChangeOf(measure, pairing) ?? []
        })
        const floor = noiseFloor(changes)
        return floor ? [{ model, measure: measure.name, kind, ...floor }] : []
      }),
    ),
  )
}
