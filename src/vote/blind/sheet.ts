import { z } from 'zod'
import { FailureTag } from '#schema/failure-tag.ts'
import { Viewport, VotedOutput } from '#schema/vote.ts'

/** One pair as it is put to one voter: all that is needed to make votes of the answers, whoever kept it meanwhile. */
export const Sheet = z.strictObject({
  session: z.string(),
  voter: z.string(),
  place: z.string(),
  left: VotedOutput,
  right: VotedOutput,
  questions: z
    .array(
      z.strictObject({
        task: z.string(),
        id: z.string(),
        expected: z.enum(['left', 'right']).optional(),
      }),
    )
    .min(1),
  case: z.string(),
  check: z.enum(['gold', 'repeat', 'same']).optional(),
  /** 2 when the voter had the pair before, sides the other way round. */
  order: z.union([z.literal(1), z.literal(2)]),
  /** How often the voter took this answer back. */
  round: z.int().nonnegative(),
  /** ms since 1970. */
  servedAt: z.number(),
})
export type Sheet = z.infer<typeof Sheet>

/** Why a voter passes a pair over. */
export const skipReasons = [
  'cannot-decide',
  'unclear',
  'picture-broken',
  'uncomfortable',
  'other',
] as const

/** What a voter said to a sheet. */
export const Answers = z.strictObject({
  answers: z
    .array(
      z.strictObject({
        task: z.string().max(200),
        question: z.string().max(200),
        choice: z.enum(['left', 'right', 'tie', 'both-bad', 'skip']),
      }),
    )
    .max(50),
  /** With skipped questions. */
  reason: z.enum(skipReasons).optional(),
  remark: z.string().max(300).optional(),
  tags: z
    .strictObject({ left: z.array(FailureTag).max(8), right: z.array(FailureTag).max(8) })
    .optional(),
  msToVote: z.number().nonnegative(),
  viewport: Viewport.optional(),
})
export type Answers = z.infer<typeof Answers>
