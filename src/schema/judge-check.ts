import { z } from 'zod'
import { Estimate } from './estimate.ts'
import { Instant, Sha256 } from './id.ts'
import { KnownKind, unscoredKinds } from './judge.ts'

const count = z.int().nonnegative()

/** The same judge on the same frozen pairs, then and now. */
export const JudgeDrift = z.strictObject({
  /** The earlier judge run. */
  since: z.string(),
  date: Instant,
  /** Its card: what of the judge was the same is told by comparing the two. */
  card: Sha256,
  /** Pairs and orders that both runs have an answer to, asked in the same words with the same pictures. */
  compared: count,
  changed: Estimate,
  /** Right then and wrong now, and the other way round. */
  lost: count,
  gained: count,
  /** McNemar's exact test that right answers are lost as often as gained; null without a change. */
  p: z.number().min(0).max(1).nullable(),
  /** `moved`: p below 0.05. `changed`: answers differ more often than a twentieth, right ones not clearly. */
  verdict: z.enum(['moved', 'changed', 'steady', 'not-comparable']),
})
export type JudgeDrift = z.infer<typeof JudgeDrift>

/** What a judge said of pairs whose better picture is known. */
export const JudgeCheck = z.strictObject({
  /** Name and version of the pairs. */
  set: z.string(),
  asked: count,
  answered: count,
  /** The others by the reason why; absent where all were answered. */
  unscored: z.partialRecord(z.enum(unscoredKinds), z.int().positive()).optional(),
  /** Share of answers that were right. */
  accuracy: Estimate,
  byKind: z.array(z.strictObject({ kind: KnownKind, accuracy: Estimate })),
  /** Share of pairs with the same answer in both orders. */
  consistency: Estimate,
  /** Mean side, 1 left and -1 right: positive favours the left. */
  leftBias: Estimate,
  drift: JudgeDrift.optional(),
})
export type JudgeCheck = z.infer<typeof JudgeCheck>
