import { canonicalJson } from '#digest/canonical-json.ts'
import { sha256 } from '#digest/sha256.ts'
import type { PairwiseAsk, ShownOutput } from '#schema/judge.ts'
import type { Cell } from '#schema/plan.ts'
import type { Record } from '#schema/record.ts'
import type { Run } from '#schema/run.ts'
import type { Vote } from '#schema/vote.ts'
import { endedAsk } from './ended-ask.ts'
import { choiceShape } from './shapes.ts'

const choiceOf = { a: 'left', b: 'right', tie: 'tie', 'both-bad': 'both-bad' } as const

const votedOutput = ({ model, cell, turn }: ShownOutput, run: string): Vote['left'] | undefined =>
  cell === undefined || turn === undefined ? undefined : { model, run, cell, turn }

/** One vote of a judge for each question and order: asked again by a later run, its newer vote takes the place. */
const voteId = (judge: string, run: string, { pair, order }: PairwiseAsk): string =>
  `judge-${sha256(canonicalJson([judge, run, pair, order]))}`

/**
 * The vote that a judge's call came to. Without a readable answer it is a skipped one with the reason: it counts
 * nowhere, and is counted as missing. Undefined for pairs that are of no run.
 */
export function voteOf(
  cell: Cell,
  ask: PairwiseAsk,
  record: Record | undefined,
  { id, createdAt, plan }: Run,
): Vote | undefined {
  const run = plan.judging?.run
  const left = run === undefined ? undefined : votedOutput(ask.left, run)
  const right = run === undefined ? undefined : votedOutput(ask.right, run)
  if (run === undefined || !left || !right) return undefined
  const ended = endedAsk(record?.turns[0], choiceShape, createdAt)
  const card = plan.judging?.cards[cell.model]
  const reason = ended.state === 'answered' ? ended.value.reason : ended.reason
  return {
    schemaVersion: 1,
    id: voteId(cell.model, run, ask),
    pair: ask.pair,
    question: ask.question,
    task: ask.task,
    case: cell.case,
    left,
    right,
    choice: ended.state === 'answered' ? choiceOf[ended.value.choice] : 'skip',
    ...(reason === undefined ? {} : { reason }),
    voter: { kind: 'judge', id: cell.model, ...(card === undefined ? {} : { card }) },
    order: ask.order,
    ...(ended.state === 'answered' && ended.ms !== undefined ? { msToVote: ended.ms } : {}),
    at: ended.at,
    session: id,
  }
}
