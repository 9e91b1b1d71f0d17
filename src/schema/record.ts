import { z } from 'zod'
import { Attempt, AttemptOutcome, StoredImage } from './attempt.ts'
import { Sha256, schemaVersion } from './id.ts'

/** A turn ends as its deciding attempt did, or was skipped. */
export const TurnOutcome = z.union([AttemptOutcome, z.literal('skipped')])
export type TurnOutcome = z.infer<typeof TurnOutcome>

export const SkipReason = z.enum([
  'upstream',
  'budget',
  'not-applicable',
  /** A latency bench knew enough before. */
  'enough',
  /** A lower level was over-saturated already. */
  'saturated',
  /** The arrival found as many calls open as the scenario allows. */
  'dropped',
])
export type SkipReason = z.infer<typeof SkipReason>

/** How one turn of a cell ended; resume goes on behind the last of these. */
export const TurnResult = z.strictObject({
  turn: z.int().positive(),
  outcome: TurnOutcome,
  skipped: SkipReason.optional(),
  /** Digests of the input images in order of the request. */
  inputs: z.array(Sha256),
  image: StoredImage.optional(),
  /** From the first send to the image, with retries and waits. Absent for reused and untimed images. */
  timeToImageMs: z.number().nonnegative().optional(),
  reusedFrom: z.string().optional(),
})
export type TurnResult = z.infer<typeof TurnResult>

/** All that happened in one cell of one run. */
export const Record = z.strictObject({
  schemaVersion,
  run: z.string(),
  cell: Sha256,
  turns: z.array(TurnResult.extend({ attempts: z.array(Attempt) })),
})
export type Record = z.infer<typeof Record>
