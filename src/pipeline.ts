/**
 * The recipe: load -> plan -> run -> score -> compare -> report. The only file that knows every stage.
 * Each stage reads what the one before kept, so that any of them can be done again on a kept run.
 */
import { availableParallelism } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { checkBudget, openEngines } from './carry-out.ts'
import { judgedOf } from './judged-of.ts'
import { knownCalibration } from './known-calibration.ts'
import { modelsOf } from './known-models.ts'
import { adjustBench, type BenchChanges } from './plan/adjust-bench.ts'
import { checkLoad } from './plan/check-load.ts'
import { planBench } from './plan/plan-bench.ts'
import { runIdOf } from './plan/run-id.ts'
import { selectCases } from './plan/select-cases.ts'
import type { Progress } from './progress.ts'
import type { Project } from './project.ts'
import type { Workspace } from './record/workspace.ts'
import { assertMadePictures } from './record/run-reference.ts'
import { readEnvironment } from './run/environment.ts'
import type { Bench } from './schema/bench.ts'
import type { Case } from './schema/case.ts'
import type { Comparison } from './schema/comparison.ts'
import type { DataSet } from './schema/data-set.ts'
import type { Run } from './schema/run.ts'
import { UserError } from './schema/user-error.ts'
import { enterImages } from './task/enter-images.ts'
import { openDataSet } from './task/open-data-set.ts'
import { loadBench } from './task/load-bench.ts'
import { assertKeys, pickModels } from './task/load-models.ts'
import { loadTasks } from './task/load-tasks.ts'

export { carryOut } from './carry-out.ts'
export { openProject, type Project } from './project.ts'
export { findWorkspace } from './record/workspace-dir.ts'
export { openWorkspace, type Workspace } from './record/workspace.ts'
export { engineKinds } from './engine/create-engine.ts'
export { collectGarbage } from './record/collect-garbage.ts'
export { findRun } from './record/run-reference.ts'
export { StopSwitch } from './run/stop-switch.ts'
export { systemClock } from './run/system-clock.ts'
export { capabilitiesOf, modelsOf } from './known-models.ts'
export { isFree } from './plan/price.ts'
export { pickModels } from './task/load-models.ts'
export { buildDataSet } from './task/build-data-set.ts'
/** Loaded when asked for: tables, archives and codecs take a tenth of a second to load, which no run should pay. */
export const dataSetTools = async () => ({
  ...(await import('./task/check-data-set.ts')),
  ...(await import('./task/import/import-data-set.ts')),
  ...(await import('./task/import-from-hub.ts')),
  ...(await import('./task/hub/hub-address.ts')),
  ...(await import('./task/import/task-map.ts')),
})
export const outputs = () => import('./import-outputs.ts')
export const modelChecks = () => import('./check-models.ts')
export const pictureFiles = () => import('./score-files.ts')
export const calibration = () => import('./calibrate-metrics.ts')
export const registry = () => import('./engine/registry.ts')
export const measurementFiles = () => import('./compare-files.ts')
export const baselines = () => import('./baselines.ts')
export const runPairs = () => import('./compare-runs.ts')
export const history = () => import('./track-history.ts')
export const gate = () => import('./gate-run.ts')
export const judging = () => import('./judge-run.ts')
export { loadDataSet } from './task/load-data-set.ts'
export { findSource } from './task/open-data-set.ts'
export type RunState = Run['state']
export const voting = () => import('./vote/open-voting.ts')
export const results = () => import('./vote/results-desk.ts')
export const oneCall = () => import('./call-model.ts')
export { Answers, Sheet, skipReasons } from './vote/blind/sheet.ts'
export type { BlindSession, CheckShares } from './vote/blind/blind-session.ts'
export type { VotingChoice, VotingDocument } from './vote/open-voting.ts'
export type { ResultsDesk } from './vote/results-desk.ts'
export type { GenerateAnswer } from './call-model.ts'
export const terminal = () => import('./report/terminal-table.ts')

export type { Progress, Stage } from './progress.ts'

export interface RunRequest extends BenchChanges {
  bench: string
  models?: string[]
  modelsFile?: string
  name?: string
}

interface OpenedCases {
  dataSets: DataSet[]
  cases: Case[]
  folderOf: Map<string, string>
}

async function openCases(project: Project, bench: Bench, progress: Progress): Promise<OpenedCases> {
  const opened: OpenedCases = { dataSets: [], cases: [], folderOf: new Map() }
  for (const id of bench.dataSets) {
    const set = await openDataSet(id, {
      sourceFolders: project.dataSetFolders,
      builtDir: join(project.workspaceDir, 'datasets'),
      choose: (cases) => selectCases(cases, bench.tasks, bench.select),
      onProgress: (done, total) => progress.stage('data', done, total, id),
    })
    opened.dataSets.push(set.manifest)
    opened.folderOf.set(set.manifest.id, set.dir)
    opened.cases.push(...selectCases(set.cases, bench.tasks, bench.select))
  }
  if (opened.cases.length === 0) {
    throw new UserError('the bench selects no case', 'Widen its tasks, select or data sets.')
  }
  return opened
}

/** Loads everything, plans, and keeps the plan with its inputs. With `dryRun` nothing is kept. */
export async function planRun(
  project: Project,
  workspace: Workspace,
  request: RunRequest,
  progress: Progress,
  dryRun = false,
): Promise<Run> {
  const { bench: asked, file } = await loadBench(request.bench, {
    cwd: project.cwd,
    folders: project.benchFolders,
  })
  const bench = adjustBench(asked, request)
  const named = request.models ?? bench.models
  const models = pickModels(named, await modelsOf(project, request.modelsFile, named))
  const engines = await openEngines(models)
  if (!dryRun) assertKeys(models, project.env)
  const opened = await openCases(project, bench, progress)
  checkLoad(bench, opened.cases, engines)
  const now = project.clock.now()
  const { plan, cells } = planBench({
    run: runIdOf(now, bench.id, process.pid),
    createdAt: now.toISOString(),
    bench,
    tasks: await loadTasks(project.taskFolders),
    calibrated: await knownCalibration(project),
    dataSets: opened.dataSets,
    cases: opened.cases,
    models,
    metricModules: (bench.metricModules ?? []).map((path) => resolve(dirname(file), path)),
  })
  const run: Run = {
    schemaVersion: 1,
    id: plan.run,
    ...(request.name === undefined ? {} : { name: request.name }),
    bench: bench.id,
    state: 'planned',
    createdAt: plan.createdAt,
    environment: readEnvironment({ kontextbench: project.version, packages: project.packages }),
    plan,
    warnings: [],
  }
  checkBudget(run)
  if (dryRun) return run
  const keeping = workspace.locks.pictures()
  try {
    await enterImages(opened.cases, opened.folderOf, workspace.blobs, (done, total) =>
      progress.stage('inputs', done, total),
    )
    await workspace.store.putCells(run.id, cells)
    await workspace.store.putRun(run)
  } finally {
    keeping.release()
  }
  return run
}

/**
 * Scores what a run made and was not scored yet, or not by this version of a metric. Metrics named beside those of the
 * plan become part of it: the run as it is then is given back. @throws UserError for a metric that is not known.
 */
export async function scoreKeptRun(
  workspace: Workspace,
  run: Run,
  progress: Progress,
  more: readonly string[] = [],
): Promise<Run> {
  assertMadePictures(run)
  const { createScorer } = await import('./score/scorer.ts')
  const { scoreRun } = await import('./score/score-run.ts')
  const workers = Math.max(1, Math.min(4, availableParallelism()))
  const metricIds = [...new Set([...run.plan.metrics, ...more])]
  const scored: Run = { ...run, plan: { ...run.plan, metrics: metricIds } }
  const scorer = await createScorer({ workers, metricIds, modules: run.plan.metricModules })
  try {
    if (metricIds.length > run.plan.metrics.length) await workspace.store.putRun(scored)
    await scoreRun(
      {
        run: scored,
        store: workspace.store,
        blobs: workspace.blobs,
        metrics: scorer.metrics,
        scorer,
        concurrency: workers * 2,
        onProgress: (done, total) => progress.stage('score', done, total),
      },
      workspace.store.cells(run.id),
    )
  } finally {
    await scorer.close()
  }
  return scored
}

/** Confidence level of every interval of a run's comparison. */
const comparisonLevel = 0.95

/** Scores + votes + timings -> Comparison, kept beside the run. */
export async function compareKeptRun(workspace: Workspace, run: Run): Promise<Comparison> {
  assertMadePictures(run)
  const { compareRun } = await import('./compare/compare-run.ts')
  const { store } = workspace
  const votes = await store.votes(run.id)
  const { ratePanels } = await import('./vote/panel-ratings.ts')
  const comparison = await compareRun({
    run,
    ratings: await ratePanels(run, votes, comparisonLevel),
    judged: await judgedOf(store, run),
    cells: store.cells(run.id),
    records: store.records(run.id),
    scores: store.scores(run.id),
    level: comparisonLevel,
  })
  await store.putComparison(comparison)
  return comparison
}

/** Writes reports/<bench>/<run>/ and points reports/<bench>/latest/ at it. Returns the run's folder. */
export async function reportKeptRun(
  project: Project,
  workspace: Workspace,
  run: Run,
  comparison: Comparison,
  progress: Progress,
  out = join(project.reportsDir, run.bench, run.id),
): Promise<string> {
  const { pointLatest } = await import('./report/point-latest.ts')
  const { writeReport } = await import('./report/write-report.ts')
  const { ratingVotes } = await import('./vote/panel-ratings.ts')
  const { store, blobs } = workspace
  const votes = await store.votes(run.id)
  await writeReport({
    run,
    comparison,
    cells: () => store.cells(run.id),
    records: () => store.records(run.id),
    scores: () => store.scores(run.id),
    votes: ratingVotes(run, votes),
    judgeVotes: votes.filter(({ voter }) => voter.kind === 'judge'),
    blobs,
    out,
    onProgress: (done, total) => progress.stage('report', done, total),
  })
  if (out === join(project.reportsDir, run.bench, run.id)) await pointLatest(out)
  return out
}
