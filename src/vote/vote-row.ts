import { z } from 'zod'
import { UserError, type Place } from '#schema/user-error.ts'
import type { Vote } from '#schema/vote.ts'

const longestName = 1024
const Name = z
  .string({ error: ({ input }) => (input === undefined ? 'missing' : 'not text') })
  .min(1, 'empty')
  .max(longestName, `longer than ${longestName} signs`)
const Choice = z.enum(
  ['left', 'right', 'tie', 'both-bad', 'skip'],
  'not one of left, right, tie, both-bad, skip',
)

const Kind = z.enum(['person', 'judge'], 'neither person nor judge')

/** One vote, or several equal ones, as any file of votes can hold it. */
export const VoteRow = z.object({
  /** Models by side. The same twice is an A/A check of the voter. */
  left: Name,
  right: Name,
  choice: Choice,
  question: Name.optional(),
  task: Name.optional(),
  case: Name.optional(),
  tags: z.array(Name).optional(),
  voter: Name.optional(),
  kind: Kind.optional(),
  /** How many equal votes the row stands for; 1 when absent. */
  count: z.int('not a whole number').nonnegative('below 0').optional(),
  /** Instant of the vote, ISO 8601 UTC. */
  at: z.iso.datetime('not an instant in ISO 8601, UTC').optional(),
})
export type VoteRow = z.infer<typeof VoteRow>

/** A question that may not be answered yet. */
export const Ballot = VoteRow.partial({ choice: true })
export type Ballot = z.infer<typeof Ballot>

/** Fields of a row, in the order of our tables. A CSV has tags with semicolons between. */
export const rowFields = [
  'left',
  'right',
  'choice',
  'question',
  'task',
  'case',
  'tags',
  'voter',
  'kind',
  'count',
  'at',
] as const satisfies (keyof VoteRow)[]

/** Our Vote document as a row. */
export const rowOfVote = (vote: Vote): VoteRow => ({
  left: vote.left.model,
  right: vote.right.model,
  choice: vote.choice,
  question: vote.question,
  ...(vote.task === undefined ? {} : { task: vote.task }),
  ...(vote.case === undefined ? {} : { case: vote.case }),
  voter: vote.voter.id,
  kind: vote.voter.kind,
  at: vote.at,
})

/** Numbers and lists of a CSV are text. */
function typed(field: string, cell: unknown): unknown {
  if (typeof cell !== 'string') return cell
  if (field === 'count' && /^\d{1,15}$/.test(cell)) return Number(cell)
  if (field === 'tags') return cell.split(';').flatMap((tag) => tag.trim() || [])
  return cell
}

/** Fields of a row before they are checked. */
export type Fields = { [field in keyof VoteRow]?: unknown }

/** A row by the schema. @throws UserError naming file, line and field as the file calls it. */
function parsed(fields: Fields, place: Place, nameOf: (field: string) => string): Ballot {
  const kept = Object.entries(fields).filter(([, cell]) => cell !== undefined)
  const row = Object.fromEntries(kept.map(([field, cell]) => [field, typed(field, cell)]))
  const result = Ballot.safeParse(row)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const [field, ...inside] = issue?.path.map(String) ?? []
  throw new UserError(issue?.message ?? 'not a vote', 'Correct this row.', {
    ...place,
    ...(field === undefined ? {} : { field: [nameOf(field), ...inside].join('.') }),
  })
}

/** Without its parent: a slice of a chunk would keep the whole chunk in memory. */
const ownCopy = (text: string): string => structuredClone(text)

/** The words of the program itself, which are told apart faster than copies of them. */
const choices = new Map<unknown, string>(Choice.options.map((choice) => [choice, choice]))
const kinds = new Set<unknown>(Kind.options)

const isIn = (known: ReadonlySet<unknown>, value: unknown): boolean =>
  value === undefined || known.has(value)

const isShort = (value: unknown): boolean =>
  value === undefined || (typeof value === 'string' && value.length <= longestName)

/** Whether the count is right; that of a CSV becomes a number. */
function isCounted(fields: Fields): boolean {
  if (fields.count === undefined) return true
  fields.count = typed('count', fields.count)
  return typeof fields.count === 'number' && Number.isSafeInteger(fields.count) && fields.count >= 0
}

/**
 * Checks rows by the schema, and remembers what it has seen: a value that passed once passes again, so that
 * a million rows cost little more than a few hundred.
 */
export class RowChecker {
  readonly #models = new Map<unknown, string>()
  /** Questions and tasks: fields with few values. */
  readonly #words = new Set<unknown>()

  #learn({ left, right, question, task }: Ballot): void {
    for (const model of [left, right])
      if (!this.#models.has(model)) {
        const copy = ownCopy(model)
        this.#models.set(copy, copy)
      }
    for (const word of [question, task])
      if (word !== undefined && !this.#words.has(word)) this.#words.add(ownCopy(word))
  }

  /** Whether a row cannot be wrong any more. Its models become the strings first seen, which are found faster later on. */
  #isKnown(fields: Fields): fields is Ballot {
    const left = this.#models.get(fields.left)
    const right = this.#models.get(fields.right)
    const choice = choices.get(fields.choice)
    if (left === undefined || right === undefined || choice === undefined) return false
    fields.left = left
    fields.right = right
    fields.choice = choice
    return (
      isIn(this.#words, fields.question) &&
      isIn(this.#words, fields.task) &&
      isIn(kinds, fields.kind) &&
      isShort(fields.case) &&
      isShort(fields.voter) &&
      isCounted(fields) &&
      fields.tags === undefined &&
      fields.at === undefined
    )
  }

  /** The row itself when it is known, absent fields being undefined. @throws UserError naming file, line and field. */
  ballot(fields: Fields, place: () => Place, nameOf: (field: string) => string): Ballot {
    if (this.#isKnown(fields)) return fields
    const row = parsed(fields, place(), nameOf)
    this.#learn(row)
    return row
  }
}
