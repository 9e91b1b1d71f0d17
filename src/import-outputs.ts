import { readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { inspectImage } from './image/inspect.ts'
import { knownCalibration } from './known-calibration.ts'
import { defaultSetting, planBench } from './plan/plan-bench.ts'
import { runIdOf } from './plan/run-id.ts'
import type { Project } from './project.ts'
import type { Workspace } from './record/workspace.ts'
import { inputsOfTurn } from './run/build-request.ts'
import { readEnvironment } from './run/environment.ts'
import type { StoredImage } from './schema/attempt.ts'
import type { Case } from './schema/case.ts'
import type { RefusedRow } from './schema/data-set.ts'
import { Slug } from './schema/id.ts'
import { Model } from './schema/model.ts'
import { parseAt } from './schema/parse.ts'
import type { Cell } from './schema/plan.ts'
import type { Run } from './schema/run.ts'
import { UserError } from './schema/user-error.ts'
import { enterImages } from './task/enter-images.ts'
import { findOutput, indexOutputs, type OutputIndex } from './task/import/find-outputs.ts'
import { loadTasks } from './task/load-tasks.ts'
import { openDataSet } from './task/open-data-set.ts'

export interface OutputsRequest {
  dataSet: string
  /** Model ids and the folder of each. */
  folders: ReadonlyMap<string, string>
  name?: string
}

export interface ImportedOutputs {
  run: Run
  /** Pictures found, of all turns planned. */
  found: number
  planned: number
  refused: RefusedRow[]
}

const largestFile = 64 * 1024 * 1024

const modelOf = (id: string, folder: string): Model =>
  parseAt(
    Model,
    {
      id,
      name: id,
      engine: { kind: 'imported' },
      notes: `made elsewhere, imported from ${folder}`,
    },
    { field: '--model' },
  )

/** The picture of a file, kept; or why it cannot be. */
async function keepPicture(
  file: string,
  { blobs }: Workspace,
): Promise<StoredImage | { reason: string }> {
  const { size } = await stat(file)
  if (size > largestFile) return { reason: `larger than ${largestFile / 2 ** 20} MiB` }
  const bytes = new Uint8Array(await readFile(file))
  let seen: ReturnType<typeof inspectImage>
  try {
    seen = inspectImage(bytes)
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) }
  }
  return { sha256: await blobs.put(bytes), ...seen, bytes: size }
}

interface Keeping {
  workspace: Workspace
  run: Run
  index: OutputIndex
  refused: RefusedRow[]
}

async function keepTurn(
  cell: Cell,
  subject: Case,
  turn: number,
  previous: string | undefined,
  { workspace, run, index, refused }: Keeping,
): Promise<string | undefined> {
  const found = findOutput(index, subject, turn)
  if ('missing' in found) return undefined
  if ('ambiguous' in found) {
    const reason = `two files could be turn ${turn} of ${cell.case}: ${found.ambiguous.slice(0, 2).join(', ')}`
    refused.push({ file: index.folder, reason })
    return undefined
  }
  const inputs = inputsOfTurn(subject, turn, defaultSetting, previous)
  if (!inputs) return undefined
  const image = await keepPicture(join(index.folder, found.path), workspace)
  if ('reason' in image) {
    refused.push({ file: join(index.folder, found.path), reason: image.reason })
    return undefined
  }
  const { store } = workspace
  const where = { run: run.id, cell: cell.id, turn }
  // No call was made here: no phases, no cost, and the file it came from.
  const attempt = {
    ...where,
    number: 1,
    token: 0,
    startedAt: run.createdAt,
    state: 'ended',
    outcome: 'image',
  } as const
  await Promise.all([
    store.putAttempt({
      schemaVersion: 1,
      ...attempt,
      warnings: [],
      cost: { state: 'unknown' },
      server: { importedFrom: found.path },
      image,
    }),
    store.putTurn(run.id, cell.id, {
      turn,
      outcome: 'image',
      inputs: inputs.map((input) => input.sha256),
      image,
    }),
  ])
  return image.sha256
}

async function openIndexes(
  folders: ReadonlyMap<string, string>,
  cwd: string,
): Promise<Map<string, OutputIndex>> {
  const indexes = new Map<string, OutputIndex>()
  for (const [model, folder] of folders) {
    const path = resolve(cwd, folder)
    const index = await indexOutputs(path).catch(() => undefined)
    if (!index?.byName.size)
      throw new UserError('there are no pictures here', 'Name the folder of the outputs.', {
        file: path,
      })
    indexes.set(model, index)
  }
  return indexes
}

async function planOutputs(project: Project, request: OutputsRequest) {
  const set = await openDataSet(request.dataSet, {
    sourceFolders: project.dataSetFolders,
    builtDir: join(project.workspaceDir, 'datasets'),
    choose: (cases) => [...cases],
    onProgress: () => undefined,
  })
  const models = [...request.folders].map(([id, folder]) => modelOf(id, folder))
  const now = project.clock.now()
  const title = `Outputs for ${set.manifest.title}`
  const bench = { schemaVersion: 1 as const, id: request.dataSet, title, repeats: 1, seed: 1 }
  const { plan, cells } = planBench({
    run: runIdOf(now, request.dataSet, process.pid),
    createdAt: now.toISOString(),
    bench: { ...bench, dataSets: [request.dataSet], models },
    tasks: await loadTasks(project.taskFolders),
    calibrated: await knownCalibration(project),
    dataSets: [set.manifest],
    cases: set.cases,
    models,
  })
  const run: Run = {
    schemaVersion: 1,
    id: plan.run,
    ...(request.name === undefined ? {} : { name: request.name }),
    bench: bench.id,
    state: 'running',
    createdAt: plan.createdAt,
    environment: readEnvironment({ kontextbench: project.version, packages: project.packages }),
    plan,
    warnings: [],
  }
  return { run, cells, set }
}

/**
 * Pictures that were made elsewhere -> a finished run of them, to be scored, voted on and reported like any
 * other; timings and costs stay missing. What has no file is planned and not run.
 * @throws UserError for an unknown data set, a wrong name, or folders in which nothing belongs to the data set
 */
export async function importOutputs(
  project: Project,
  workspace: Workspace,
  request: OutputsRequest,
  onProgress: (done: number, total: number) => void,
): Promise<ImportedOutputs> {
  parseAt(Slug, request.dataSet, { field: '--dataset' })
  const indexes = await openIndexes(request.folders, project.cwd)
  const { run, cells, set } = await planOutputs(project, request)
  const { store, blobs, locks } = workspace
  const lock = locks.pictures()
  try {
    await enterImages(set.cases, new Map([[set.manifest.id, set.dir]]), blobs, () => undefined)
    await store.putCells(run.id, cells)
    await store.putRun(run)
    const kept = await keepCells(cells, { run, indexes, workspace, onProgress })
    const finishedAt = project.clock.now().toISOString()
    const finished: Run = { ...run, state: 'finished', finishedAt }
    await store.putRun(finished)
    return { run: finished, planned: cells.reduce((sum, cell) => sum + cell.turns, 0), ...kept }
  } finally {
    lock.release()
  }
}

interface KeepCells {
  run: Run
  indexes: ReadonlyMap<string, OutputIndex>
  workspace: Workspace
  onProgress: (done: number, total: number) => void
}

async function keepCells(
  cells: readonly Cell[],
  { run, indexes, workspace, onProgress }: KeepCells,
): Promise<{ found: number; refused: RefusedRow[] }> {
  const cases = new Map(run.plan.cases.map((subject) => [subject.id, subject]))
  const refused: RefusedRow[] = []
  let found = 0
  for (const [done, cell] of cells.entries()) {
    const subject = cases.get(cell.case)
    const index = indexes.get(cell.model)
    let previous: string | undefined
    for (let turn = 1; subject && index && turn <= cell.turns; turn++) {
      previous = await keepTurn(cell, subject, turn, previous, { workspace, run, index, refused })
      if (previous === undefined) break
      found += 1
    }
    onProgress(done + 1, cells.length)
  }
  if (found > 0) return { found, refused }
  await workspace.store.removeRun(run.id)
  const [first] = refused
  throw new UserError(
    first ? first.reason : 'no picture here has the name of a case',
    'Name them KEY.png, with the keys of the data set.',
    { file: first?.file },
  )
}
