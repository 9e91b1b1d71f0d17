import { samplesOfRun } from './baselines.ts'
import { judge, type JudgeInput } from './compare/judge-measures.ts'
import { carryOut, scoreKeptRun, type Progress } from './pipeline.ts'
import { asBaseline, isServedAlike, planConfirmation } from './plan/plan-confirmation.ts'
import { runIdOf } from './plan/run-id.ts'
import type { Project } from './project.ts'
import type { Workspace } from './record/workspace.ts'
import { readEnvironment } from './run/environment.ts'
import type { StopSwitch } from './run/stop-switch.ts'
import type { Confirmation, GateMeasure } from './schema/gate-report.ts'
import type { Model } from './schema/model.ts'
import type { Run } from './schema/run.ts'
import type { RunSamples } from './schema/run-samples.ts'

/** What a gate may touch of the world. */
export interface GateTools {
  project: Project
  workspace: Workspace
  progress: Progress
  stop: StopSwitch
  /** Told before anything is called again. */
  onSuspicion: (suspects: readonly GateMeasure[], confirmation: Run) => void
}

export interface Suspicion {
  run: Run
  rounds: number
  budgetUsd: number | undefined
  input: JudgeInput
  suspects: GateMeasure[]
  /** Entries of the baseline's models; those of a kept run know where their modules lie. */
  baselineModels: readonly Model[]
}

function confirmationRun(
  { project }: GateTools,
  { run: doubted, rounds, budgetUsd, suspects, baselineModels }: Suspicion,
): {
  run: Run
  cells: ReturnType<typeof planConfirmation>['cells']
  models: Confirmation['models']
} {
  const { plan } = doubted
  const entries = new Map<string, Model>()
  const models: Confirmation['models'] = []
  const isDoubted = (id: string): boolean => suspects.some(({ model }) => model === id)
  for (const mine of plan.models.filter(({ id }) => isDoubted(id))) {
    const baselineModel = suspects.find(({ model }) => model === mine.id)?.baselineModel ?? mine.id
    const theirs = baselineModels.find(({ id }) => id === baselineModel)
    const isInterleaved = theirs !== undefined && !isServedAlike(mine, theirs)
    const asked = isInterleaved ? [asBaseline(theirs, plan.models), mine] : [mine]
    for (const entry of asked) entries.set(entry.id, entry)
    models.push({
      model: mine.id,
      baselineModel,
      method: isInterleaved ? 'interleaved' : 'repeated',
    })
  }
  const now = project.clock.now()
  const budget = budgetUsd ?? plan.budgetUsd
  const planned = planConfirmation({
    run: runIdOf(now, doubted.bench, process.pid),
    createdAt: now.toISOString(),
    plan,
    models: [...entries.values()],
    rounds,
    ...(budget === undefined ? {} : { budgetUsd: budget }),
  })
  const run: Run = {
    schemaVersion: 1,
    id: planned.plan.run,
    bench: doubted.bench,
    state: 'planned',
    createdAt: planned.plan.createdAt,
    environment: readEnvironment({ kontextbench: project.version, packages: project.packages }),
    plan: planned.plan,
    warnings: [],
    confirms: doubted.id,
  }
  return { run, cells: planned.cells, models }
}

/** Judges the suspects on fresh values: of both sides where they were interleaved, else against the kept ones. */
function judgeAgain(
  again: RunSamples,
  models: Confirmation['models'],
  { input, suspects }: Suspicion,
): GateMeasure[] {
  const pairsOf = (method: 'interleaved' | 'repeated') =>
    models.filter((one) => one.method === method)
  const interleaved = judge({
    ...input,
    baseline: again,
    run: again,
    models: pairsOf('interleaved').map(({ model, baselineModel }) => ({
      run: model,
      baseline: `${baselineModel}+baseline`,
    })),
    only: suspects,
  })
  const repeated = judge({
    ...input,
    run: again,
    models: pairsOf('repeated').map(({ model, baselineModel }) => ({
      run: model,
      baseline: baselineModel,
    })),
    only: suspects,
  })
  return [...interleaved, ...repeated]
}

/** Runs suspects again, alternately with the baseline's models where those can be called, and judges them anew. */
export async function confirmRegression(
  tools: GateTools,
  suspicion: Suspicion,
): Promise<Confirmation> {
  const { workspace, project, stop, progress } = tools
  const { rounds } = suspicion
  const { run, cells, models } = confirmationRun(tools, suspicion)
  const nothing = (reason: string, id: string | null): Confirmation => ({
    run: id,
    rounds,
    reason,
    models,
    measures: [],
  })
  if (run.plan.models.some(({ engine }) => engine.kind === 'imported'))
    return nothing('pictures made elsewhere cannot be made again here', null)
  tools.onSuspicion(suspicion.suspects, run)
  await workspace.store.putCells(run.id, cells)
  await workspace.store.putRun(run)
  const ended = await carryOut(project, workspace, run, stop, progress)
  if (ended.state !== 'finished') return nothing(`the rerun ended early: ${ended.state}`, run.id)
  await scoreKeptRun(workspace, ended, progress)
  const again = await samplesOfRun(workspace, ended)
  return { run: run.id, rounds, models, measures: judgeAgain(again, models, suspicion) }
}
