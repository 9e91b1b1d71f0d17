import { settingOf, type RunSamples, type SampleSeries } from '#schema/run-samples.ts'

type Kind = 'editing' | 'generation' | 'all'

/** Which asks are judged together: one kind under one setting, or `all` of either. */
export interface Group {
  kind: Kind
  setting: string
}

const isOf = (ask: RunSamples['asks'][number], { kind, setting }: Group): boolean =>
  (kind === 'all' || ask.kind === kind) && (setting === 'all' || settingOf(ask) === setting)

export interface SeriesRequest {
  baseline: RunSamples
  run: RunSamples
  baselineModel: string
  model: string
  series: string
  group: Group
}

/** The values of both sides, A the baseline's and B the run's. */
export interface Pairing {
  unit: string
  direction: SampleSeries['direction']
  /** True: a[i] and b[i] answer the same ask. */
  paired: boolean
  /** True where several calls were open at once, so that neighbours in time may be alike. Values stand in that order. */
  isSerial: boolean
  a: number[]
  b: number[]
  /** Of a[i] and, paired, of b[i]. */
  asks: { key: string; cluster: string }[]
  /** Values one side lacks that the other has, of asks that both have. */
  missing: { baseline: number; run: number }
  /** Values of asks that the other side does not have. */
  unpaired: { baseline: number; run: number }
}

/** The values of one series that are there, of one group of asks. */
export const valuesOf = (samples: RunSamples, { values }: SampleSeries, group: Group): number[] =>
  samples.asks.flatMap((ask, index) => (isOf(ask, group) ? (values[index] ?? []) : []))

interface Side {
  values: Map<string, number>
  keys: Set<string>
  clusterOf: Map<string, string>
  series: SampleSeries | undefined
}

function sideOf(samples: RunSamples, model: string, name: string, group: Group): Side {
  const series = samples.series.find((one) => one.model === model && one.measure === name)
  const side: Side = { values: new Map(), keys: new Set(), clusterOf: new Map(), series }
  for (const [index, ask] of samples.asks.entries()) {
    if (!isOf(ask, group)) continue
    side.keys.add(ask.key)
    side.clusterOf.set(ask.key, ask.cluster)
    const value = series?.values[index]
    if (value !== undefined && value !== null) side.values.set(ask.key, value)
  }
  return side
}

/** Levels of load at which calls queue behind each other. */
const isQueued = ({ settings }: RunSamples, { setting }: Group): boolean =>
  settings.some(
    ({ id, load }) => id === setting && load !== undefined && load.scenario !== 'single-stream',
  )

/** Fewer common asks than this share of the smaller side are no pairing: the runs asked other things. */
const fewestCommon = 0.5

/** Brings two runs' values of one measure together, by ask where they asked the same. */
export function pairSeries(request: SeriesRequest): Pairing {
  const { baseline, run, baselineModel, model, series, group } = request
  const [before, after] = [
    sideOf(baseline, baselineModel, series, group),
    sideOf(run, model, series, group),
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
    isSerial: isQueued(run, group) || isQueued(baseline, group),
    a: keys.flatMap((key) => before.values.get(key) ?? []),
    b: paired ? keys.flatMap((key) => after.values.get(key) ?? []) : [...after.values.values()],
    asks: keys.map((key) => ({ key, cluster: before.clusterOf.get(key) ?? key })),
  }
}
