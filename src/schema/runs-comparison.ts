import { z } from 'zod'
import { Estimate } from './estimate.ts'
import { Instant, schemaVersion } from './id.ts'
import { SampleComparison } from './sample-comparison.ts'
import { Direction } from './score.ts'

const Side = z.strictObject({ run: z.string(), createdAt: Instant, fingerprint: z.string() })

const Models = { modelA: z.string(), modelB: z.string() }

const Gaps = z.strictObject({ a: z.int().nonnegative(), b: z.int().nonnegative() })

/** Times of one model in both runs, settings apart, text-to-image and editing apart. */
const TimesOfRuns = z.strictObject({
  ...Models,
  measure: z.string(),
  kind: z.enum(['editing', 'generation']),
  setting: z.string(),
  compared: SampleComparison,
})

/** One measure by paired differences of the same asks, B minus A. */
const MeansOfRuns = z.strictObject({
  ...Models,
  measure: z.string(),
  unit: z.string(),
  direction: Direction,
  /** Pairs of (data set, case, turn, setting, repeat). */
  pairs: z.int().nonnegative(),
  /** Values one side lacks that the other has. */
  missing: Gaps,
  /** Values whose ask the other run did not make. */
  unpaired: Gaps,
  meanA: z.number(),
  meanB: z.number(),
  difference: Estimate,
  /** Two-sided; null where no honest test exists. */
  p: z.number().min(0).max(1).nullable(),
  /** After Holm over all rows. */
  pHolm: z.number().min(0).max(1).nullable(),
})
export type MeansOfRuns = z.infer<typeof MeansOfRuns>

/** Two kept runs side by side, A first. */
export const RunsComparison = z.strictObject({
  schemaVersion,
  a: Side,
  b: Side,
  sameMachine: z.boolean(),
  level: z.number().gt(0).lt(1),
  times: z.array(TimesOfRuns),
  means: z.array(MeansOfRuns),
  /** Measures that could not be compared, and why. */
  remarks: z.array(z.string()),
})
export type RunsComparison = z.infer<typeof RunsComparison>
