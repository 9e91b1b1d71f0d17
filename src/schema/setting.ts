import { z } from 'zod'
import { Slug } from './id.ts'
import { Scenario } from './load.ts'

/** Everything a call may be told beside prompt and images. Absent = the provider's default. */
export const Setting = z.strictObject({
  id: Slug,
  width: z.int().positive().optional(),
  height: z.int().positive().optional(),
  aspectRatio: z.string().optional(),
  steps: z.int().positive().optional(),
  guidance: z.number().optional(),
  quality: z.string().optional(),
  /** Where turn k takes its source from: the model's own turn k-1, or the truth's. */
  chain: z.enum(['own-output', 'ground-truth']),
  /** A fixed seed, one that differs by repeat, or none sent. */
  seed: z.union([z.int().nonnegative(), z.literal('per-repeat'), z.null()]),
  /** How calls of this setting are offered, in a latency bench. */
  load: Scenario.optional(),
})
export type Setting = z.infer<typeof Setting>
