import { leftOutOfRatings, type Vote } from '#schema/vote.ts'
import type { RateSettings, RatingDocument } from './rating-document.ts'
import { rateVotes } from './rate-votes.ts'
import type { Draw } from './draw-in-threads.ts'
import type { Ballot } from './vote-row.ts'
import { VoteTally } from './vote-tally.ts'

/** As in `kontextbench rate FILE --by question --interval cluster:case`. */
export const keptSettings = (level: number, seed: number): RateSettings => ({
  ties: 'half',
  bothBad: 'tie',
  orderEffect: false,
  prior: 0,
  interval: 'cluster:case',
  level,
  draws: 1000,
  seed,
  scale: 400,
  center: 1000,
})

/** A task's question in one word: questions of two tasks are two, whatever their ids. */
export const headingOf = ({ task, question }: Pick<Vote, 'task' | 'question'>): string =>
  task === undefined ? question : `${task}/${question}`

/** A kept vote as a row to be rated. */
export const ratedRow = (vote: Vote): Ballot => ({
  left: vote.left.model,
  right: vote.right.model,
  choice: vote.choice,
  question: headingOf(vote),
  case: vote.case ?? vote.pair,
  voter: vote.voter.id,
  kind: vote.voter.kind,
})

export const nowhere = () => ({})

export const rates = (vote: Vote): boolean => leftOutOfRatings(vote) === undefined

/** Ratings of kept votes for each question, people and judges apart; undefined when no vote counts. */
export async function rateKept(
  votes: readonly Vote[],
  settings: RateSettings,
  draw: Draw,
): Promise<RatingDocument | undefined> {
  const tally = new VoteTally({ by: 'question', cluster: 'case', pool: false })
  for (const vote of votes) if (rates(vote)) tally.add(ratedRow(vote), nowhere)
  return tally.kinds.size === 0 ? undefined : rateVotes(tally, 'question', settings, draw)
}
