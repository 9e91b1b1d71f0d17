import type { PairList } from '#schema/pair-list.ts'
import type { Vote } from '#schema/vote.ts'
import {
  countedVerdicts,
  isConsistent,
  majorityOf,
  type OrderedChoice,
  type Verdict,
} from '#stats/both-orders.ts'

/** One pair under one question, and what each judge chose of it. */
interface JudgedPair {
  /** The vote in the first order: who it calls left is called first here. */
  head: Vote
  choices: Map<string, OrderedChoice[]>
}

const nameOf = ({ cell, turn }: Vote['left']): string => `${cell}/${turn}`

/** Judges' votes by pair; a skipped vote leaves its judge without a choice. */
function judgedPairs(votes: readonly Vote[]): JudgedPair[] {
  const pairs = Map.groupBy(votes, ({ pair }) => pair)
  return [...pairs.values()].map((group) => {
    const head = group.find(({ order }) => order === 1) ?? group[0]!
    const choices = new Map<string, OrderedChoice[]>()
    for (const { voter, choice, left } of group) {
      const given = choices.get(voter.id) ?? []
      choices.set(voter.id, given)
      if (choice === 'skip') continue
      given.push({ choice, firstWasLeft: nameOf(left) === nameOf(head.left) })
    }
    return { head, choices }
  })
}

/** What a judge firmly says: nothing where its orders disagree or it gave no answer. */
const firmOf = (choices: readonly OrderedChoice[]): Verdict | undefined =>
  countedVerdicts(choices, 'drop')[0]

/** The answer that more than half of a pair's judges firmly give; undefined where there is none. */
const agreedOf = ({ choices }: JudgedPair): Verdict | undefined =>
  majorityOf([...choices.values()].map(firmOf))

/** Ids of pairs that a tiebreaker, or people, are needed for. */
export const openPairs = (votes: readonly Vote[]): JudgedPair[] =>
  judgedPairs(votes).filter((pair) => agreedOf(pair) === undefined)

type OpenPair = PairList['pairs'][number]

const words = { first: 'left', second: 'right', tie: 'tie', 'both-bad': 'both-bad' } as const

const saidOf = (choices: readonly OrderedChoice[]): OpenPair['judges'][string] => {
  if (choices.length === 0) return 'unscored'
  const firm = firmOf(choices)
  return firm === undefined ? 'inconsistent' : words[firm]
}

function reasonOf({ choices }: JudgedPair): OpenPair['reason'] {
  const answered = [...choices.values()].filter((one) => one.length > 0)
  if (answered.length === 0) return 'unscored'
  return answered.every((one) => !isConsistent(one)) ? 'inconsistent' : 'disagree'
}

/** The pairs that judges leave to people, as a voting server can serve them. */
export function disagreementQueue(
  run: string,
  createdAt: string,
  votes: readonly Vote[],
): PairList {
  return {
    document: 'kontextbench-pairs',
    schemaVersion: 1,
    run,
    createdAt,
    pairs: openPairs(votes).map((pair) => ({
      pair: pair.head.pair,
      task: pair.head.task ?? '',
      question: pair.head.question,
      case: pair.head.case ?? '',
      left: pair.head.left,
      right: pair.head.right,
      reason: reasonOf(pair),
      judges: Object.fromEntries(
        [...pair.choices].map(([judge, choices]) => [judge, saidOf(choices)]),
      ),
    })),
  }
}
