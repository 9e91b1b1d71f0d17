import { z } from 'zod'
import { Estimate } from './estimate.ts'
import { Instant, schemaVersion } from './id.ts'
import { Direction } from './score.ts'

/**
 * `regressed`, `improved`: beyond the limit and significant. `changed`: the same of a measure without a better
 * side. `unchanged`: the interval stays within the limit. `unclear`: no change found, but one beyond the limit
 * is not ruled out. `cleared`: regressed at first, not when run again. `unjudged`: `reason` says why.
 */
export const GateState = z.enum([
  'regressed',
  'improved',
  'changed',
  'unchanged',
  'unclear',
  'cleared',
  'unjudged',
])
export type GateState = z.infer<typeof GateState>

const Chance = z.number().min(0).max(1)

/** What is allowed, on the scale of the change; the greater of what was asked and what noise alone does. */
export const GateLimit = z.strictObject({
  change: z.number().nonnegative(),
  from: z.enum(['asked', 'noise']),
  /** The noise floor, where history has taught one. */
  noise: z.strictObject({ change: z.number().nonnegative(), n: z.int() }).optional(),
})
export type GateLimit = z.infer<typeof GateLimit>

/** One measure of one model, this run against the baseline. */
export const GateMeasure = z.strictObject({
  model: z.string(),
  baselineModel: z.string(),
  measure: z.string(),
  kind: z.enum(['editing', 'generation', 'all']),
  /** Times are judged setting by setting; `all` for every other measure. */
  setting: z.string(),
  unit: z.string(),
  direction: Direction,
  state: GateState,
  /** Of `unjudged`: why. */
  reason: z.string().optional(),
  paired: z.boolean(),
  /** Values (paired: pairs) that were compared. */
  n: z.int().nonnegative(),
  missing: z.strictObject({ baseline: z.int().nonnegative(), run: z.int().nonnegative() }),
  unpaired: z.strictObject({ baseline: z.int().nonnegative(), run: z.int().nonnegative() }),
  before: z.number().nullable(),
  after: z.number().nullable(),
  /** Run over baseline: 0.05 = 5 % more. Interval at 1 - alpha. */
  change: Estimate.nullable(),
  /** `absolute`: the baseline is 0, and the change stands in the measure's unit. */
  scale: z.enum(['relative', 'absolute']),
  p: Chance.nullable(),
  /** After Holm over all measures judged. */
  pHolm: Chance.nullable(),
  test: z.string(),
  limit: GateLimit.nullable(),
})
export type GateMeasure = z.infer<typeof GateMeasure>

/** What became of the suspects when they were run again. */
export const Confirmation = z.strictObject({
  /** The new run; null where none could be made, and then `reason` says why. */
  run: z.string().nullable(),
  /** How often each case was asked again of each side. */
  rounds: z.int().nonnegative(),
  reason: z.string().optional(),
  /**
   * `interleaved`: both models alternately in one run. `repeated`: the baseline's model is served as this run's is,
   * so that only this side could be run again, against the baseline's kept values.
   */
  models: z.array(
    z.strictObject({
      model: z.string(),
      baselineModel: z.string(),
      method: z.enum(['interleaved', 'repeated']),
    }),
  ),
  measures: z.array(GateMeasure),
})
export type Confirmation = z.infer<typeof Confirmation>

const Side = z.strictObject({
  run: z.string(),
  bench: z.string(),
  createdAt: Instant,
  fingerprint: z.string(),
})

export const GateReport = z.strictObject({
  schemaVersion,
  /** `unjudged`: nothing could be judged, or not all that was required. */
  verdict: z.enum(['passed', 'regressed', 'unjudged']),
  run: Side,
  baseline: Side.extend({
    /** A kept run, a baseline of the workspace, or a file. */
    from: z.enum(['run', 'kept', 'file']),
    name: z.string().optional(),
    branch: z.string().optional(),
  }),
  sameMachine: z.boolean(),
  alpha: z.number().gt(0).lt(1),
  measures: z.array(GateMeasure),
  confirmation: Confirmation.nullable(),
  /** What a reader must know beside the numbers: other machine, other settings, no history. */
  remarks: z.array(z.string()),
})
export type GateReport = z.infer<typeof GateReport>
