import type { Vote } from '#schema/vote.ts'
import type { OrderedChoice } from '#stats/both-orders.ts'

/** One pair of outputs under one question, as one or several voters chose. */
export interface ChosenPair {
  task: string
  question: string
  /** Models of the two outputs; which is first is fixed by their names, not by where they stood. */
  first: string
  second: string
  cluster: string
  /** Choices of each voter, in any order; none of one who only skipped. */
  voters: Map<string, OrderedChoice[]>
  /** How often each voter was asked. */
  asked: Map<string, number>
}

const nameOf = ({ cell, turn }: Vote['left']): string => `${cell}/${turn}`

/** Votes by what was asked. Votes on outputs of cells that the run does not have are left out. */
export function chosenPairs(
  votes: readonly Vote[],
  clusterOf: ReadonlyMap<string, string>,
): Map<string, ChosenPair> {
  const pairs = new Map<string, ChosenPair>()
  for (const vote of votes) {
    const [left, right] = [nameOf(vote.left), nameOf(vote.right)]
    const cluster = clusterOf.get(vote.left.cell)
    if (left === right || cluster === undefined) continue
    const firstWasLeft = left < right
    const task = vote.task ?? ''
    const key = JSON.stringify([task, vote.question, ...[left, right].sort()])
    const [first, second] = firstWasLeft ? [vote.left, vote.right] : [vote.right, vote.left]
    const pair = pairs.get(key) ?? {
      task,
      question: vote.question,
      first: first.model,
      second: second.model,
      cluster,
      voters: new Map(),
      asked: new Map(),
    }
    pairs.set(key, pair)
    const { id } = vote.voter
    pair.asked.set(id, (pair.asked.get(id) ?? 0) + 1)
    const given = pair.voters.get(id) ?? []
    pair.voters.set(id, given)
    if (vote.choice !== 'skip') given.push({ choice: vote.choice, firstWasLeft })
  }
  return pairs
}
