import type { Case } from '#schema/case.ts'
import type { JudgeQuestion } from '#schema/engine.ts'
import { KontextError } from '#schema/kontext-error.ts'
import type { Cell, Plan } from '#schema/plan.ts'
import type { Blobs } from '#schema/store.ts'
import { completed, draftQuestion, picturesOf, shapeOf, type Subject } from './question.ts'
import { readAnswer } from './shapes.ts'
import { PictureShow } from './show-pictures.ts'

/** Finds what a cell's ask refers to in the plan of its judge run. @throws Error for a cell of another plan */
export function subjectFinder({ cases, tasks }: Pick<Plan, 'cases' | 'tasks'>) {
  const byKey = new Map(cases.map((one): [string, Case] => [`${one.dataSet}/${one.id}`, one]))
  const taskById = new Map(tasks.map((task) => [task.id, task]))
  return ({ id, ask, dataSet, case: caseId }: Cell): Subject => {
    const subject = byKey.get(`${dataSet}/${caseId}`)
    const task = ask && taskById.get(ask.task)
    if (!ask || !subject || !task) throw new Error(`the plan does not know what cell ${id} asks`)
    return { ask, subject, task }
  }
}

/** What judges are asked in the cells of a judge run, and whether their answers can be read. */
export function createAsking(plan: Plan, blobs: Pick<Blobs, 'get'>) {
  const { judging } = plan
  if (!judging) throw new Error(`${plan.run} is no judge run`)
  const subjectOf = subjectFinder(plan)
  const pictures = new PictureShow(blobs, judging.maxSide)
  return {
    async questionOf(
      cell: Cell,
    ): Promise<{ question: JudgeQuestion; inputs: string[] } | undefined> {
      const draft = draftQuestion(subjectOf(cell), judging.language)
      const inputs = picturesOf(draft)
      try {
        const shown = await pictures.shown(inputs)
        return { question: await completed(draft, async (digest) => shown.get(digest)!), inputs }
      } catch (error) {
        if (error instanceof KontextError) return undefined
        throw error
      }
    },
    faultOf: (cell: Cell, answer: string): string | undefined =>
      readAnswer(answer, shapeOf(subjectOf(cell))).fault,
  }
}
