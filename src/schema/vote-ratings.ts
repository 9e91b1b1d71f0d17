import { z } from 'zod'
import { Estimate } from './estimate.ts'

/** Ratings of models by the votes of one kind of voter on one question of a task. */
export const VoteRatings = z.strictObject({
  question: z.string(),
  voters: z.enum(['person', 'judge']),
  /** Votes that were rated. */
  votes: z.int().nonnegative(),
  method: z.string(),
  /** Best first within a group; `estimate.n` is the votes that named the model. */
  rows: z.array(
    z.strictObject({
      model: z.string(),
      /** Rating points, 400 a factor of ten, 1000 the mean of its group. */
      estimate: Estimate,
      /** Models that share a letter cannot be told apart. */
      letters: z.string(),
      /** Ratings of different groups do not compare: nothing links them. */
      group: z.int().positive(),
    }),
  ),
  bothBad: Estimate,
  /** Further votes of the kind cast so far until every pair is decided; null when they cannot tell. */
  votesNeeded: z.int().nonnegative().nullable(),
})
export type VoteRatings = z.infer<typeof VoteRatings>
