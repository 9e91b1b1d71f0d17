import type { Case } from '#schema/case.ts'
import { isControl } from '#schema/model.ts'
import type { Cell } from '#schema/plan.ts'
import type { TurnResult } from '#schema/record.ts'
import type { Run } from '#schema/run.ts'
import type { Store } from '#schema/store.ts'

const summaryOf = ({ id, name, bench, state, createdAt, plan }: Run) => ({
  id,
  ...(name === undefined ? {} : { name }),
  bench,
  title: plan.title,
  state,
  createdAt,
  models: plan.models.map((model) => ({
    id: model.id,
    name: model.name,
    control: isControl(model),
  })),
  cells: plan.cellCount,
})

export type RunSummary = ReturnType<typeof summaryOf>

const mostIndexed = 4

/** What the viewer asks for of kept runs. A run's cells are read once, its turns each time: it may still be running. */
export class RunIndex {
  readonly #store: Store
  readonly #cells = new Map<string, Promise<Map<string, Cell[]>>>()

  constructor(store: Store) {
    this.#store = store
  }

  async list(): Promise<RunSummary[]> {
    return (await this.#store.runs()).map(summaryOf)
  }

  /** With its cases in plan order; the place in that order is what a case is asked for by. */
  async run(id: string) {
    const run = await this.#store.run(id)
    if (!run) return undefined
    const { tasks, settings, repeats, cases } = run.plan
    return {
      ...summaryOf(run),
      tasks: tasks.map(({ id: task, title }) => ({ id: task, title })),
      settings: settings.map((setting) => setting.id),
      repeats,
      cases: cases.map(({ id: caseId, dataSet, tasks: asked, turns }) => ({
        id: caseId,
        dataSet,
        tasks: asked,
        turns: turns.length,
        instruction: turns[0]?.instruction ?? '',
      })),
    }
  }

  /** Every turn of one case with what each model made of it. */
  async case(id: string, index: number) {
    const run = await this.#store.run(id)
    const subject = run?.plan.cases[index]
    if (!run || !subject) return undefined
    const cells = (await this.#cellsOf(id)).get(`${subject.dataSet}/${subject.id}`) ?? []
    const made = await Promise.all(
      cells.map(async (cell) => ({ cell, turns: await this.#store.turns(id, cell.id) })),
    )
    return {
      id: subject.id,
      dataSet: subject.dataSet,
      tasks: subject.tasks,
      language: subject.language,
      turns: subject.turns.map(({ instruction }, at) => ({
        turn: at + 1,
        instruction,
        inputs: inputsAt(subject, at),
        outputs: made.flatMap(({ cell, turns }) => outputAt(cell, turns, at + 1)),
      })),
    }
  }

  #cellsOf(id: string): Promise<Map<string, Cell[]>> {
    const known = this.#cells.get(id)
    if (known) return known
    const read = async (): Promise<Map<string, Cell[]>> => {
      const cells = await Array.fromAsync(this.#store.cells(id))
      const shown = cells.filter((cell) => !cell.warmUp)
      return Map.groupBy(shown, (cell) => `${cell.dataSet}/${cell.case}`)
    }
    const [oldest] = this.#cells.keys()
    if (oldest !== undefined && this.#cells.size >= mostIndexed) this.#cells.delete(oldest)
    const reading = read()
    this.#cells.set(id, reading)
    return reading
  }
}

const inputsAt = (subject: Case, at: number) =>
  (subject.turns[at]?.inputs ?? []).flatMap((input) =>
    input.from === 'case' && input.role !== 'mask'
      ? [{ role: input.role, sha256: input.image.sha256 }]
      : [],
  )

function outputAt(cell: Cell, turns: readonly TurnResult[], turn: number) {
  const result = turns.find((one) => one.turn === turn)
  if (!result) return []
  const { outcome, image, inputs } = result
  return [
    {
      model: cell.model,
      setting: cell.setting,
      repeat: cell.repeat,
      outcome,
      /** What the model was given first: in a chain of its own outputs, the one before. */
      ...(inputs[0] === undefined ? {} : { from: inputs[0] }),
      ...(image ? { sha256: image.sha256, width: image.width, height: image.height } : {}),
    },
  ]
}
