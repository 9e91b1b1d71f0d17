import { csvLine } from './csv-line.ts'
import type { TableFormat, VoteWriter } from './vote-format.ts'
import { rowFields, type Ballot } from './vote-row.ts'

const columns = [...rowFields.map((field) => [field, field] as const), ['tag', 'tags'] as const]

/** Rows of our own: CSV or JSONL, with the fields of `VoteRow`. */
export const ownTable: TableFormat = {
  recognises: (names) => names.includes('left') && names.includes('right'),
  columns,
  nameOf: (field) => field,
  read: (cells) => ({
    left: cells[0],
    right: cells[1],
    choice: cells[2],
    question: cells[3],
    task: cells[4],
    case: cells[5],
    tags: cells[6] ?? (cells[11] === undefined ? undefined : [cells[11]]),
    voter: cells[7],
    kind: cells[8],
    count: cells[9],
    at: cells[10],
  }),
}

const cellOf = (ballot: Ballot, field: (typeof rowFields)[number]): string | number =>
  field === 'tags' ? (ballot.tags ?? []).join(';') : (ballot[field] ?? '')

export const writeOwnCsv = (): VoteWriter => ({
  head: csvLine(rowFields),
  row: (ballot) => csvLine(rowFields.map((field) => cellOf(ballot, field))),
  foot: '',
})

export const writeOwnJsonl = (): VoteWriter => ({
  head: '',
  row: (ballot) => `${JSON.stringify(ballot)}\n`,
  foot: '',
})
