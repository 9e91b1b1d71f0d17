import type { HistoryPoint } from '#schema/history.ts'
import { settingOf, type RunSamples } from '#schema/run-samples.ts'
import { meanOf, quantile } from '#stats/quantile.ts'
import { groupsOf } from './learn-noise.ts'
import type { Measure } from './measure-name.ts'
import { valuesOf, type Group } from './pair-series.ts'
import type { UntrackedSeries } from './track-series.ts'

/** One value of one run, and what it may be lined up with. */
export interface Reading {
  bench: string
  model: string
  group: Group
  unit: string
  direction: UntrackedSeries['direction']
  fingerprint: string
  /** Digest of what was asked: other asks are another series. */
  asks: string
  point: HistoryPoint
}

const askedIn = ({ asks }: RunSamples, { kind, setting }: Group): string =>
  asks
    .filter((ask) => kind === 'all' || (ask.kind === kind && settingOf(ask) === setting))
    .map(({ key }) => key)
    .join('\n')

/**
 * What one run says of a measure, for each of its models and groups of asks that have values. `digest` makes the short
 * name of a list of asks.
 */
export function readingsOf(
  samples: RunSamples,
  measure: Measure,
  digest: (text: string) => string,
): Reading[] {
  const { bench, createdAt, run, environment } = samples
  const groups = groupsOf(measure, [samples]).map((group) => ({
    group,
    asks: digest(askedIn(samples, group)),
  }))
  return samples.models.flatMap(({ id: model }) => {
    const series = samples.series.find(
      (one) => one.model === model && one.measure === measure.series,
    )
    if (!series) return []
    return groups.flatMap(({ group, asks }): Reading[] => {
      const values = valuesOf(samples, series, group)
      if (values.length === 0) return []
      const { statistic } = measure
      const value = statistic.kind === 'mean' ? meanOf(values) : quantile(values, statistic.share)
      const { unit, direction } = series
      const { fingerprint } = environment
      const point = { time: createdAt, value, n: values.length, run }
      return [{ bench, model, group, unit, direction, fingerprint, asks, point }]
    })
  })
}

/** Names of series told apart by no more than differs among them. */
function namesOf(heads: readonly Reading[], measure: string): string[] {
  const differs = (of: (one: Reading) => string): boolean => new Set(heads.map(of)).size > 1
  const [byBench, byMachine, bySetting] = [
    differs(({ bench }) => bench),
    differs(({ fingerprint }) => fingerprint),
    differs(({ group }) => group.setting),
  ]
  const placeOf = ({ bench, group, model }: Reading): string =>
    JSON.stringify([bench, group.kind, group.setting, model])
  const places = Map.groupBy(heads, placeOf)
  const byAsks = [...places.values()].some((own) => new Set(own.map(({ asks }) => asks)).size > 1)
  return heads.map(({ model, group: { kind, setting }, bench, fingerprint, asks }) =>
    [
      model,
      measure,
      ...(kind === 'all' ? [] : [kind]),
      ...(bySetting && setting !== 'all' ? [setting] : []),
      ...(byBench ? [`of ${bench}`] : []),
      ...(byMachine ? [`on machine ${fingerprint.slice(0, 8)}`] : []),
      ...(byAsks ? [`asks ${asks.slice(0, 8)}`] : []),
    ].join(' '),
  )
}

/** Readings, oldest first, as series: one for each bench, model, kind, setting, machine and set of asks. */
export function seriesOfRuns(readings: readonly Reading[], measure: string): UntrackedSeries[] {
  const groups = [
    ...Map.groupBy(readings, ({ bench, model, group, fingerprint, asks }) =>
      JSON.stringify([bench, model, group.kind, group.setting, fingerprint, asks]),
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
