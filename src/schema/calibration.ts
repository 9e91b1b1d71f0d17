import { z } from 'zod'
import { Estimate } from './estimate.ts'
import { Instant, TaskId, schemaVersion } from './id.ts'

/** What a metric must tell apart to be believed on a task: the better side first. */
export const Contrast = z.enum([
  'reference > copy-input',
  'reference > over-edit',
  'reference > shuffle',
  'right text > wrong text',
  'small edit > no-op',
])
export type Contrast = z.infer<typeof Contrast>

/** `unproven` = too few scenes were scored to tell. */
const CalibrationState = z.enum(['reached', 'missed', 'unproven'])

/** How a metric did on one task. */
export const TaskCalibration = z.strictObject({
  task: TaskId,
  contrast: Contrast,
  auc: Estimate,
  /** Least AUC with which a metric may decide on this task. */
  bar: z.number(),
  state: CalibrationState,
  /** Tuned on one half of the scenes; `accuracy` is the mean share right of both sides on the other half. */
  threshold: z.strictObject({ value: z.number(), accuracy: Estimate }).optional(),
})
export type TaskCalibration = z.infer<typeof TaskCalibration>

/** What is known of a metric that a task asks to decide. A diagnostic missed its bar and does not decide. */
export const Verdict = z.discriminatedUnion('state', [
  z.strictObject({
    task: TaskId,
    metric: z.string(),
    state: z.enum(['decides', 'diagnostic']),
    version: z.string(),
    contrast: Contrast,
    auc: Estimate,
    bar: z.number(),
  }),
  z.strictObject({
    task: TaskId,
    metric: z.string(),
    state: z.literal('uncalibrated'),
    why: z.enum(['never-tried', 'other-version', 'too-few-scenes']),
  }),
])
export type Verdict = z.infer<typeof Verdict>

/** One metric, as one command measured it. */
export const MetricCalibration = z.strictObject({
  metric: z.string(),
  version: z.string(),
  command: z.string(),
  madeAt: Instant,
  dataSet: z.strictObject({ id: z.string(), version: z.string(), cases: z.int() }),
  tasks: z.array(TaskCalibration),
  /** Kendall's tau of goodness over strength, falling = 1, by what was done to the right answer; over all tasks. */
  falls: z.record(z.string(), Estimate),
})
export type MetricCalibration = z.infer<typeof MetricCalibration>

/** Two kinds of outputs whose order is known, by case: better minus worse, turned so that more is better. */
export const KnownOrder = z.strictObject({
  task: TaskId,
  /** `headline`, or the id of a metric. */
  measure: z.string(),
  better: z.string(),
  worse: z.string(),
  difference: Estimate,
})
export type KnownOrder = z.infer<typeof KnownOrder>

/** tasks/calibration.json: which metrics may decide on which task. Made by `kontextbench calibrate`. */
export const Calibration = z.strictObject({
  schemaVersion,
  metrics: z.array(MetricCalibration),
  orders: z.array(KnownOrder),
})
export type Calibration = z.infer<typeof Calibration>
