import type { Vote } from '#schema/vote.ts'
import { writeCsv } from './tables.ts'

const columns = ['left', 'right', 'choice', 'question', 'task', 'case', 'voter', 'kind'] as const

/** People are numbered: a report goes further than the names that voters gave. */
function namesOf(votes: readonly Vote[]): (voter: Vote['voter']) => string {
  const people = votes.filter(({ voter }) => voter.kind === 'person').map(({ voter }) => voter.id)
  const numbers = new Map([...new Set(people)].sort().map((id, index) => [id, index + 1]))
  return ({ kind, id }) => (kind === 'judge' ? id : `person-${numbers.get(id) ?? 0}`)
}

/** The votes that a run's ratings come from; `kontextbench rate votes.csv --by question --interval cluster:case` gives them again. */
export const writeVotes = (file: string, votes: readonly Vote[]): Promise<void> => {
  const nameOf = namesOf(votes)
  return writeCsv(
    file,
    columns,
    votes.map(({ left, right, choice, question, task, case: caseId, pair, voter }) => [
      left.model,
      right.model,
      choice,
      question,
      task,
      caseId ?? pair,
      nameOf(voter),
      voter.kind,
    ]),
  )
}
