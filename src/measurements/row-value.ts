import { UserError } from '#schema/user-error.ts'
import type { Row } from './read-rows.ts'

const missingWords = new Set(['', 'na', 'n/a', 'nan', 'null', 'none'])

/** A column, or a path of dots into nested objects of JSONL. */
export function valueAt(row: Row, name: string): unknown {
  if (Object.hasOwn(row.values, name)) return row.values[name]
  let found: unknown = row.values
  for (const part of name.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, part)) return undefined
    found = (found as Record<string, unknown>)[part]
  }
  return found
}

/** The number of a field; undefined where it is missing (empty, null, NA). @throws UserError for anything else */
export function numberAt(row: Row, name: string, file: string): number | undefined {
  const value = valueAt(row, name)
  if (value === undefined || value === null) return undefined
  const text = typeof value === 'string' ? value.trim() : value
  if (typeof text === 'string' && missingWords.has(text.toLowerCase())) return undefined
  const number = typeof text === 'string' || typeof text === 'number' ? Number(text) : Number.NaN
  if (Number.isFinite(number)) return number
  throw new UserError(
    `${JSON.stringify(value)} is no number`,
    'Write a plain number, or leave the field empty where the value is missing.',
    { file, line: row.line, field: name },
  )
}

/** The text of a field that must be there. @throws UserError where it is not */
export function textAt(row: Row, name: string, file: string): string {
  const value = valueAt(row, name)
  if (['string', 'number', 'boolean'].includes(typeof value) && value !== '') return String(value)
  throw new UserError('the row has no value here', 'Fill it in, or remove the row.', {
    file,
    line: row.line,
    field: name,
  })
}
