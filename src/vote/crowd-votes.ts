import { z } from 'zod'
import { parseAt } from '#schema/parse.ts'
import { UserError, type Place } from '#schema/user-error.ts'
import { csvLine } from './csv-line.ts'
import { fillImage } from './image-names.ts'
import {
  leftOutReasons,
  type ReadRow,
  type TableFormat,
  type VoteWriter,
  type WriteOptions,
} from './vote-format.ts'
import { Ballot, type Fields } from './vote-row.ts'

/** What each item was: which model stood where. Kept beside the table, away from those who vote. */
const CrowdKey = z.record(
  z.string(),
  Ballot.pick({ left: true, right: true, question: true, task: true, case: true, tags: true }),
)
export type CrowdKey = z.infer<typeof CrowdKey>

export const parseCrowdKey = (value: unknown, place: Place): CrowdKey =>
  parseAt(CrowdKey, value, place, 'Give the key file that was written beside the table.')

const header = [
  'item',
  'question',
  'image_left',
  'image_right',
  'answer',
  'worker',
  'kind',
  'count',
  'at',
] as const

/** A table for a crowd platform: one row a question, pictures by address, no model named. */
export function writeCrowd({ images }: WriteOptions): VoteWriter {
  const items = new Map<string, number>()
  const key: CrowdKey = {}
  return {
    head: csvLine(header),
    row: (ballot) => {
      const { left, right, question, task, case: caseId, tags } = ballot
      const what = {
        left,
        right,
        ...(question === undefined ? {} : { question }),
        ...(task === undefined ? {} : { task }),
        ...(caseId === undefined ? {} : { case: caseId }),
        ...(tags === undefined ? {} : { tags }),
      }
      const same = JSON.stringify(what)
      const item = items.get(same) ?? items.size + 1
      items.set(same, item)
      key[String(item)] = what
      const imageOn = (side: 'left' | 'right') => fillImage(images, { item, side, ballot })
      const cells = [
        item,
        question ?? '',
        imageOn('left'),
        imageOn('right'),
        ballot.choice ?? '',
        ballot.voter ?? '',
        ballot.kind ?? '',
        ballot.count ?? '',
        ballot.at ?? '',
      ]
      return csvLine(cells)
    },
    foot: '',
    key: () => `${JSON.stringify(key, null, 1)}\n`,
  }
}

/** Columns by the names that platforms give them: ours, Mechanical Turk's, Toloka's. */
const aliases = {
  item: ['item', 'Input.item', 'INPUT:item'],
  choice: ['answer', 'choice', 'Answer.answer', 'Answer.choice', 'OUTPUT:answer', 'OUTPUT:choice'],
  voter: ['worker', 'worker_id', 'WorkerId', 'ASSIGNMENT:worker_id'],
  kind: ['kind'],
  count: ['count'],
  at: ['at'],
} as const satisfies Record<string, readonly string[]>
type Aliased = keyof typeof aliases

const names = Object.values(aliases).flat() as readonly string[]
const columns = (Object.keys(aliases) as Aliased[]).flatMap((field) =>
  aliases[field].map((name) => [name, field === 'item' ? null : field] as const),
)

const textOf = (cell: unknown): string =>
  typeof cell === 'string' || typeof cell === 'number' ? String(cell) : ''

/** Answered rows of such a table, put together again with the key. */
export function crowdTable(key: CrowdKey): TableFormat {
  return {
    recognises: (found) =>
      (['item', 'choice'] as const).every((field) =>
        aliases[field].some((name) => found.includes(name)),
      ),
    columns,
    nameOf: (field) => (field in aliases ? aliases[field as Aliased][0] : field),
    read: (cells, place): ReadRow => {
      const valueOf = (field: Aliased): unknown =>
        aliases[field].map((name) => cells[names.indexOf(name)]).find((cell) => cell !== undefined)
      const item = textOf(valueOf('item'))
      if (!Object.hasOwn(key, item))
        throw new UserError(
          `the key knows no item "${item}"`,
          'Give the key file that was written beside the table.',
          { ...place(), field: 'item' },
        )
      const choice = valueOf('choice')
      if (choice === undefined) return { leftOut: leftOutReasons.unanswered }
      const row: Fields = { ...key[item], choice }
      for (const field of ['voter', 'kind', 'count', 'at'] as const) {
        const value = valueOf(field)
        if (value !== undefined) row[field] = value
      }
      return row
    },
  }
}
