import { z } from 'zod'
import { Estimate } from './estimate.ts'
import { Sha256 } from './id.ts'
import { InconsistentRule, JudgeCard, unscoredKinds } from './judge.ts'
import { JudgeCheck } from './judge-check.ts'

const count = z.int().nonnegative()

/** Questions that were to be asked, and what became of them: `answered` and all of `unscored` sum to `planned`. */
export const JudgeCoverage = z.strictObject({
  planned: count,
  answered: count,
  unscored: z.partialRecord(z.enum(unscoredKinds), z.int().positive()),
})
export type JudgeCoverage = z.infer<typeof JudgeCoverage>

/** Rating of one model by one judge: Bradley and Terry, 400 points a factor of ten, 1000 the mean of its group. */
const JudgeRating = z.strictObject({
  model: z.string(),
  /** Ratings of different groups do not compare. */
  group: z.int().positive(),
  /** null without a finite one. */
  rating: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** Pairs that named the model. */
  n: count,
  letters: z.string(),
  /** Share of its pairs that it won, ties as half: also where a rating has no finite value. */
  won: Estimate,
})
type JudgeRating = z.infer<typeof JudgeRating>

const JudgeRatings = z.strictObject({
  task: z.string(),
  question: z.string(),
  ratings: z.array(JudgeRating),
  /** Pairs that count. */
  n: count,
  clusters: count,
  method: z.string(),
})
export type JudgeRatings = z.infer<typeof JudgeRatings>

/** The choices of one judge between two outputs. */
export const JudgeChoices = z.strictObject({
  /** More than one where votes of several judge runs stand beside each other. */
  cards: z.array(Sha256),
  coverage: JudgeCoverage,
  /** What pairs count as whose two orders disagree. */
  inconsistent: InconsistentRule,
  /** Share of pairs with one answer in both orders. */
  consistency: Estimate,
  /** Mean side chosen, 1 left and -1 right: positive favours the left. */
  leftBias: Estimate,
  /** The same as a term of the rating model, in theta; null without a finite estimate. */
  orderEffect: Estimate.nullable(),
  ratings: z.array(JudgeRatings),
  /** Share of people's choices on the same pairs that are the judge's; absent where no person voted on one. */
  people: z
    .strictObject({ pairs: z.int().positive(), withTies: Estimate, withoutTies: Estimate })
    .optional(),
})
export type JudgeChoices = z.infer<typeof JudgeChoices>

export const JudgeReport = z.strictObject({
  judge: z.string(),
  /** Of all its judge runs that something is left of. */
  cards: z.array(Sha256),
  choices: JudgeChoices.optional(),
  /** Of each of its metrics. */
  marks: z.array(
    z.strictObject({ metric: z.string(), cards: z.array(Sha256), coverage: JudgeCoverage }),
  ),
  /** On pairs with a known answer, in its newest run. */
  check: JudgeCheck.optional(),
})
export type JudgeReport = z.infer<typeof JudgeReport>

/** What several judges agree on: an answer that more than half of those who were asked firmly give. */
export const JudgeConsensus = z.strictObject({
  judges: z.array(z.string()),
  pairs: count,
  decided: count,
  ratings: z.array(JudgeRatings),
})
export type JudgeConsensus = z.infer<typeof JudgeConsensus>

export const JudgeSection = z.strictObject({
  /** By digest. */
  cards: z.record(Sha256, JudgeCard),
  judges: z.array(JudgeReport),
  consensus: JudgeConsensus.optional(),
})
export type JudgeSection = z.infer<typeof JudgeSection>
