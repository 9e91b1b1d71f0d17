import { z } from 'zod'
import { FailureTag } from './failure-tag.ts'
import { Instant, Sha256, schemaVersion } from './id.ts'

/** An output that is voted on; `model` is for the record, never for the voter. */
export const VotedOutput = z.strictObject({
  model: z.string(),
  run: z.string(),
  cell: Sha256,
  turn: z.int().positive(),
})
export type VotedOutput = z.infer<typeof VotedOutput>

/**
 * A vote that was asked for to check the voter. Gold: of two controls one is known to be better. Repeat: the voter
 * was asked this before, with the sides the other way round. Same: one output stands on both sides.
 */
export const VoteCheck = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('gold'),
    /** Absent for a question that the controls do not decide. */
    expected: z.enum(['left', 'right']).optional(),
  }),
  z.strictObject({ kind: z.literal('repeat') }),
  z.strictObject({ kind: z.literal('same') }),
])
export type VoteCheck = z.infer<typeof VoteCheck>

/** The window that a person voted in, CSS pixels; `pixelRatio` device pixels for each of them. */
export const Viewport = z.strictObject({
  width: z.int().positive(),
  height: z.int().positive(),
  pixelRatio: z.number().positive(),
  touch: z.boolean(),
})
export type Viewport = z.infer<typeof Viewport>

export const Vote = z.strictObject({
  schemaVersion,
  id: z.string(),
  pair: z.string(),
  question: z.string(),
  /** Of the outputs voted on, so that a file of votes can be rated by itself. */
  task: z.string().optional(),
  case: z.string().optional(),
  left: VotedOutput,
  right: VotedOutput,
  choice: z.enum(['left', 'right', 'tie', 'both-bad', 'skip']),
  reason: z.string().optional(),
  voter: z.strictObject({
    kind: z.enum(['person', 'judge']),
    id: z.string(),
    card: z.string().optional(),
  }),
  order: z.union([z.literal(1), z.literal(2)]),
  msToVote: z.number().nonnegative().optional(),
  /** What the voter found wrong, by side. */
  tags: z.strictObject({ left: z.array(FailureTag), right: z.array(FailureTag) }).optional(),
  viewport: Viewport.optional(),
  check: VoteCheck.optional(),
  /** Taken back by its voter then: kept, and counted nowhere. */
  undone: Instant.optional(),
  at: Instant,
  session: z.string(),
})
export type Vote = z.infer<typeof Vote>

/**
 * Why a kept vote rates no model; undefined for one that does. Of two answers of a voter to one question the first
 * counts. The same output on both sides rates nothing either, but is counted as such beside the ratings.
 */
export function leftOutOfRatings({
  undone,
  check,
}: Vote): 'undone' | 'gold' | 'repeat' | undefined {
  if (undone !== undefined) return 'undone'
  return check && check.kind !== 'same' ? check.kind : undefined
}
