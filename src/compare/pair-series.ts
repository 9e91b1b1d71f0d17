import type { RunSamples, SampleSeries } from '#schema/run-samples.ts'

export type Kind = 'editing' | 'generation' | 'all'

export interface SeriesRequest {
  baseline: RunSamples
  run: RunSamples
  baselineModel: string
  model: string
  series: string
  kind: Kind
}

/** The values of both sides, A the baseline's and B the run's. */
export interface Pairing {
  unit: string
  direction: SampleSeries['direction']
  /** True: a[i] and b[i] answer the same ask. */
  paired: boolean
  a: number[]
  b: number[]
  /** Of a[i] and, paired, of b[i]. */
  asks: { key: string; cluster: string }[]
  /** Values one side lacks that the other has, of asks that both have. */
  missing: { baseline: number; run: number }
  /** Values of asks that the other side does not have. */
  unpaired: { baseline: number; run: number }
}

/** The values of one series that are there, of one kind of ask. */
export const valuesOf = (samples: RunSamples, { values }: SampleSeries, kind: Kind): number[] =>
  samples.asks.flatMap((ask, index) =>
    kind === 'all' || ask.kind === kind ? (values[index] ?? []) : [],
  )

interface Side {
  values: Map<string, number>
  keys: Set<string>
  clusterOf: Map<string, string>
  series: SampleSeries | undefined
}

function sideOf(samples: RunSamples, model: string, name: string, kind: Kind): Side {
  const series = samples.series.find((one) => one.model === model && one.measure === name)
  const side: Side = { values: new Map(), keys: new Set(), clusterOf: new Map(), series }
  for (const [index, ask] of samples.asks.entries()) {
    if (kind !== 'all' && ask.kind !== kind) continue
    side.keys.add(ask.key)
    side.clusterOf.set(ask.key, ask.cluster)
    const value = series?.values[index]
    if (value !== undefined && value !== null) side.values.set(ask.key, value)
  }
  return side
}

/** Fewer common asks than this share of the smaller side are no pairing: the runs asked other things. */
const fewestCommon = 0.5

/** Brings two runs' values of one measure together, by ask where they asked the same. */
export function pairSeries(request: SeriesRequest): Pairing {
  const { baseline, run, baselineModel, model, series, kind } = request
  const [before, after] = [
    sideOf(baseline, baselineModel, series, kind),
    sideOf(run, model, series, kind),
  ]
  const lacking = (side: Side, other: Side): number =>
    [...other.values.keys()].filter((key) => side.keys.has(key) && !side.values.has(key)).length
  const alone = (side: Side, other: Side): number =>
    [...side.values.keys()].filter((key) => !other.keys.has(key)).length
  const head = {
    unit: (after.series ?? before.series)?.unit ?? '',
    direction: (after.series ?? before.series)?.direction ?? 'none',
    missing: { baseline: lacking(before, after), run: lacking(after, before) },
    unpaired: { baseline: alone(before, after), run: alone(after, before) },
  } as const
  const common = [...before.values.keys()].filter((key) => after.values.has(key))
  const smaller = Math.min(before.values.size, after.values.size)
  const paired = smaller > 0 && common.length >= fewestCommon * smaller
  const keys = paired ? common : [...before.values.keys()]
  return {
    ...head,
    paired,
    a: keys.flatMap((key) => before.values.get(key) ?? []),
    b: paired ? keys.flatMap((key) => after.values.get(key) ?? []) : [...after.values.values()],
    asks: keys.map((key) => ({ key, cluster: before.clusterOf.get(key) ?? key })),
  }
}
