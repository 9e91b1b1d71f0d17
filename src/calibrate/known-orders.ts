import type { KnownOrder } from '#schema/calibration.ts'
import { pairedDifference } from '#stats/paired.ts'
import type { CalibrateOptions } from './contrasts.ts'
import type { Observed } from './observed.ts'
import { engine, rightAnswers } from './probe.ts'

/** The headline's number of one output, turned so that more is better; undefined where it is missing. */
export type HeadlineOf = (task: string, observed: Observed) => number | undefined

/** What must come before what. Of editing: a right answer, the local editor, doing nothing. */
const editing = ['local-editing', 'global-editing', 'text-editing'].flatMap((task) => [
  ...rightAnswers.map((better) => ({ task, better, worse: engine })),
  { task, better: engine, worse: 'copy-input' },
])
/** Another case's answer comes last. */
const last = ['prompt-following', 'character-reference', 'character-consistency'].flatMap((task) =>
  [...(task === 'prompt-following' ? [] : rightAnswers), engine].map((better) => ({
    task,
    better,
    worse: 'shuffle',
  })),
)

/** Differences by case on the headlines of tasks, each over the cases that have both. */
export function knownOrders(
  observed: readonly Observed[],
  headlineOf: HeadlineOf,
  options: CalibrateOptions,
): KnownOrder[] {
  return [...editing, ...last].flatMap(({ task, better, worse }): KnownOrder[] => {
    const ofTask = observed.filter((one) => one.tasks.includes(task))
    const worseOf = new Map(
      ofTask.filter((one) => one.probe === worse).map((one) => [one.case, one]),
    )
    let missing = 0
    const differences = ofTask.flatMap((one) => {
      const other = one.probe === better ? worseOf.get(one.case) : undefined
      if (!other) return []
      const [high, low] = [headlineOf(task, one), headlineOf(task, other)]
      if (high !== undefined && low !== undefined)
        return [{ cluster: one.cluster, value: high - low }]
      missing += 1
      return []
    })
    if (differences.length === 0) return []
    const { difference } = pairedDifference(differences, { ...options, missing })
    return [{ task, better, worse, difference }]
  })
}
