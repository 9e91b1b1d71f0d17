import { z } from 'zod'
import { Estimate } from './estimate.ts'

const Chance = z.number().min(0).max(1)

/** One quantile of two samples: B over A. */
const QuantileRatio = z.strictObject({
  /** Share of values below it, 0.5 = the median. */
  share: Chance,
  a: z.number(),
  b: z.number(),
  ratio: Estimate,
})
type QuantileRatio = z.infer<typeof QuantileRatio>

/** Two samples of one measure, A first. Values that were missing or had no partner are counted, never filled in. */
export const SampleComparison = z.strictObject({
  measure: z.string(),
  /** Values compared; the same number where paired. */
  nA: z.int().positive(),
  nB: z.int().positive(),
  paired: z.boolean(),
  missing: z.strictObject({ a: z.int().nonnegative(), b: z.int().nonnegative() }),
  /** Values whose key the other sample does not have (or has as missing). */
  unpaired: z.strictObject({ a: z.int().nonnegative(), b: z.int().nonnegative() }),
  medianA: z.number(),
  medianB: z.number(),
  /** Median of B over median of A. */
  ratio: Estimate,
  /** Where paired and all values are above 0: how many times A is B inside a pair. */
  pairRatio: Estimate.optional(),
  mannWhitney: z.strictObject({ u: z.number(), p: Chance, method: z.enum(['exact', 'normal']) }),
  /** Where paired: w is the sum of the ranks of positive B - A, n the pairs that differ. */
  wilcoxon: z
    .strictObject({ w: z.number(), p: Chance, method: z.enum(['exact', 'normal']), n: z.int() })
    .optional(),
  ks: z.strictObject({ d: Chance, p: Chance, method: z.enum(['exact', 'asymptotic']) }),
  /** Shift function: how far each quantile moved. */
  quantiles: z.array(QuantileRatio),
})
export type SampleComparison = z.infer<typeof SampleComparison>
