import { canonicalJson } from '#digest/canonical-json.ts'
import { sha256 } from '#digest/sha256.ts'
import type { Case } from '#schema/case.ts'
import type { JudgeAsk, PairwiseAsk, RubricId, ShownOutput } from '#schema/judge.ts'
import type { Cell } from '#schema/plan.ts'
import type { Task } from '#schema/task.ts'

/** An output of the run that is judged. */
export interface JudgedOutput {
  cell: Cell
  turn: number
  image: string
}

/** One question, and the case it is about. */
export interface PlannedAsk {
  subject: Case
  ask: JudgeAsk
}

const shownOf = ({ cell, turn, image }: JudgedOutput): ShownOutput => ({
  model: cell.model,
  image,
  cell: cell.id,
  turn,
})

/** The same in both orders, for every judge and every run of judges. */
export const pairId = (task: string, question: string, names: readonly [string, string]): string =>
  sha256(canonicalJson([task, question, ...names.toSorted()]))

type PairHead = Pick<PairwiseAsk, 'task' | 'question' | 'pair' | 'turn' | 'known'>

/** Who stands left first is drawn from the pair's own id: balanced, and the same on every machine. */
const isTurned = (pair: string): boolean => Number.parseInt(pair.slice(-1), 16) % 2 === 1

const turnedKnown = ({ known }: PairHead): Pick<PairwiseAsk, 'known'> =>
  known
    ? {
        known: {
          ...known,
          right: known.right === 'left' ? 'right' : known.right === 'right' ? 'left' : 'tie',
        },
      }
    : {}

/** A pair as it is asked, once or either way round. */
export function ordersOf(
  head: PairHead,
  [one, other]: readonly [ShownOutput, ShownOutput],
  bothOrders: boolean,
): PairwiseAsk[] {
  const asStands = { mode: 'pairwise', ...head, left: one, right: other } as const
  const turned = {
    mode: 'pairwise',
    ...head,
    ...turnedKnown(head),
    left: other,
    right: one,
  } as const
  const [first, second] = isTurned(head.pair) ? [turned, asStands] : [asStands, turned]
  return [{ ...first, order: 1 }, ...(bothOrders ? [{ ...second, order: 2 as const }] : [])]
}

const nameOf = ({ cell, turn }: JudgedOutput): string => `${cell.id}/${turn}`

const pairsOf = <T>(items: readonly T[]): [T, T][] =>
  items.flatMap((one, index) => items.slice(index + 1).map((other): [T, T] => [one, other]))

/** Outputs that answer the same ask stand together, in the order of their cells. */
function groupsOf(outputs: readonly JudgedOutput[]): JudgedOutput[][] {
  const keyOf = ({ cell, turn }: JudgedOutput): string =>
    [cell.dataSet, cell.case, turn, cell.setting, cell.repeat].join('\n')
  return [...Map.groupBy(outputs, keyOf).values()]
}

type Cases = (cell: Cell) => Case

const tasksOf = (cell: Cell, tasks: readonly Task[]): Task[] =>
  tasks.filter(({ id }) => cell.tasks.includes(id))

/** Every two models on every case, under each question of each of the case's tasks. */
export function pairwiseAsks(
  outputs: readonly JudgedOutput[],
  tasks: readonly Task[],
  caseOf: Cases,
  bothOrders: boolean,
): PlannedAsk[] {
  return groupsOf(outputs).flatMap((group) =>
    pairsOf(group).flatMap(([one, other]) =>
      tasksOf(one.cell, tasks).flatMap((task) =>
        task.questions.flatMap(({ id }) => {
          const pair = pairId(task.id, id, [nameOf(one), nameOf(other)])
          const head = { task: task.id, question: id, pair, turn: one.turn }
          const subject = caseOf(one.cell)
          return ordersOf(head, [shownOf(one), shownOf(other)], bothOrders).map((ask) => ({
            subject,
            ask,
          }))
        }),
      ),
    ),
  )
}

/** Rubrics that do not depend on the task are asked once an output, the others under each of its tasks. */
const tasksOfRubric = (rubric: RubricId, tasks: readonly Task[]): readonly Task[] =>
  rubric === 'task' ? tasks : tasks.slice(0, 1)

/** Every output under each rubric. */
export const rubricAsks = (
  outputs: readonly JudgedOutput[],
  rubrics: readonly RubricId[],
  tasks: readonly Task[],
  caseOf: Cases,
): PlannedAsk[] =>
  outputs.flatMap((output) =>
    rubrics.flatMap((rubric) =>
      tasksOfRubric(rubric, tasksOf(output.cell, tasks)).map((task) => ({
        subject: caseOf(output.cell),
        ask: {
          mode: 'rubric',
          task: task.id,
          rubric,
          turn: output.turn,
          output: shownOf(output),
        } as const,
      })),
    ),
  )
