import { z } from 'zod'
import { Instant, Sha256, schemaVersion } from './id.ts'

/** An output that is voted on; `model` is for the record, never for the voter. */
export const VotedOutput = z.strictObject({
  model: z.string(),
  run: z.string(),
  cell: Sha256,
  turn: z.int().positive(),
})

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
  at: Instant,
  session: z.string(),
})
export type Vote = z.infer<typeof Vote>
