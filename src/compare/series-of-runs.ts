import type { HistoryPoint } from '#schema/history.ts'
import type { RunSamples } from '#schema/run-samples.ts'
import { meanOf, quantile } from '#stats/quantile.ts'
import { kindsOf } from './learn-noise.ts'
import type { Measure } from './measure-name.ts'
import { valuesOf, type Kind } from './pair-series.ts'
import type { UntrackedSeries } from './track-series.ts'

/** One value of one run, and what it may be lined up with. */
export interface Reading {
  bench: string
  model: string
  kind: Kind
  unit: string
  direction: UntrackedSeries['direction']
  fingerprint: string
  /** Digest of what was asked: other asks are another series. */
  asks: string
  point: HistoryPoint
}

/** What one run says of a measure, for each of its models and kinds that have values. */
export function readingsOf(samples: RunSamples, asks: string, measure: Measure): Reading[] {
  const { bench, createdAt, run, environment } = samples
  return samples.models.flatMap(({ id: model }) => {
    const series = samples.series.find(
      (one) => one.model === model && one.measure === measure.series,
    )
    if (!series) return []
    return kindsOf(measure).flatMap((kind): Reading[] => {
      const values = valuesOf(samples, series, kind)
      if (values.length === 0) return []
      const { statistic } = measure
      const value = statistic.kind === 'mean' ? meanOf(values) : quantile(values, statistic.share)
      const { unit, direction } = series
      const { fingerprint } = environment
      const point = { time: createdAt, value, n: values.length, run }
      return [{ bench, model, kind, unit, direction, fingerprint, asks, point }]
    })
  })
}

/** Names of series told apart by no more than differs among them. */
function namesOf(heads: readonly Reading[], measure: string): string[] {
  const differs = (of: (one: Reading) => string): boolean => new Set(heads.map(of)).size > 1
  const [byBench, byMachine, byAsks] = [
    differs(({ bench }) => bench),
    differs(({ fingerprint }) => fingerprint),
    differs(({ bench, asks }) => `${bench} ${asks}`) && !differs(({ bench }) => bench),
  ]
  return heads.map(({ model, kind, bench, fingerprint, asks }) =>
    [
      model,
      measure,
      ...(kind === 'all' ? [] : [kind]),
      ...(byBench ? [`of ${bench}`] : []),
      ...(byMachine ? [`on machine ${fingerprint.slice(0, 8)}`] : []),
      ...(byAsks ? [`asks ${asks.slice(0, 8)}`] : []),
    ].join(' '),
  )
}

/** Readings, oldest first, as series: one for each bench, model, kind, machine and set of asks. */
export function seriesOfRuns(readings: readonly Reading[], measure: string): UntrackedSeries[] {
  const groups = [
    ...Map.groupBy(readings, ({ bench, model, kind, fingerprint, asks }) =>
      JSON.stringify([bench, model, kind, fingerprint, asks]),
    ).values(),
  ]
  const heads = groups.flatMap(([first]) => first ?? [])
  const names = namesOf(heads, measure)
  return heads.map(({ unit, direction, fingerprint }, index) => ({
    name: names[index] ?? measure,
    missing: 0,
    unit,
    direction,
    fingerprint,
    points: (groups[index] ?? []).map(({ point }) => point),
  }))
}
