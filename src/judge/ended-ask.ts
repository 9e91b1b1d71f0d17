import type { Attempt } from '#schema/attempt.ts'
import type { Record } from '#schema/record.ts'
import { readAnswer, type Shape } from './shapes.ts'

type Turn = Record['turns'][number]

/** What became of one question. */
export type Ended<T> =
  | { state: 'answered'; value: T; at: string; ms?: number }
  /** Begins with one of `unscoredKinds` and a colon. */
  | { state: 'unscored'; reason: string; at: string }

const failureReason = ({ error }: Attempt): string =>
  error?.kind === 'unreadable'
    ? `unreadable: ${error.message}`
    : `failed: ${error?.message ?? 'without a reason'}`

function reasonOf(turn: Turn, attempt: Attempt | undefined): string {
  switch (turn.outcome) {
    case 'refused':
      return `refused: ${attempt?.refusal ?? ''}`
    case 'timeout':
      return 'timeout: no answer in time'
    case 'failed':
      return attempt ? failureReason(attempt) : 'failed: without a reason'
    case 'skipped':
      return 'not-asked: a picture of the question is lost or broken'
    case 'unsupported':
      return `failed: ${attempt?.refusal ?? 'unsupported'}`
    case 'cancelled':
    case 'interrupted':
      return `failed: ${turn.outcome}`
    case 'image':
    case 'answer':
      return 'unreadable: the answer was not kept'
    default:
      return turn.outcome satisfies never
  }
}

const notAsked = 'not-asked: the run ended before it'

/** Reads what is kept of a question; `at` is when it was asked, or would have been. */
export function endedAsk<T>(
  turn: Turn | undefined,
  shape: Shape<T>,
  runStartedAt: string,
): Ended<T> {
  const attempt = turn?.attempts.at(-1)
  const at = attempt?.startedAt ?? runStartedAt
  if (!turn) return { state: 'unscored', reason: notAsked, at }
  if (turn.outcome !== 'answer' || attempt?.answer === undefined)
    return { state: 'unscored', reason: reasonOf(turn, attempt), at }
  const read = readAnswer(attempt.answer, shape)
  if (read.fault !== undefined)
    return { state: 'unscored', reason: `unreadable: ${read.fault}`, at }
  const ms = attempt.phases?.totalMs
  return { state: 'answered', value: read.value, at, ...(ms === undefined ? {} : { ms }) }
}
