/** `calibrate`: every metric on pictures whose order is known, through the workers that score runs. */
import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import pLimit from 'p-limit'
import { answersOf, type Answered } from './calibrate-answers.ts'
import { calibrate } from './calibrate/calibrate.ts'
import { knownOrders, type MeasureOf } from './calibrate/known-orders.ts'
import { inputOfCase, observe, type LoadPicture } from './calibrate/observe-case.ts'
import { goodness, type Observed } from './calibrate/observed.ts'
import { probesOf } from './calibrate/probes-of.ts'
import { shrinkCases } from './calibrate/shrink-cases.ts'
import { headlineValue } from './compare/headline.ts'
import { selectCases } from './plan/select-cases.ts'
import type { Progress } from './progress.ts'
import type { Project } from './project.ts'
import type { Calibration } from './schema/calibration.ts'
import type { Case, ImageFile } from './schema/case.ts'
import type { DataSet } from './schema/data-set.ts'
import type { Task } from './schema/task.ts'
import { UserError } from './schema/user-error.ts'
import { createScorer, knownMetrics, type Scorer } from './score/scorer.ts'
import { loadTasks } from './task/load-tasks.ts'
import { openDataSet } from './task/open-data-set.ts'

export { keepCalibration } from './task/load-calibration.ts'
export { renderCalibration, writeCalibrationInto } from './report/calibration-table.ts'

export interface CalibrateRequest {
  dataSet: string
  /** Absent = every metric that looks at pictures. */
  metrics?: string[]
  /** Cases a task. */
  limit: number
  /** Longest side in px that pictures are shrunk to first; absent = as they are. */
  side?: number
  /** As typed: it is kept beside the numbers. */
  command: string
}

const level = 0.95
const seed = 1
/** Every third case is spoiled in full; the others show controls and mild spoiling only. */
const ladderedOf = 3

const pictureFiles = (cases: readonly Case[]): ImageFile[] =>
  cases.flatMap(({ turns }) =>
    turns.flatMap(({ inputs, truth }) => [
      ...inputs.flatMap((input) => (input.from === 'case' ? [input.image] : [])),
      ...[truth?.reference, truth?.mask, truth?.subject].filter((file) => file !== undefined),
    ]),
  )

interface Opened {
  manifest: DataSet
  cases: Case[]
  load: LoadPicture
}

/** Single turns of tasks that a metric can say something of; a task decided by votes alone has none. */
async function openCases(
  project: Project,
  tasks: readonly Task[],
  { dataSet, limit, side }: CalibrateRequest,
  progress: Progress,
): Promise<Opened> {
  const asked = tasks.filter((task) => task.metrics.length > 0).map((task) => task.id)
  const { manifest, cases, dir } = await openDataSet(dataSet, {
    sourceFolders: project.dataSetFolders,
    builtDir: join(project.workspaceDir, 'datasets'),
    choose: (all) => selectCases(all, asked, { perTask: limit, chains: 0 }),
    onProgress: (done, total) => progress.stage('data', done, total, dataSet),
  })
  const chosen = selectCases(cases, asked, { perTask: limit, chains: 0 })
  if (chosen.length === 0)
    throw new UserError(
      `${dataSet} has no case of a task with metrics`,
      `Name a data set with cases of ${asked.join(', ')}.`,
    )
  const files = new Map(pictureFiles(chosen).map(({ sha256, file }) => [sha256, join(dir, file)]))
  const load: LoadPicture = (digest) => readFile(files.get(digest) ?? join(dir, digest))
  return {
    manifest,
    ...(side === undefined ? { cases: chosen, load } : shrinkCases(chosen, load, side)),
  }
}

async function* probesOfCase(
  { answer, others }: Answered,
  subject: Case,
  source: Uint8Array | undefined,
  isLaddered: boolean,
) {
  yield* others
  const text = subject.turns[0]?.truth?.text
  if (answer) yield* probesOf({ answer, source, text, isLaddered })
}

async function observeAll(
  { cases, load }: Opened,
  project: Project,
  scorer: Scorer,
  workers: number,
  progress: Progress,
): Promise<Observed[]> {
  const observed: Observed[] = []
  const scoring = pLimit(workers * 2)
  const answers = await answersOf(cases, load, project)
  let done = 0
  try {
    const isLaddered = everyThird(cases)
    const inHand = pLimit(2)
    await inHand.map([...cases], async (subject) => {
      const input = await inputOfCase(subject, load)
      const answered = await answers.of(subject)
      const work: Promise<void>[] = []
      const source = input.source?.bytes
      for await (const probe of probesOfCase(answered, subject, source, isLaddered.has(subject))) {
        work.push(
          scoring(async () => {
            observed.push(await observe(subject, input, probe, (one) => scorer.score(one)))
          }),
        )
        // Pictures wait for a worker only as long as few do.
        if (scoring.pendingCount > workers * 2) await Promise.race(work)
      }
      await Promise.all(work)
      progress.stage('score', ++done, cases.length, `${observed.length} pictures`)
    })
  } finally {
    await answers.close()
  }
  // They end in any order; numbers must not depend on it.
  const keyOf = (one: Observed): string => `${one.case} ${one.probe}`
  return observed.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

/** Of each task's cases every third one, so that every task has some. */
function everyThird(cases: readonly Case[]): Set<Case> {
  const groups = Map.groupBy(cases, (subject) => subject.tasks[0] ?? '')
  return new Set(
    [...groups.values()].flatMap((group) => group.filter((_, index) => index % ladderedOf === 0)),
  )
}

/** The headline is the task's as it stands in its file, whatever an earlier calibration took out of it. */
const measureFrom =
  (tasks: readonly Task[], scorer: Scorer): MeasureOf =>
  (id, measure, { values, notApplicable }) => {
    const turned = (metric: string, value: number | undefined): number | undefined =>
      value === undefined
        ? undefined
        : goodness({ direction: scorer.metrics.get(metric)?.direction ?? 'none' }, value)
    if (measure !== 'headline') return turned(measure, values.get(measure))
    const task = tasks.find((one) => one.id === id)
    const turn = {
      outcome: 'image',
      values: new Map(values),
      notApplicable: new Set(notApplicable),
    }
    const value = task && headlineValue(task, turn)
    return task?.headline.kind === 'metric' ? turned(task.headline.metric, value) : value
  }

/** @throws UserError for an unknown metric or data set, or a data set without a fitting case */
export async function calibrateMetrics(
  project: Project,
  asked: CalibrateRequest,
  progress: Progress,
): Promise<Calibration> {
  const tasks = await loadTasks(project.taskFolders)
  const seeing = knownMetrics().filter(({ work }) => work !== 'inline')
  const workers = Math.max(1, Math.min(4, availableParallelism()))
  const metricIds = [...new Set(asked.metrics ?? seeing.map(({ id }) => id))]
  const scorer = await createScorer({ workers, metricIds, modules: [] })
  try {
    const opened = await openCases(project, tasks, asked, progress)
    const observed = await observeAll(opened, project, scorer, workers, progress)
    const { manifest, cases } = opened
    const head = {
      command: asked.command,
      madeAt: project.clock.now().toISOString(),
      dataSet: { id: manifest.id, version: manifest.version, cases: cases.length },
    }
    const options = { level, seed }
    return {
      schemaVersion: 1,
      metrics: calibrate(observed, [...scorer.metrics.values()], tasks, head, options),
      orders: knownOrders(observed, measureFrom(tasks, scorer), options),
    }
  } finally {
    await scorer.close()
  }
}
