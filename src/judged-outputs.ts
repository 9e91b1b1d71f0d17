import type { JudgedOutput } from './judge/plan-asks.ts'
import { selectCases } from './plan/select-cases.ts'
import { isControl } from './schema/model.ts'
import type { Cell } from './schema/plan.ts'
import type { Run } from './schema/run.ts'
import type { Store } from './schema/store.ts'
import type { Task } from './schema/task.ts'
import { UserError } from './schema/user-error.ts'

export interface OutputsWanted {
  tasks?: readonly string[]
  /** Absent = all but controls. */
  models?: readonly string[]
  /** At most this many cases a task. */
  casesPerTask?: number
  /** Of a chain: its end only, or every turn. */
  turns: 'last' | 'all'
}

/** @throws UserError for a name that the run does not know */
function assertKnown(asked: readonly string[], known: readonly string[], what: string): void {
  const strange = asked.find((one) => !known.includes(one))
  if (strange === undefined) return
  throw new UserError(`the run has no ${what} "${strange}"`, `Name some of: ${known.join(', ')}`, {
    field: `--${what}s`,
  })
}

function modelsOf({ plan }: Run, asked: OutputsWanted['models']): string[] {
  const known = plan.models.map(({ id }) => id)
  if (asked) assertKnown(asked, known, 'model')
  return asked ? [...asked] : plan.models.filter((one) => !isControl(one)).map(({ id }) => id)
}

function tasksOf({ plan }: Run, asked: OutputsWanted['tasks']): Task[] {
  const known = plan.tasks.map(({ id }) => id)
  if (asked) assertKnown(asked, known, 'task')
  return plan.tasks.filter(({ id }) => !asked || asked.includes(id))
}

const keyOf = ({ dataSet, case: id }: Cell): string => `${dataSet}/${id}`

function casesOf({ plan }: Run, tasks: readonly Task[], perTask: number | undefined): Set<string> {
  const select = perTask === undefined ? undefined : { perTask }
  const taken = selectCases(
    plan.cases,
    tasks.map(({ id }) => id),
    select,
  )
  return new Set(taken.map(({ dataSet, id }) => `${dataSet}/${id}`))
}

/** The pictures of a kept run that are to be judged, in plan order, and the tasks they are judged on. */
export async function outputsToJudge(
  store: Pick<Store, 'cells' | 'records'>,
  run: Run,
  wanted: OutputsWanted,
): Promise<{ outputs: JudgedOutput[]; tasks: Task[] }> {
  const models = new Set(modelsOf(run, wanted.models))
  const tasks = tasksOf(run, wanted.tasks)
  const cases = casesOf(run, tasks, wanted.casesPerTask)
  const cells = new Map<string, Cell>()
  for await (const cell of store.cells(run.id))
    if (models.has(cell.model) && cases.has(keyOf(cell))) cells.set(cell.id, cell)
  const outputs: JudgedOutput[] = []
  for await (const { cell: id, turns } of store.records(run.id)) {
    const cell = cells.get(id)
    if (!cell) continue
    for (const { turn, image } of turns)
      if (image && (wanted.turns === 'all' || turn === cell.turns))
        outputs.push({ cell, turn, image: image.sha256 })
  }
  if (outputs.length === 0)
    throw new UserError(
      `${run.id} has no picture to judge`,
      'Widen --tasks or --models, or judge a run that made pictures.',
    )
  return { outputs, tasks }
}
