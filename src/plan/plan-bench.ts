import { canonicalJson } from '#digest/canonical-json.ts'
import { sha256 } from '#digest/sha256.ts'
import type { Bench } from '#schema/bench.ts'
import type { Case } from '#schema/case.ts'
import type { DataSet } from '#schema/data-set.ts'
import type { Model } from '#schema/model.ts'
import type { Cell, Plan } from '#schema/plan.ts'
import type { Setting } from '#schema/setting.ts'
import type { Task } from '#schema/task.ts'
import { createCellIdentifier } from './cell-id.ts'
import { decideBy, type Calibrated } from './decide-by.ts'
import { loadCells, settingsOfLevels, type PlannedCell } from './load-cells.ts'
import { priceOfCall } from './price.ts'

export const defaultSetting: Setting = { id: 'default', chain: 'own-output', seed: 1 }

/** The same picture asked for again may come out of a server's memory, so each call of a latency bench has its own seed. */
const defaultLoadSetting: Setting = { id: 'default', chain: 'own-output', seed: 'per-repeat' }

const alwaysMeasured = ['latency', 'time-to-image', 'cost']

export interface PlanInput {
  run: string
  createdAt: string
  bench: Bench
  tasks: readonly Task[]
  dataSets: readonly Pick<DataSet, 'id' | 'digest' | 'version'>[]
  cases: readonly Case[]
  models: readonly Model[]
  /** Absent = nothing is known of any metric, and nothing is said. */
  calibrated?: Calibrated
  /** Absolute paths. */
  metricModules?: readonly string[]
}

const seedOf = (setting: Setting, repeat: number): number | null =>
  setting.seed === 'per-repeat' ? repeat + 1 : setting.seed

/** Rotates the models from case to case, so that none always comes first and all are interleaved in time. */
const rotated = <T>(items: readonly T[], by: number): T[] =>
  items.map((_, index) => items[(index + by) % items.length] as T)

/** The same ask twice in one plan (equal rows, two names for one served model) is still two cells. */
const distinct = (id: string, seen: Map<string, number>): string => {
  const times = seen.get(id) ?? 0
  seen.set(id, times + 1)
  return times === 0 ? id : sha256(`${id}:${times}`)
}

/** Every case by every model under every setting, case by case. */
function* benchCells(
  { bench, models, cases }: PlanInput,
  settings: readonly Setting[],
): Iterable<Omit<PlannedCell, 'block'>> {
  const variants = models.flatMap((model) => settings.map((setting) => ({ model, setting })))
  for (let repeat = 0; repeat < bench.repeats; repeat++) {
    for (const [caseIndex, subject] of cases.entries()) {
      for (const variant of rotated(variants, caseIndex + repeat))
        yield { ...variant, subject, repeat }
    }
  }
}

function listCells(input: PlanInput, settings: readonly Setting[]): Cell[] {
  const { models, cases, bench } = input
  const seen = new Map<string, number>()
  const identifierOf = memoised((model: Model, setting: Setting) =>
    createCellIdentifier(model, setting),
  )
  const planned: Iterable<Omit<PlannedCell, 'block'> & { block?: string }> = bench.load
    ? loadCells(cases, models, settings, bench.load)
    : benchCells(input, settings)
  const cells: Cell[] = []
  for (const { model, setting, subject, repeat, block, warmUp } of planned) {
    cells.push({
      id: distinct(identifierOf(model, setting)(subject, repeat), seen),
      index: cells.length,
      model: model.id,
      setting: setting.id,
      repeat,
      case: subject.id,
      dataSet: subject.dataSet,
      tasks: subject.tasks,
      turns: subject.turns.length,
      seed: seedOf(setting, repeat),
      ...(block === undefined ? {} : { block }),
      ...(warmUp ? { warmUp } : {}),
    })
  }
  return cells
}

/** One identifier for each model and setting: making one digests them. */
function memoised<T>(make: (model: Model, setting: Setting) => T) {
  const made = new Map<Model, Map<Setting, T>>()
  return (model: Model, setting: Setting): T => {
    const ofModel = made.get(model) ?? new Map<Setting, T>()
    made.set(model, ofModel)
    const known = ofModel.get(setting) ?? make(model, setting)
    ofModel.set(setting, known)
    return known
  }
}
/** Pixels of a turn's inputs; of an output that is to come, as many as are asked for. */
const inputPixelsOf = ({ inputs }: Case['turns'][number], setting: Setting): number[] =>
  inputs.flatMap((input) => {
    if (input.from === 'case')
      return input.role === 'mask' ? [] : input.image.width * input.image.height
    return (setting.width ?? 1024) * (setting.height ?? 1024)
  })

function estimatePrice(
  cells: readonly Cell[],
  models: readonly Model[],
  settings: readonly Setting[],
  cases: readonly Case[],
) {
  const modelById = new Map(models.map((model) => [model.id, model]))
  const settingById = new Map(settings.map((setting) => [setting.id, setting]))
  const caseByKey = new Map(cases.map((subject) => [`${subject.dataSet}/${subject.id}`, subject]))
  let usd = 0
  let unknown = 0
  for (const cell of cells) {
    const model = modelById.get(cell.model)
    const setting = settingById.get(cell.setting)
    const subject = caseByKey.get(`${cell.dataSet}/${cell.case}`)
    if (!model || !setting || !subject) continue
    for (const turn of subject.turns) {
      const price = priceOfCall(model, setting, { inputPixels: inputPixelsOf(turn, setting) })
      if (price === undefined) unknown += 1
      else usd += price
    }
  }
  return { usd, unknown }
}

/** Without these a panel would stay empty, whatever else a bench asks for. */
const decidingMetrics = ({ headline, accept }: Task): string[] => [
  ...(headline.kind === 'metric' ? [headline.metric] : []),
  ...accept.map((rule) => rule.metric),
]

/** A latency bench looks at no picture unless it names metrics. */
function metricsOf({ metrics, load }: Bench, tasks: readonly Task[]): string[] {
  if (load) return metrics ?? []
  return [...(metrics ?? tasks.flatMap((task) => task.metrics)), ...tasks.flatMap(decidingMetrics)]
}

/** A category that only a data set knows: run, measured and put to votes like any other. */
const impliedTask = (id: string, isEditing: boolean): Task => ({
  schemaVersion: 1,
  id,
  title: { en: id, zh: id },
  kind: isEditing ? 'editing' : 'generation',
  version: '1',
  source: 'a category of a data set',
  questions: [
    {
      id: 'overall',
      en: 'Which picture does better what was asked?',
      zh: '哪张图更好地完成了要求？',
    },
  ],
  rubric: ['what was asked is done', 'what was not asked stays', 'the picture looks right'],
  metrics: isEditing ? ['edit-magnitude'] : [],
  headline: { kind: 'votes' },
  accept: [],
})

function tasksFor(tasks: readonly Task[], cases: readonly Case[]): Task[] {
  const used = new Set(cases.flatMap((subject) => subject.tasks))
  const known = tasks.filter((task) => used.delete(task.id))
  const implied = [...used].map((id) => {
    const first = cases.find((subject) => subject.tasks.includes(id))
    return impliedTask(id, (first?.turns[0]?.inputs.length ?? 0) > 0)
  })
  return [...known, ...implied]
}

/** TaskSet + Bench -> Plan and its cells. Pure: the same input gives the same plan. */
export function planBench(input: PlanInput): { plan: Plan; cells: Cell[] } {
  const { bench, tasks, cases, models } = input
  const settings = bench.load
    ? settingsOfLevels(bench.settings ?? [defaultLoadSetting], bench.load)
    : (bench.settings ?? [defaultSetting])
  const cells = listCells(input, settings)
  const askedTasks = tasksFor(tasks, cases)
  const decided = input.calibrated && decideBy(askedTasks, input.calibrated)
  const plannedTasks = decided?.tasks ?? askedTasks
  const metrics = metricsOf(bench, askedTasks)
  const plan: Plan = {
    schemaVersion: 1,
    run: input.run,
    bench: bench.id,
    title: bench.title,
    createdAt: input.createdAt,
    seed: bench.seed,
    models: [...models],
    settings,
    tasks: plannedTasks,
    metrics: [...new Set([...metrics, ...alwaysMeasured])],
    ...(decided ? { verdicts: decided.verdicts } : {}),
    metricModules: [...(input.metricModules ?? [])],
    repeats: bench.repeats,
    ...(bench.load ? { load: bench.load } : {}),
    cases: [...cases],
    dataSets: input.dataSets.map(({ id, digest, version }) => ({ id, digest, version })),
    ...(bench.budgetUsd === undefined ? {} : { budgetUsd: bench.budgetUsd }),
    price: estimatePrice(cells, models, settings, cases),
    cellCount: cells.length,
    digest: sha256(canonicalJson(cells.map((cell) => cell.id))),
  }
  return { plan, cells }
}
