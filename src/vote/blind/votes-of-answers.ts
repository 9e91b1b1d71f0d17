import { sha256 } from '#digest/sha256.ts'
import type { Vote, VoteCheck, VotedOutput } from '#schema/vote.ts'
import type { Answers, Sheet } from './sheet.ts'

const nameOf = ({ run, cell, turn }: VotedOutput): string => `${run}/${cell}/${turn}`

/** The same for both orders of two outputs. */
const pairId = (left: VotedOutput, right: VotedOutput): string =>
  sha256([nameOf(left), nameOf(right)].sort().join('\n')).slice(0, 32)

/**
 * Follows from who was asked what, and how often: a second answer to the same has the same id, whichever ticket, server
 * or process it comes through, and is not kept.
 */
function voteId(sheet: Sheet, question: { task: string; id: string }): string {
  const { voter, order, round, left, right } = sheet
  const parts = [voter, pairId(left, right), question.task, question.id, order, round]
  return sha256(JSON.stringify(parts)).slice(0, 32)
}

export const voteIdsOf = (sheet: Sheet): string[] =>
  sheet.questions.map((question) => voteId(sheet, question))

function checkOf(
  check: Sheet['check'],
  expected: 'left' | 'right' | undefined,
): VoteCheck | undefined {
  if (check !== 'gold') return check && { kind: check }
  return { kind: 'gold', ...(expected === undefined ? {} : { expected }) }
}

const reasonOf = ({ reason, remark }: Answers): { reason?: string } => {
  if (reason === undefined) return {}
  return { reason: remark ? `${reason}: ${remark}` : reason }
}

/** The answers as votes; undefined when they are not exactly one for each question, or a skip gives no reason. */
export function votesOfAnswers(sheet: Sheet, answers: Answers, now: Date): Vote[] | undefined {
  const given = new Map(
    answers.answers.map(({ task, question, choice }) => [`${task}\n${question}`, choice]),
  )
  if (given.size !== sheet.questions.length || answers.answers.length !== given.size)
    return undefined
  const votes: Vote[] = []
  for (const question of sheet.questions) {
    const choice = given.get(`${question.task}\n${question.id}`)
    if (choice === undefined || (choice === 'skip' && answers.reason === undefined))
      return undefined
    const check = checkOf(sheet.check, question.expected)
    votes.push({
      schemaVersion: 1,
      id: voteId(sheet, question),
      pair: pairId(sheet.left, sheet.right),
      question: question.id,
      task: question.task,
      case: sheet.case,
      left: sheet.left,
      right: sheet.right,
      choice,
      ...(choice === 'skip' ? reasonOf(answers) : {}),
      voter: { kind: 'person', id: sheet.voter },
      order: sheet.order,
      // A page may say less, never more than there was.
      msToVote: Math.min(answers.msToVote, Math.max(0, now.getTime() - sheet.servedAt)),
      ...(answers.tags ? { tags: answers.tags } : {}),
      ...(answers.viewport ? { viewport: answers.viewport } : {}),
      ...(check ? { check } : {}),
      at: now.toISOString(),
      session: sheet.session,
    })
  }
  return votes
}
