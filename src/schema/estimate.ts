import { z } from 'zod'

/** No bare number leaves `stats/`: a point, its interval, how it was made and what it left out. */
export const Estimate = z.strictObject({
  /** null when there was nothing to estimate from. */
  value: z.number().nullable(),
  /** null when no honest interval exists; `note` says why. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  level: z.number().gt(0).lt(1),
  statistic: z.string(),
  method: z.string(),
  n: z.int().nonnegative(),
  clusters: z.int().nonnegative(),
  missing: z.int().nonnegative(),
  /** `dependent`: values are alike for longer than they were measured. */
  note: z.enum(['tooFewClusters', 'noData', 'degenerate', 'dependent']).optional(),
})
export type Estimate = z.infer<typeof Estimate>
