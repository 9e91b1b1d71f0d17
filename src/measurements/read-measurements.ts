import { UserError } from '#schema/user-error.ts'
import { readRows, type Row } from './read-rows.ts'
import { numberAt, textAt, valueAt } from './row-value.ts'

export interface Measurements {
  /** In the order of the file; key '' where none was asked for. */
  values: { key: string; value: number }[]
  /** Rows whose value is missing. */
  missing: number
}

function checkColumn(row: Row, name: string, file: string): void {
  if (valueAt(row, name) !== undefined) return
  const columns = Object.keys(row.values).join(', ')
  throw new UserError(`there is no "${name}"`, `Name one of: ${columns}.`, { file, field: name })
}

/** Reads one measure of a file; `by` names the columns that tell its rows apart. @throws UserError with the place */
export async function readMeasurements(
  file: string,
  measure: string,
  by: readonly string[],
): Promise<Measurements> {
  const values: Measurements['values'] = []
  const lineOf = new Map<string, number>()
  let missing = 0
  let isKnown = false
  let first: Row | undefined
  for await (const row of readRows(file)) {
    first ??= row
    // In JSONL the first row may lack what later ones have.
    isKnown ||= valueAt(row, measure) !== undefined
    const key = by.map((name) => textAt(row, name, file)).join(' / ')
    const earlier = by.length > 0 ? lineOf.get(key) : undefined
    if (earlier !== undefined) {
      throw new UserError(
        `"${key}" stands on line ${earlier} already`,
        'Name more columns with --by, until they tell all rows apart.',
        { file, line: row.line, field: by.join(', ') },
      )
    }
    lineOf.set(key, row.line)
    const value = numberAt(row, measure, file)
    if (value === undefined) missing += 1
    else values.push({ key, value })
  }
  if (!first) throw new UserError('the file has no rows', 'Name another file.', { file })
  if (!isKnown) checkColumn(first, measure, file)
  if (values.length > 0) return { values, missing }
  throw new UserError('every value is missing', 'Name another measure or file.', {
    file,
    field: measure,
  })
}
