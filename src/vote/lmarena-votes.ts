import { UserError } from '#schema/user-error.ts'
import { leftOutReasons, type ReadRow, type TableFormat, type VoteWriter } from './vote-format.ts'
import type { Ballot } from './vote-row.ts'

/** Battle rows of FastChat and LMArena's data sets; `both_bad` is the newer spelling. */
const choiceByWinner = new Map<unknown, string>([
  ['model_a', 'left'],
  ['model_b', 'right'],
  ['tie', 'tie'],
  ['tie (bothbad)', 'both-bad'],
  ['both_bad', 'both-bad'],
])

const winnerByChoice = {
  left: 'model_a',
  right: 'model_b',
  tie: 'tie',
  'both-bad': 'tie (bothbad)',
} as const

const theirs: Record<string, string> = {
  left: 'model_a',
  right: 'model_b',
  choice: 'winner',
  voter: 'judge',
  at: 'tstamp',
}

const columns = [
  ['model_a', 'left'],
  ['model_b', 'right'],
  ['winner', 'choice'],
  ['judge', 'voter'],
  ['anony', null],
  ['tstamp', 'at'],
  ['question', 'question'],
  ['task', 'task'],
  ['case', 'case'],
  ['tags', 'tags'],
  ['kind', 'kind'],
  ['count', 'count'],
] as const

/** Seconds since 1970 as an instant; text is left for the schema to judge. */
const instantOf = (tstamp: unknown): unknown => {
  const seconds = typeof tstamp === 'string' && tstamp !== '' ? Number(tstamp) : tstamp
  if (typeof seconds !== 'number' || !Number.isFinite(seconds)) return tstamp
  const date = new Date(Math.round(seconds * 1000))
  return Number.isNaN(date.getTime()) ? tstamp : date.toISOString()
}

const isFalse = (value: unknown): boolean => value === false || /^false$/i.test(String(value))

/** Battles: model_a left, model_b right, judge the voter. Only blind ones count, as on their own boards. */
export const lmarenaTable: TableFormat = {
  recognises: (names) => ['model_a', 'model_b', 'winner'].every((name) => names.includes(name)),
  columns,
  nameOf: (field) => theirs[field] ?? field,
  read: (cells, place): ReadRow => {
    const [left, right, winner, voter, anony, tstamp, question, task, caseId, tags, kind, count] =
      cells
    if (isFalse(anony)) return { leftOut: leftOutReasons.notBlind }
    const choice = choiceByWinner.get(winner)
    if (winner !== undefined && choice === undefined)
      throw new UserError(
        `${JSON.stringify(winner)} is no winner`,
        `Write one of ${[...choiceByWinner.keys()].join(', ')}.`,
        { ...place(), field: 'winner' },
      )
    return {
      left,
      right,
      choice,
      question,
      task,
      case: caseId,
      tags,
      voter,
      kind,
      count,
      at: instantOf(tstamp),
    }
  },
}

/** One battle a line; what has no place in theirs keeps the names of ours. */
export const writeLmarena = (): VoteWriter => ({
  head: '',
  row: ({ left, right, choice, voter, at, ...own }: Ballot) => {
    if (choice === undefined) return { leftOut: leftOutReasons.open }
    if (choice === 'skip') return { leftOut: leftOutReasons.skipped }
    const battle = {
      model_a: left,
      model_b: right,
      winner: winnerByChoice[choice],
      ...(voter === undefined ? {} : { judge: voter }),
      anony: true,
      ...(at === undefined ? {} : { tstamp: Date.parse(at) / 1000 }),
      ...own,
    }
    return `${JSON.stringify(battle)}\n`
  },
  foot: '',
})
