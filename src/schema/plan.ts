import { z } from 'zod'
import { Instant, Sha256, TaskId, schemaVersion } from './id.ts'
import { Verdict } from './calibration.ts'
import { Case } from './case.ts'
import { JudgeAsk, Judging } from './judge.ts'
import { Load } from './load.ts'
import { Model } from './model.ts'
import { Setting } from './setting.ts'
import { Task } from './task.ts'

/** One case x model x setting x repeat: the whole chain of turns. The task is not part of it. */
export const Cell = z.strictObject({
  id: Sha256,
  index: z.int().nonnegative(),
  model: z.string(),
  setting: z.string(),
  repeat: z.int().nonnegative(),
  case: z.string(),
  dataSet: z.string(),
  tasks: z.array(TaskId),
  turns: z.int().positive(),
  seed: z.int().nonnegative().nullable(),
  /** Of a latency bench: cells of one block are offered together, blocks one after another. */
  block: z.string().optional(),
  /** Made before the samples of its block, and no sample. */
  warmUp: z.literal(true).optional(),
  /** Of a judge run: what is asked, of the case's outputs. */
  ask: JudgeAsk.optional(),
})
export type Cell = z.infer<typeof Cell>

const PriceEstimate = z.strictObject({
  usd: z.number().nonnegative(),
  /** Calls whose price is not known; the sum leaves them out. */
  unknown: z.int().nonnegative(),
})

/** All that is needed to carry out, score, compare and report a run. Cells are kept beside it, one document each. */
export const Plan = z.strictObject({
  schemaVersion,
  run: z.string(),
  bench: z.string(),
  title: z.string(),
  createdAt: Instant,
  seed: z.int(),
  models: z.array(Model),
  settings: z.array(Setting),
  tasks: z.array(Task),
  metrics: z.array(z.string()),
  /** What was known of the metrics that decide on the tasks when this was planned. */
  verdicts: z.array(Verdict).optional(),
  /** Absolute paths of users' own metric modules. */
  metricModules: z.array(z.string()),
  repeats: z.int().positive(),
  /** All models share one seat and are called in the order of the cells: drift hits them alike. */
  interleaved: z.literal(true).optional(),
  cases: z.array(Case),
  dataSets: z.array(z.strictObject({ id: z.string(), digest: Sha256, version: z.string() })),
  load: Load.optional(),
  /** Makes it a judge run: its models are judges, its cells their calls. */
  judging: Judging.optional(),
  budgetUsd: z.number().positive().optional(),
  price: PriceEstimate,
  cellCount: z.int().nonnegative(),
  /** SHA-256 over all cell ids in order: two runs with the same digest asked the same. */
  digest: Sha256,
})
export type Plan = z.infer<typeof Plan>
