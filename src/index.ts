/**
 * The public API. Left out on purpose: stores, runners and stages; they are reached by the command line.
 */

// Define what is compared, asked and used.
export { defineBench } from './define.ts'
export { defineModel } from './define.ts'
export { defineTask } from './task/define-task.ts'
export { defineDataSet } from './task/data-set-source.ts'

// Extend: engines, metrics and judges of your own.
export { defineEngine } from './define.ts'
export { defineMetric } from './define.ts'
export { defineJudge } from './define.ts'

// Errors a user of the API may want to tell apart.
export { KontextError } from './schema/kontext-error.ts'
export { UserError } from './schema/user-error.ts'

export type { Bench, BenchInput } from './schema/bench.ts'
export type { Model, ModelInput } from './schema/model.ts'
export type { Setting } from './schema/setting.ts'
export type { Task } from './schema/task.ts'
export type { Case, SceneTruth } from './schema/case.ts'
export type {
  CreateEngine,
  Engine,
  EngineContext,
  EngineOutcome,
  EngineRequest,
} from './schema/engine.ts'
export type { Metric, MetricInput, MetricResult } from './schema/metric.ts'
export type { JudgeEntry, JudgeEntryInput } from './schema/judge.ts'
export type { DataSetSource, DraftCase, DrawnImage } from './task/data-set-source.ts'
