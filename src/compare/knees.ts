import type { Knee, LoadRow } from '#schema/comparison.ts'
import type { Estimate } from '#schema/estimate.ts'
import { offeredSetting } from '#schema/load.ts'

/** A server keeps up with a rate when it is not saturated and its tail is at most this much longer than at rest. */
const longestTail = 3
/** A higher concurrency that gives less than this share more is not worth its latency. */
const mostOfAll = 0.9

type Answer = 'yes' | 'no' | 'maybe'

/** Whether `one` is at most `factor` times `other`: by the points, and surely by the ends of both intervals. */
function isWithin(
  one: Estimate,
  factor: number,
  other: Estimate,
): { point: boolean; sure: Answer } {
  if (one.value === null || other.value === null) return { point: false, sure: 'maybe' }
  const point = one.value <= factor * other.value
  if (one.low === null || one.high === null || other.low === null || other.high === null)
    return { point, sure: 'maybe' }
  // Ends of the logarithm of a ratio of independent estimates (delta method).
  const half = (low: number, value: number, high: number, up: boolean): number =>
    Math.log(up ? high / value : value / low)
  const up = Math.hypot(
    half(one.low, one.value, one.high, true),
    half(other.low, other.value, other.high, false),
  )
  const down = Math.hypot(
    half(one.low, one.value, one.high, false),
    half(other.low, other.value, other.high, true),
  )
  const ratio = one.value / other.value
  if (ratio * Math.exp(up) <= factor) return { point, sure: 'yes' }
  return { point, sure: ratio * Math.exp(-down) > factor ? 'no' : 'maybe' }
}

type Found = Pick<Knee, 'setting' | 'between'>

const settingAt = (rows: readonly LoadRow[], index: number): string | null =>
  rows[index]?.setting ?? null

/** The last level before the first that does not keep up; null where all do, or none. */
function kneeOfRates(rows: readonly LoadRow[]): Found {
  const [rest] = rows
  const judged = rows.map(({ saturated, notReached, p95 }, index) => {
    if (saturated || notReached || !rest) return { point: false, sure: 'no' as const }
    return index === 0
      ? { point: true, sure: 'yes' as const }
      : isWithin(p95, longestTail, rest.p95)
  })
  // A sweep whose highest level still keeps up has not reached the bend.
  const behind = (holds: (one: (typeof judged)[number]) => boolean): string | null => {
    const bad = judged.findIndex((one) => !holds(one))
    return bad < 0 ? null : settingAt(rows, bad - 1)
  }
  return {
    setting: behind(({ point }) => point),
    between: [behind(({ sure }) => sure === 'yes'), behind(({ sure }) => sure !== 'no')],
  }
}

/** The first level that gives nearly as much as any; null where only the highest does. */
function kneeOfConcurrency(rows: readonly LoadRow[]): Found {
  const most = rows.reduce<LoadRow | undefined>(
    (best, row) => ((row.throughput.value ?? -1) > (best?.throughput.value ?? -1) ? row : best),
    undefined,
  )
  if (!most) return { setting: null, between: [null, null] }
  const judged = rows.map((row) =>
    row === most
      ? { point: true, sure: 'yes' as const }
      : isWithin(most.throughput, 1 / mostOfAll, row.throughput),
  )
  const first = (holds: (one: (typeof judged)[number]) => boolean): string | null => {
    const found = judged.findIndex(holds)
    return found === rows.length - 1 ? null : settingAt(rows, found)
  }
  return {
    setting: first(({ point }) => point),
    between: [first(({ sure }) => sure !== 'no'), first(({ sure }) => sure === 'yes')],
  }
}

const sweeps = ['multi-stream', 'server'] as const

/** Where each sweep bends. Levels of one sweep offer the same setting. */
export function kneesOf(rows: readonly LoadRow[]): Knee[] {
  return sweeps.flatMap((scenario) => {
    const groups = Map.groupBy(
      rows.filter((row) => row.scenario.scenario === scenario),
      (row) => [row.model, row.kind, offeredOf(row)].join('\n'),
    )
    return [...groups.values()].flatMap((group): Knee[] => {
      const [first] = group
      if (!first || group.length < 2) return []
      const found = scenario === 'server' ? kneeOfRates(group) : kneeOfConcurrency(group)
      return [
        { model: first.model, kind: first.kind, scenario, offered: offeredOf(first), ...found },
      ]
    })
  })
}

const offeredOf = ({ setting, scenario }: LoadRow): string =>
  offeredSetting({ id: setting, load: scenario })
