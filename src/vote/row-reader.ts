import { UserError } from '#schema/user-error.ts'

export type JsonObject = Record<string, unknown>

/**
 * A reader of rows. Cells come in the order of `wanted`: text of a CSV, any JSON value of a JSONL or JSON file,
 * undefined where the row has none. The array is used again for the next row. `place` is the line, or the
 * number of the element in a JSON array; `whole` is the object of a JSON row that is not flat.
 */
export interface RowReader {
  /** Chooses cells by the names the file has, which of a JSONL file are those of its first row. */
  columns: (names: readonly string[]) => readonly string[]
  row: (cells: readonly unknown[], place: number, whole?: JsonObject) => void
}

export const rowError = (what: string, file: string, line: number): UserError =>
  new UserError(what, 'Correct this row.', { file, line })
