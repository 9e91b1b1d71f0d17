import { z } from 'zod'
import { Slug, TaskId, schemaVersion } from './id.ts'
import { Load } from './load.ts'
import { Model } from './model.ts'
import { Setting } from './setting.ts'

/** Which cases of the data sets are taken. Absent = all. */
export const Selection = z.strictObject({
  /** At most this many single-turn cases a task, spread over clusters. */
  perTask: z.int().positive().optional(),
  /** At most this many multi-turn chains. */
  chains: z.int().nonnegative().optional(),
  cases: z.array(z.string()).optional(),
})
export type Selection = z.infer<typeof Selection>

/** What is compared: tasks x models x settings x repeats x metrics. */
export const Bench = z.strictObject({
  schemaVersion: schemaVersion.default(1),
  id: Slug,
  title: z.string(),
  dataSets: z.array(Slug).min(1),
  tasks: z.array(TaskId).optional(),
  select: Selection.optional(),
  models: z.array(z.union([Slug, Model])).min(1),
  settings: z.array(Setting).min(1).optional(),
  repeats: z.int().positive().default(1),
  /** Makes it a latency bench: the same cases over and over, offered as said. `repeats` counts for nothing then. */
  load: Load.optional(),
  /** Absent = the metrics that the tasks name. */
  metrics: z.array(z.string()).optional(),
  /** Files of metrics of your own, relative to the bench file; each exports `metric`. */
  metricModules: z.array(z.string()).optional(),
  budgetUsd: z.number().positive().optional(),
  /** Seed of everything random in planning and statistics. */
  seed: z.int().nonnegative().default(1),
})
export type Bench = z.infer<typeof Bench>
export type BenchInput = z.input<typeof Bench>
