import type { Knee, LoadRow } from '#schema/comparison.ts'
import type { Load, Scenario } from '#schema/load.ts'
import type { Plan } from '#schema/plan.ts'
import {
  estimateMedian,
  estimateQuantile,
  estimateShare,
  type EstimateOptions,
} from '#stats/estimate.ts'
import { histogramOf } from '#stats/histogram.ts'
import { quantile } from '#stats/quantile.ts'
import { isSaturated } from '#stats/saturation.ts'
import type { Collected, TurnLatency, TurnNumbers } from './collect.ts'
import type { StatOptions } from './panel.ts'
import { throughputOf } from './throughput.ts'

type Timed = TurnNumbers & { latency: TurnLatency }

const isTimed = (turn: TurnNumbers): turn is Timed => turn.latency !== undefined

/**
 * Calls that queue behind each other are alike: where several are open at once, neighbours in time are one
 * cluster of the bootstrap (block bootstrap, Künsch 1989); 24 of them are enough for it.
 */
const timeClusters = 24

function observationsOf(samples: readonly Timed[], { scenario }: Scenario) {
  const width = scenario === 'single-stream' ? 1 : Math.ceil(samples.length / timeClusters)
  return samples.map(({ latency }, index) => ({
    value: latency.ms,
    cluster: `t${Math.floor(index / width)}`,
  }))
}

const sentAt = ({ latency }: Timed): number => latency.times?.sentMs ?? 0

/** When it was due, or sent where nothing was due. */
const dueAt = (turn: Timed): number => sentAt(turn) - (turn.latency.dueToSentMs ?? 0)

function goodputOf(
  samples: readonly Timed[],
  offered: number,
  boundMs: number | undefined,
  options: StatOptions,
): LoadRow['goodput'] {
  if (boundMs === undefined) return null
  const inTime = samples.map(({ latency }) => Number(latency.ms <= boundMs))
  // What never came did not come in time.
  const never = Array.from({ length: offered - samples.length }, () => 0)
  return estimateShare(
    [...inTime, ...never].map((value, index) => ({ value, cluster: `c${index}` })),
    { ...options, missing: 0 },
  )
}

const timesOf = (samples: readonly Timed[]) =>
  samples.flatMap(({ latency: { times } }) => (times ? [times] : []))

function saturationOf({ scenario }: Scenario, turns: readonly TurnNumbers[]): boolean {
  if (scenario !== 'server') return false
  return isSaturated(
    turns.map((turn) =>
      isTimed(turn)
        ? { dueMs: dueAt(turn), latencyMs: turn.latency.ms }
        : { dueMs: 0, latencyMs: undefined },
    ),
  )
}

const skewOf = (samples: readonly Timed[]): number | null => {
  const late = samples.flatMap(({ latency: { dueToSentMs } }) => dueToSentMs ?? [])
  return late.length === 0 ? null : quantile(late, 0.99)
}

interface Asked {
  offered: TurnNumbers[]
  /** With a latency, in the order in which they were sent. */
  answered: Timed[]
  warmUp: Timed[]
  dropped: number
  notReached: boolean
}

function sortOut(turns: readonly TurnNumbers[]): Asked {
  const bySending = (a: Timed, b: Timed): number => sentAt(a) - sentAt(b)
  const asked = turns.filter((turn) => !turn.cell.warmUp)
  const offered = asked.filter(
    ({ outcome, skipped }) =>
      outcome !== 'notRun' && skipped !== 'enough' && skipped !== 'saturated',
  )
  return {
    offered,
    answered: offered.filter(isTimed).sort(bySending),
    warmUp: turns.filter((turn) => turn.cell.warmUp && isTimed(turn)) as Timed[],
    dropped: offered.filter(({ skipped }) => skipped === 'dropped').length,
    notReached: asked.some(({ skipped }) => skipped === 'saturated'),
  }
}

function percentilesOf(samples: readonly Timed[], scenario: Scenario, options: EstimateOptions) {
  const observations = observationsOf(samples, scenario)
  return {
    median: estimateMedian(observations, options),
    p90: estimateQuantile(observations, 0.9, options),
    p95: estimateQuantile(observations, 0.95, options),
    p99: estimateQuantile(observations, 0.99, options),
  }
}

function rowOf(
  head: Pick<LoadRow, 'model' | 'kind' | 'setting' | 'scenario'>,
  turns: readonly TurnNumbers[],
  load: Load,
  isShared: boolean,
  options: StatOptions,
): LoadRow {
  const { offered, answered, warmUp, dropped, notReached } = sortOut(turns)
  const bound = load.uncertaintyBoundMs ?? Infinity
  const sure = answered.filter(({ latency }) => latency.unsureMs <= bound)
  const samples = load.leaveOutUnsure ? sure : answered
  const missing = offered.length - samples.length
  return {
    ...head,
    offered: offered.length,
    answered: answered.length,
    lost: offered.length - answered.length - dropped,
    dropped,
    warmUpMs: warmUp.map(({ latency }) => latency.ms),
    unsure: answered.length - sure.length,
    leftOut: load.leaveOutUnsure,
    ...percentilesOf(samples, head.scenario, { ...options, missing }),
    // In a shared stream the others' calls stand between.
    throughput: throughputOf(isShared ? [] : timesOf(answered), options),
    goodput: goodputOf(answered, offered.length, load.boundMs, options),
    skewP99Ms: skewOf(answered),
    saturated: saturationOf(head.scenario, offered),
    notReached,
    histogram: histogramOf(samples.map(({ latency }) => latency.ms)),
  }
}

/** A row for each level, model and kind of ask, in plan order. */
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
    const isShared = scenario.scenario === 'single-stream' && plan.models.length > 1
    return [rowOf({ model, kind, setting, scenario }, turns, load, isShared, options)]
  })
}

/** A server keeps up with a rate when it is not saturated and its tail is at most this much longer than at rest. */
const longestTail = 3
/** A higher concurrency that gives less than this share more is not worth its latency. */
const mostOfAll = 0.9

function kneeOf(rows: readonly LoadRow[]): string | null {
  const [first] = rows
  if (!first || rows.length < 2) return null
  if (first.scenario.scenario === 'server') {
    const rest = first.p95.value
    const good = rows.filter(
      ({ saturated, notReached, p95 }) =>
        !saturated &&
        !notReached &&
        p95.value !== null &&
        rest !== null &&
        p95.value <= longestTail * rest,
    )
    // A sweep whose highest level is still good has not reached the bend.
    return good.length === rows.length ? null : (good.at(-1)?.setting ?? null)
  }
  const most = Math.max(...rows.map(({ throughput }) => throughput.value ?? 0))
  const found = rows.find(({ throughput }) => (throughput.value ?? 0) >= mostOfAll * most)
  return found && found !== rows.at(-1) ? found.setting : null
}

const sweeps = ['multi-stream', 'server'] as const

/** Where each sweep bends. */
export function kneesOf(rows: readonly LoadRow[]): Knee[] {
  const swept = rows.filter((row) => sweeps.some((name) => name === row.scenario.scenario))
  const groups = Map.groupBy(swept, (row) =>
    [row.model, row.kind, row.scenario.scenario].join('\n'),
  )
  return [...groups.values()].flatMap((group): Knee[] => {
    const [first] = group
    if (!first || group.length < 2) return []
    const { model, kind } = first
    const scenario = first.scenario.scenario === 'server' ? 'server' : 'multi-stream'
    return [{ model, kind, scenario, setting: kneeOf(group) }]
  })
}
