import { z } from 'zod'
import { Json, Sha256, schemaVersion } from './id.ts'

export const Direction = z.enum(['higher', 'lower', 'none'])
export type Direction = z.infer<typeof Direction>

const scoreHead = {
  schemaVersion,
  /** Digest of images, truth, metric, version, params, weights and alignment policy. */
  id: Sha256,
  run: z.string(),
  cell: Sha256,
  turn: z.int().positive(),
  metric: z.string(),
  version: z.string(),
}

/** One id, one number; or the reason why there is none. Never 0 for missing. */
export const Score = z.discriminatedUnion('state', [
  z.strictObject({
    ...scoreHead,
    state: z.literal('scored'),
    value: z.number(),
    unit: z.string(),
    direction: Direction,
    detail: z.record(z.string(), Json).optional(),
  }),
  z.strictObject({
    ...scoreHead,
    state: z.literal('unscored'),
    reason: z.string().min(1),
    /** The case itself gives nothing to measure (no mask, everything may change), the same for every model. */
    notApplicable: z.literal(true).optional(),
  }),
])
export type Score = z.infer<typeof Score>
