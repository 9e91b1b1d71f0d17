import { z } from 'zod'
import { Instant, Sha256, schemaVersion } from './id.ts'
import { VotedOutput } from './vote.ts'

/** Why a pair is put to people. */
const OpenReason = z.enum([
  /** No answer of the judges has more than half of them behind it. */
  'disagree',
  /** Every judge that answered gave another answer when the pictures were swapped. */
  'inconsistent',
  /** No judge gave an answer that can be read. */
  'unscored',
])

/**
 * Pairs that people are to decide. Served blind: left and right are named by their models, so the list itself is not
 * for the eyes of voters.
 */
export const PairList = z.strictObject({
  document: z.literal('kontextbench-pairs'),
  schemaVersion,
  run: z.string(),
  createdAt: Instant,
  pairs: z.array(
    z.strictObject({
      pair: Sha256,
      task: z.string(),
      question: z.string(),
      case: z.string(),
      left: VotedOutput,
      right: VotedOutput,
      reason: OpenReason,
      /** What each judge said of it. */
      judges: z.record(
        z.string(),
        z.enum(['left', 'right', 'tie', 'both-bad', 'inconsistent', 'unscored']),
      ),
    }),
  ),
})
export type PairList = z.infer<typeof PairList>
