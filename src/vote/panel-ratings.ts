import type { Estimate } from '#schema/estimate.ts'
import { isControl } from '#schema/model.ts'
import type { Run } from '#schema/run.ts'
import type { Vote, VotedOutput } from '#schema/vote.ts'
import type { VoteRatings } from '#schema/vote-ratings.ts'
import { createDrawing } from './draw-in-threads.ts'
import { headingOf, keptSettings, rateKept, rates } from './kept-votes.ts'
import type { RatedModel, Ratings, RatingsByHeading } from './rating-document.ts'

const estimateOf = (
  { rating, low, high, n }: RatedModel,
  { method, clusters, settings }: Ratings,
): Estimate => ({
  value: rating,
  low,
  high,
  level: settings.level,
  statistic: 'rating',
  method,
  n,
  clusters,
  missing: 0,
  ...(rating === null ? { note: 'noData' } : low === null ? { note: 'tooFewClusters' } : {}),
})

const panelOf = (
  ratings: Ratings,
  question: string,
  voters: VoteRatings['voters'],
): VoteRatings => ({
  question,
  voters,
  votes: ratings.n,
  method: ratings.method,
  rows: ratings.ratings.map((row) => ({
    model: row.model,
    estimate: estimateOf(row, ratings),
    letters: row.letters,
    group: row.group,
  })),
  bothBad: ratings.bothBad,
  votesNeeded: ratings.toDecide.more,
})

/** Votes that rate this run's competing models: on two of its own outputs, which its report can show. */
export function ratingVotes({ id, plan }: Run, votes: readonly Vote[]): Vote[] {
  const controls = new Set(plan.models.filter(isControl).map((model) => model.id))
  const isOwn = ({ run, model }: VotedOutput): boolean => run === id && !controls.has(model)
  return votes.filter((vote) => rates(vote) && isOwn(vote.left) && isOwn(vote.right))
}

type Document = Ratings | RatingsByHeading

/** Of one kind of voter, by task; a task's questions in its own order. */
function byTask(document: Document, { plan }: Run, voters: VoteRatings['voters']) {
  const parts = new Map(
    'parts' in document ? document.parts.map(({ part, ...ratings }) => [part, ratings]) : [],
  )
  return plan.tasks.map(({ id, questions }) => ({
    task: id,
    ratings: questions.flatMap((question) => {
      const ratings = parts.get(headingOf({ task: id, question: question.id }))
      // Where all was skipped there is nothing to draw.
      return ratings && ratings.n > 0 ? [panelOf(ratings, question.id, voters)] : []
    }),
  }))
}

/** Ratings of a run's votes by task: each question, people before judges. */
export async function ratePanels(
  run: Run,
  votes: readonly Vote[],
  level: number,
): Promise<Map<string, VoteRatings[]>> {
  const drawing = createDrawing()
  try {
    const settings = keptSettings(level, run.plan.seed)
    const document = await rateKept(ratingVotes(run, votes), settings, drawing.draw)
    if (!document) return new Map()
    const kinds = [document, ...(document.judges ? [document.judges] : [])]
    const found = kinds.flatMap((one) =>
      byTask(one, run, one.voters === 'judge' ? 'judge' : 'person'),
    )
    const tasks = Map.groupBy(found, ({ task }) => task)
    return new Map(
      Array.from(
        tasks,
        ([task, all]) => [task, all.flatMap(({ ratings }) => ratings)] as const,
      ).filter(([, ratings]) => ratings.length > 0),
    )
  } finally {
    await drawing.close()
  }
}
