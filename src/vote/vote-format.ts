import type { Ballot, Fields, VoteRow } from './vote-row.ts'

export type VoteFormatName = 'ours' | 'lmarena' | 'label-studio' | 'crowd'

/** A row of a table as fields of ours, not yet checked; or why it is passed over, which is counted and told. */
export type ReadRow = Fields | { leftOut: string }

/** Why rows can be left out, in the words told. */
export const leftOutReasons = {
  notBlind: 'the voter knew the models',
  unanswered: 'not answered',
  skipped: 'skipped, which the format cannot say',
  undone: 'taken back by the voter',
  gold: 'a gold pair, which checks the voter',
  repeat: 'asked again, which checks the voter',
  open: 'not answered, which the format cannot say',
} as const

/** Reads one kind of table. */
export interface TableFormat {
  /** Whether a table with these columns is of this kind. */
  recognises: (columns: readonly string[]) => boolean
  /** Columns it looks at, with the field that each is for; null when it is needed whatever is asked. */
  columns: readonly (readonly [column: string, field: keyof VoteRow | null])[]
  /** Field of ours in error messages, as the table calls it. */
  nameOf: (field: string) => string
  /** @throws UserError for a value of its own that means nothing. */
  read: (cells: readonly unknown[], place: () => { file: string; line: number }) => ReadRow
}

/** What a writer needs to know of pictures: `{item}`, `{case}` and `{side}` are filled in. */
export interface WriteOptions {
  images: string
}

/** Text of a file of votes, piece by piece. */
export interface VoteWriter {
  head: string
  /** undefined for what the format cannot say; the reason is told. */
  row: (ballot: Ballot) => string | { leftOut: string }
  foot: string
  /** A second file that is needed to read the first again; never for the eyes of voters. */
  key?: () => string
}
