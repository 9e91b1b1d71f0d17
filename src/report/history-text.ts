import type { History, HistoryChange, HistorySeries } from '#schema/history.ts'
import { formatNumber } from '#ui/format-number.ts'

const blocks = Array.from('▁▂▃▄▅▆▇█')

/** A line of blocks, each the mean of its share of the points; a bar before the block in which a level begins. */
function sparkline({ points, changes }: HistorySeries, width: number): string {
  const cells = Math.min(points.length, width)
  const values = points.map(({ value }) => value)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const changed = new Set(changes.map(({ index }) => Math.floor((index * cells) / points.length)))
  return Array.from({ length: cells }, (_, cell) => {
    const part = values.slice(
      Math.floor((cell * values.length) / cells),
      Math.floor(((cell + 1) * values.length) / cells),
    )
    const mean = part.reduce((sum, value) => sum + value, 0) / part.length
    const height =
      high === low ? 0 : Math.round(((mean - low) / (high - low)) * (blocks.length - 1))
    return `${changed.has(cell) ? '│' : ''}${blocks[height]}`
  }).join('')
}

const factor = (value: number | null): string => (value === null ? '–' : value.toFixed(3))

function changeText({ unit, points }: HistorySeries, change: HistoryChange, level: number): string {
  const { index, time, before, after, ratio, low, high, verdict, near, p } = change
  const run = points[index]?.run
  const between =
    near.from === near.to
      ? ''
      : `, between ${near.fromTime} (${near.from}) and ${near.toTime} (${near.to})`
  const times =
    ratio === null
      ? ''
      : `, ${factor(ratio)} times (${level * 100} % interval ${factor(low)} to ${factor(high)})`
  const levels = `${formatNumber(before)} -> ${formatNumber(after)} ${unit}`.trim()
  const chance = p < 0.0001 ? 'p < 0.0001' : `p = ${p.toFixed(4)}`
  return `  ${verdict.padEnd(7)} near point ${index} (${time}${between}): ${levels}${times}, ${chance}${run === undefined ? '' : `, first run ${run}`}`
}

function seriesText(series: HistorySeries, { level }: History, width: number): string[] {
  const { name, n, missing, points, unit, changes } = series
  const last = points.at(-1)
  const span = last
    ? `, ${points[0]?.time} to ${last.time}, last ${formatNumber(last.value)} ${unit}`.trimEnd()
    : ''
  return [
    `${name}: ${n} points${missing > 0 ? `, ${missing} missing` : ''}${span}`,
    ...(n > 0 ? [`  ${sparkline(series, Math.max(20, width - 12))}`] : []),
    ...(changes.length === 0
      ? ['  no change found']
      : changes.map((change) => changeText(series, change, level))),
  ]
}

/** Series with the changes of their level, for a terminal. */
export const renderHistory = (history: History, width: number): string =>
  [
    ...history.series.flatMap((series) => [...seriesText(series, history, width), '']),
    `E-divisive with a t-test, alpha ${history.alpha} for each series, changes under ${history.minChange * 100} % left out. A change lies near its point, not at it.`,
  ].join('\n')
