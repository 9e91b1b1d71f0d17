import { Bench, type BenchInput } from './schema/bench.ts'
import type { CreateEngine } from './schema/engine.ts'
import { JudgeEntry, type JudgeEntryInput } from './schema/judge.ts'
import type { Metric } from './schema/metric.ts'
import { Model, type ModelInput } from './schema/model.ts'
import { parseAt } from './schema/parse.ts'

/** A bench: tasks x models x settings x repeats x metrics. Checked at once, so that a mistake names its field. */
export const defineBench = (bench: BenchInput): Bench =>
  parseAt(Bench, bench, { field: `bench ${bench.id}` })

/** A model entry: what is compared, the engine that serves it, its price or null. */
export const defineModel = (model: ModelInput): Model =>
  parseAt(Model, model, { field: `model ${model.id}` })

/** An engine of your own; its file exports the result as `createEngine` and is named by `engine.module`. */
export const defineEngine = (createEngine: CreateEngine): CreateEngine => createEngine

/** A metric of your own; its file exports the result as `metric` and is named in the bench's `metricModules`. */
export const defineMetric = (metric: Metric): Metric => metric

/** A judge entry: a model that looks at pictures and answers in words. */
export const defineJudge = (judge: JudgeEntryInput): JudgeEntry =>
  parseAt(JudgeEntry, judge, { field: `judge ${judge.id}` })
