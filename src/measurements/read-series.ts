import type { HistoryPoint } from '#schema/history.ts'
import { UserError } from '#schema/user-error.ts'
import { readRows, type Row } from './read-rows.ts'
import { numberAt, textAt, valueAt } from './row-value.ts'

export interface ReadSeries {
  name: string
  /** In the order of time. */
  points: HistoryPoint[]
  missing: number
}

/** A number, or anything that names a date. @throws UserError */
function instantOf(time: string, row: Row, file: string): number {
  const number = Number(time)
  const instant = time.trim() !== '' && Number.isFinite(number) ? number : Date.parse(time)
  if (Number.isFinite(instant)) return instant
  throw new UserError(
    `"${time}" is no time`,
    'Write a date, an instant like 2026-11-25T03:00:00Z, or a number that grows.',
    { file, line: row.line, field: 'time' },
  )
}

/**
 * Reads series from anywhere: rows of `time,value[,series]`, CSV or JSONL, in any order.
 * @throws UserError with the place of a bad row
 */
export async function readSeries(file: string): Promise<ReadSeries[]> {
  const series = new Map<string, { points: (HistoryPoint & { at: number })[]; missing: number }>()
  for await (const row of readRows(file)) {
    const time = textAt(row, 'time', file)
    const at = instantOf(time, row, file)
    if (!Object.hasOwn(row.values, 'value')) {
      const columns = Object.keys(row.values).join(', ')
      throw new UserError('there is no "value"', `This row has: ${columns}.`, {
        file,
        line: row.line,
        field: 'value',
      })
    }
    const name = valueAt(row, 'series') === undefined ? 'value' : textAt(row, 'series', file)
    const kept = series.get(name) ?? { points: [], missing: 0 }
    series.set(name, kept)
    const value = numberAt(row, 'value', file)
    if (value === undefined) kept.missing += 1
    else kept.points.push({ at, time, value })
  }
  if (series.size === 0) throw new UserError('the file has no rows', 'Name another file.', { file })
  return [...series].map(([name, { points, missing }]) => ({
    name,
    missing,
    points: points.sort((a, b) => a.at - b.at).map(({ time, value }) => ({ time, value })),
  }))
}
