import { canonicalJson } from '#digest/canonical-json.ts'
import type { Json } from '#schema/id.ts'
import type { Model } from '#schema/model.ts'
import type { Cell, Plan } from '#schema/plan.ts'
import { planBench } from './plan-bench.ts'

export interface ConfirmationInput {
  run: string
  createdAt: string
  /** The plan whose result is doubted: its cases and settings are asked again. */
  plan: Plan
  models: readonly Model[]
  rounds: number
  budgetUsd?: number
}

const moduleName = (path: string | undefined): string | undefined => path?.split(/[\\/]/).at(-1)

/** True when both entries reach the same served model: then running one again says nothing of the other. */
export function isServedAlike(one: Model, other: Model): boolean {
  const keyOf = ({ engine }: Model): string => {
    const { apiKeyEnv: _key, module, ...reached } = engine
    return canonicalJson({ ...reached, module: moduleName(module) ?? null } as Json)
  }
  return keyOf(one) === keyOf(other)
}

/** The baseline's entry under a name of its own, its engine's module found where this run's models have it. */
export function asBaseline(model: Model, known: readonly Model[]): Model {
  const { module } = model.engine
  const here = known.find((other) => moduleName(other.engine.module) === moduleName(module))
  const path = here?.engine.module ?? module
  return {
    ...model,
    id: `${model.id}+baseline`,
    name: `${model.name} (baseline)`,
    engine: path === undefined ? model.engine : { ...model.engine, module: path },
  }
}

/** The same asks again, of a baseline's models and a run's alternately: case by case, each first in turn. */
export function planConfirmation(input: ConfirmationInput): { plan: Plan; cells: Cell[] } {
  const { plan: asked, models, rounds, budgetUsd } = input
  const { plan, cells } = planBench({
    run: input.run,
    createdAt: input.createdAt,
    bench: {
      schemaVersion: 1,
      id: asked.bench,
      title: asked.title,
      dataSets: asked.dataSets.map(({ id }) => id),
      models: [...models],
      settings: asked.settings,
      repeats: asked.repeats * rounds,
      metrics: asked.metrics,
      seed: asked.seed,
      ...(budgetUsd === undefined ? {} : { budgetUsd }),
    },
    tasks: asked.tasks,
    dataSets: asked.dataSets,
    cases: asked.cases,
    models,
    metricModules: asked.metricModules,
  })
  const verdicts = asked.verdicts ? { verdicts: asked.verdicts } : {}
  return { plan: { ...plan, ...verdicts, interleaved: true }, cells }
}
