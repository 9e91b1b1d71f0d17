import type { DatabaseSync } from 'node:sqlite'

/** More than any run has in flight; a number is found again in microseconds. */
const kept = 4096

export interface CellNumbers {
  /** The number a cell is kept under; null, which no table takes, for a cell that was never put. */
  of(run: string, cell: string): number | null
  /** To be called when a run goes: its cells would get other numbers if they were put again. */
  forget(): void
}

/** Every result of a cell is keyed by its number: the last few are remembered. Numbers are never used again. */
export function createCellNumbers(database: DatabaseSync): CellNumbers {
  const select = database.prepare('SELECT id FROM cells WHERE run = ? AND cell = ?')
  const known = new Map<string, number>()
  const find = (run: string, cell: string): number | null => {
    const key = `${run} ${cell}`
    const remembered = known.get(key)
    if (remembered !== undefined) return remembered
    const row = select.get(run, cell)
    if (!row) return null
    if (known.size >= kept) known.clear()
    known.set(key, Number(row['id']))
    return Number(row['id'])
  }
  return { of: find, forget: () => known.clear() }
}
