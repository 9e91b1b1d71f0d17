import { readFile } from 'node:fs/promises'
import { parseAt } from '#schema/parse.ts'
import { UserError, type Place } from '#schema/user-error.ts'
import { leftOutOfRatings, Vote } from '#schema/vote.ts'
import { crowdTable, parseCrowdKey } from './crowd-votes.ts'
import { readLabelTask } from './label-studio-votes.ts'
import { lmarenaTable } from './lmarena-votes.ts'
import { ownTable } from './own-votes.ts'
import { readJsonArray, readTable, tableKind } from './read-table.ts'
import { unreadable } from './byte-lines.ts'
import {
  leftOutReasons,
  type ReadRow,
  type TableFormat,
  type VoteFormatName,
} from './vote-format.ts'
import { RowChecker, rowOfVote, type Ballot, type VoteRow } from './vote-row.ts'

export interface ReadVotesOptions {
  /** Recognised by its columns when left out. */
  from?: VoteFormatName
  /** Key file of a crowd table. */
  key?: string
  /** Fields that matter; the others may be left unread, and unchecked. All when left out. */
  needed?: ReadonlySet<keyof VoteRow>
  /** Vote documents that ask a voter the same again: for agreement, not for ratings. Left out otherwise. */
  withRepeats?: boolean
  /** Called for each row in the order of the file; the row is not used again by the reader. */
  onBallot: (ballot: Ballot, place: () => Place) => void
}

/** What was passed over, by reason. */
export type LeftOut = ReadonlyMap<string, number>

class BallotReader {
  readonly leftOut = new Map<string, number>()
  readonly #checker = new RowChecker()
  readonly #options: ReadVotesOptions

  constructor(options: ReadVotesOptions) {
    this.#options = options
  }

  take(row: ReadRow, place: () => Place, nameOf: (field: string) => string): void {
    if ('leftOut' in row) {
      this.leftOut.set(row.leftOut, (this.leftOut.get(row.leftOut) ?? 0) + 1)
      return
    }
    this.#options.onBallot(this.#checker.ballot(row, place, nameOf), place)
  }
}

async function keyOf(options: ReadVotesOptions) {
  if (options.key === undefined)
    throw new UserError(
      'a crowd table does not name its models',
      'Give the key file that was written beside it: --key FILE',
    )
  const file = options.key
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw unreadable(file, error)
  })
  try {
    return parseCrowdKey(JSON.parse(text), { file })
  } catch (error) {
    if (error instanceof UserError) throw error
    throw new UserError('the key file is not JSON', 'Give the key file written beside the table.', {
      file,
    })
  }
}

/** The kinds of table a file may be: the one asked for, else those that know themselves by their columns. */
async function tablesFor(options: ReadVotesOptions): Promise<TableFormat[]> {
  if (options.from === 'ours') return [ownTable]
  if (options.from === 'lmarena') return [lmarenaTable]
  if (options.from === 'crowd') return [crowdTable(await keyOf(options))]
  const crowd = options.key === undefined ? [] : [crowdTable(await keyOf(options))]
  return [...crowd, lmarenaTable, ownTable]
}

const unknownColumns = (file: string, names: readonly string[]): UserError =>
  names.includes('item')
    ? new UserError(
        'a crowd table does not name its models',
        'Give the key file that was written beside it: --key FILE',
        { file },
      )
    : new UserError(
        `the columns are not those of votes (${names.slice(0, 8).join(', ')})`,
        'Votes have left, right, choice; LMArena battles model_a, model_b, winner.',
        { file },
      )

/** Our Vote document; what checks the voter, or was taken back, says nothing of the models. */
function readDocument(document: unknown, place: Place, withRepeats = false): ReadRow {
  const vote = parseAt(Vote, document, place)
  const reason = leftOutOfRatings(vote)
  if (reason === undefined || (reason === 'repeat' && withRepeats)) return rowOfVote(vote)
  return { leftOut: leftOutReasons[reason] }
}

/** No header has it. */
const unread = '\u0000'

async function readTables(
  file: string,
  tables: readonly TableFormat[],
  reader: BallotReader,
  { needed, withRepeats }: ReadVotesOptions,
) {
  let table: TableFormat | undefined
  let line = 0
  const place = () => ({ file, line })
  await readTable(file, {
    columns: (names) => {
      table = tables.find((one) => one.recognises(names))
      if (!table) throw unknownColumns(file, names)
      return table.columns.map(([column, field]) =>
        field === null || !needed || needed.has(field) ? column : unread,
      )
    },
    row: (cells, at, whole) => {
      line = at
      if (whole && 'schemaVersion' in whole)
        reader.take(readDocument(whole, place(), withRepeats), place, (field) => field)
      else reader.take(table!.read(cells, place), place, table!.nameOf)
    },
  })
}

const isLabelTask = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'annotations' in value && 'data' in value

/** Label Studio exports one JSON array; its tasks are numbered as lines are. */
async function readLabelStudio(file: string, tasks: readonly unknown[], reader: BallotReader) {
  for (const [index, task] of tasks.entries()) {
    const place = () => ({ file, line: index + 1 })
    for (const row of readLabelTask(task, place()))
      reader.take(row, place, (field) =>
        field === 'left' ? 'meta.left_model' : field === 'right' ? 'meta.right_model' : field,
      )
  }
}

/**
 * Reads any file of votes: our rows or Vote documents (CSV, JSONL, JSON), LMArena battles, a Label Studio
 * export, a crowd table with its key. Memory does not grow with rows, except for a JSON array.
 * @throws UserError for the first row that is wrong, naming file, line and field.
 */
export async function readVotes(file: string, options: ReadVotesOptions): Promise<LeftOut> {
  const reader = new BallotReader(options)
  const tasks = await labelTasks(file, options.from)
  if (tasks) await readLabelStudio(file, tasks, reader)
  else await readTables(file, await tablesFor(options), reader, options)
  return reader.leftOut
}

/** The tasks of Label Studio, if that is what the file holds. */
async function labelTasks(
  file: string,
  from: VoteFormatName | undefined,
): Promise<unknown[] | undefined> {
  if (from === 'label-studio') return readJsonArray(file)
  if (from !== undefined || (await tableKind(file)) !== 'json') return undefined
  const rows = await readJsonArray(file)
  return rows.length > 0 && rows.every(isLabelTask) ? rows : undefined
}
