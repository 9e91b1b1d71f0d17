import type { LoadRow } from '#schema/comparison.ts'
import type { Load, Scenario } from '#schema/load.ts'
import type { Plan } from '#schema/plan.ts'
import type { Observation } from '#stats/estimate.ts'
import { histogramOf } from '#stats/histogram.ts'
import { quantile } from '#stats/quantile.ts'
import { isSaturatedAnywhere, type Arrived } from '#stats/saturation.ts'
import { estimateSeriesQuantile, estimateSeriesShare } from '#stats/series-estimate.ts'
import type { Collected, TurnLatency, TurnNumbers } from './collect.ts'
import type { StatOptions } from './panel.ts'
import { throughputOf } from './throughput.ts'

type Timed = TurnNumbers & { latency: TurnLatency }

const isTimed = (turn: TurnNumbers): turn is Timed => turn.latency !== undefined

/** What came to nothing because too much was asked: a refusal comes at any rate. */
const lostToLoad = new Set(['failed', 'timeout'])

const isDropped = ({ skipped }: TurnNumbers): boolean => skipped === 'dropped'

function saturationOf({ scenario }: Scenario, offered: readonly TurnNumbers[]): boolean {
  if (scenario !== 'server') return false
  return isSaturatedAnywhere(
    offered.flatMap((turn): (Arrived & { clock: string })[] => {
      if (!isTimed(turn))
        return isDropped(turn) || lostToLoad.has(turn.outcome)
          ? [{ dueMs: 0, latencyMs: undefined, clock: '' }]
          : []
      const { times, dueToSentMs = 0, ms } = turn.latency
      const dueMs = (times?.sentMs ?? 0) - dueToSentMs
      return [{ dueMs, latencyMs: ms, clock: times?.thread ?? '' }]
    }),
  )
}

function goodputOf(
  offered: readonly TurnNumbers[],
  boundMs: number | undefined,
  options: StatOptions,
): LoadRow['goodput'] {
  if (boundMs === undefined) return null
  // What never came did not come in time; what came from a cache says nothing.
  const counted = offered.filter((turn) => turn.untimed === undefined)
  const inTime = counted.map(({ latency }) =>
    Number(latency !== undefined && latency.ms <= boundMs),
  )
  return estimateSeriesShare(inTime, { ...options, missing: offered.length - counted.length })
}

const skewOf = (samples: readonly Timed[]): number | null => {
  const late = samples.flatMap(({ latency: { dueToSentMs } }) => dueToSentMs ?? [])
  return late.length === 0 ? null : quantile(late, 0.99)
}

interface Asked {
  offered: TurnNumbers[]
  /** With a latency, in the order in which they were asked. */
  answered: Timed[]
  warmUp: Timed[]
  notReached: boolean
}

const byPlan = (a: TurnNumbers, b: TurnNumbers): number => a.cell.index - b.cell.index

function sortOut(turns: readonly TurnNumbers[]): Asked {
  const asked = turns.filter((turn) => !turn.cell.warmUp).sort(byPlan)
  const offered = asked.filter(
    (turn) => turn.outcome !== 'notRun' && (turn.skipped === undefined || isDropped(turn)),
  )
  return {
    offered,
    answered: offered.filter(isTimed),
    warmUp: turns
      .filter((turn) => turn.cell.warmUp)
      .sort(byPlan)
      .filter(isTimed),
    notReached: asked.some(({ skipped }) => skipped === 'saturated'),
  }
}

/** Over-saturated, latency grows as long as the level lasts: its percentiles describe these calls and no others. */
function percentilesOf(series: readonly Observation[], isSteady: boolean, options: Options) {
  const estimate = (p: number): LoadRow['median'] => {
    const found = estimateSeriesQuantile(series, p, options)
    if (isSteady || found.value === null) return found
    return { ...found, low: null, high: null, method: 'none', clusters: 0, note: 'dependent' }
  }
  return { median: estimate(0.5), p90: estimate(0.9), p95: estimate(0.95), p99: estimate(0.99) }
}

type Options = StatOptions & { missing: number }

/** Pictures a second say nothing in a shared stream, where the others' calls stand between. */
const timesOf = (answered: readonly Timed[], isShared: boolean) =>
  isShared
    ? []
    : answered.flatMap(({ cell, latency: { times } }) =>
        times ? [{ ...times, block: cell.block ?? '' }] : [],
      )

function rowOf(
  head: Pick<LoadRow, 'model' | 'kind' | 'setting' | 'scenario'>,
  { offered, answered, warmUp, notReached }: Asked,
  load: Load,
  isShared: boolean,
  options: StatOptions,
): LoadRow {
  const bound = load.uncertaintyBoundMs ?? Infinity
  const steady = answered.filter(({ latency }) => !latency.cold)
  const sure = steady.filter(({ latency }) => latency.unsureMs <= bound)
  const samples = load.leaveOutUnsure ? sure : steady
  const series = samples.map(({ latency, pairKey }) => ({
    value: latency.ms,
    cluster: pairKey.slice(0, pairKey.lastIndexOf('/')),
  }))
  const dropped = offered.filter(isDropped).length
  const untimed = offered.filter((turn) => turn.untimed !== undefined).length
  const saturated = saturationOf(head.scenario, offered)
  return {
    ...head,
    offered: offered.length,
    answered: answered.length,
    lost: offered.length - answered.length - dropped - untimed,
    dropped,
    untimed,
    coldMs: answered.flatMap(({ latency }) => (latency.cold ? [latency.ms] : [])),
    warmUpMs: warmUp.map(({ latency }) => latency.ms),
    unsure: steady.length - sure.length,
    leftOut: load.leaveOutUnsure,
    ...percentilesOf(series, !saturated, { ...options, missing: offered.length - series.length }),
    throughput: throughputOf(timesOf(answered, isShared), options),
    goodput: goodputOf(offered, load.boundMs, options),
    skewP99Ms: skewOf(answered),
    saturated,
    notReached,
    histogram: histogramOf(samples.map(({ latency }) => latency.ms)),
  }
}

/** A row for each level, model and kind of ask, in plan order; none where the model cannot do what is asked. */
export function loadRowsOf(plan: Plan, load: Load, collected: Collected, options: StatOptions) {
  const settings = new Map(plan.settings.map((setting) => [setting.id, setting.load]))
  const groups = Map.groupBy(
    collected.turns.filter(({ cell }) => cell.block !== undefined),
    ({ cell }) => [cell.block?.split('/')[0], cell.setting, cell.model].join('\n'),
  )
  return [...groups].flatMap(([key, turns]): LoadRow[] => {
    const [kind = '', setting = '', model = ''] = key.split('\n')
    const scenario = settings.get(setting)
    if (!scenario || (kind !== 'editing' && kind !== 'generation')) return []
    if (turns.every(({ skipped }) => skipped === 'not-applicable')) return []
    const isShared = scenario.scenario === 'single-stream' && plan.models.length > 1
    const head = { model, kind, setting, scenario } as const
    return [rowOf(head, sortOut(turns), load, isShared, options)]
  })
}
