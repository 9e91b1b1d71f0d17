import type { HistoryChange, HistoryPoint, HistorySeries } from '#schema/history.ts'
import { changePoints } from '#stats/change-points.ts'
import { changeRange, levelRatio } from '#stats/level-change.ts'

export interface TrackOptions {
  alpha: number
  /** Smaller changes of the level are left out; 0.02 = 2 %. */
  minChange: number
  level: number
}

export type UntrackedSeries = Omit<HistorySeries, 'n' | 'changes'>

const verdictOf = (
  before: number,
  after: number,
  direction: HistorySeries['direction'],
): HistoryChange['verdict'] => {
  if (direction === 'none') return 'changed'
  return (direction === 'lower') === after < before ? 'better' : 'worse'
}

const timeAt = (points: readonly HistoryPoint[], index: number): string => points[index]?.time ?? ''

/** A series with the changes of its level, better and worse; each stands near its index, not at it. */
export function trackSeries(
  series: UntrackedSeries,
  { alpha, minChange, level }: TrackOptions,
): HistorySeries {
  const { points, direction } = series
  const values = Float64Array.from(points, (point) => point.value)
  const found = changePoints(values, { alpha, minChange })
  const changes = found.map(({ index, before, after, p }, position): HistoryChange => {
    const { value, low, high } = levelRatio(before, after, level)
    const ends = [
      found[position - 1]?.index ?? 0,
      index,
      found[position + 1]?.index ?? values.length,
    ]
    const { from, to } = changeRange(values, ends as [number, number, number], level)
    return {
      index,
      time: timeAt(points, index),
      before: before.mean,
      after: after.mean,
      ratio: value,
      p,
      low,
      high,
      verdict: verdictOf(before.mean, after.mean, direction),
      near: { from, to, fromTime: timeAt(points, from), toTime: timeAt(points, to) },
    }
  })
  return { ...series, n: points.length, changes }
}
