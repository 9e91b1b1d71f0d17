import type { KnownOrder } from '#schema/calibration.ts'
import type { Observation } from '#stats/estimate.ts'
import { pairedDifference } from '#stats/paired.ts'
import type { CalibrateOptions } from './contrasts.ts'
import type { Observed } from './observed.ts'
import { engine, rightAnswers } from './probe.ts'

/** A measure's number of one output, turned so that more is better; undefined where it is missing. */
export type MeasureOf = (task: string, measure: string, observed: Observed) => number | undefined

type Order = Pick<KnownOrder, 'task' | 'measure' | 'better' | 'worse'>

const headline = 'headline'

/** Of editing: a right answer, the local editor, doing nothing. */
const editing = ['local-editing', 'global-editing', 'text-editing'].flatMap((task): Order[] => [
  ...rightAnswers.map((better) => ({ task, measure: headline, better, worse: engine })),
  { task, measure: headline, better: engine, worse: 'copy-input' },
])

/** Another case's answer comes last. */
const last = ['prompt-following', 'character-reference', 'character-consistency'].flatMap((task) =>
  [...(task === 'prompt-following' ? [] : rightAnswers), engine].map((better): Order => ({
    task,
    measure: headline,
    better,
    worse: 'shuffle',
  })),
)

/** Doing nothing preserves best, and is the weakest edit. */
const nothing = [...rightAnswers, engine, 'over-edit', 'shuffle'].flatMap((other): Order[] => [
  ...['preservation/psnr', 'preservation/ssim', 'preservation/de2000'].map((measure) => ({
    task: 'local-editing',
    measure,
    better: 'copy-input',
    worse: other,
  })),
  { task: 'local-editing', measure: 'edit/strength', better: other, worse: 'copy-input' },
])

function differencesOf(
  observed: readonly Observed[],
  { task, measure, better, worse }: Order,
  measureOf: MeasureOf,
): { found: Observation[]; missing: number } {
  const ofTask = observed.filter((one) => one.tasks.includes(task))
  const worseOf = new Map(ofTask.filter((one) => one.probe === worse).map((one) => [one.case, one]))
  const found: Observation[] = []
  let missing = 0
  for (const one of ofTask) {
    const other = one.probe === better ? worseOf.get(one.case) : undefined
    if (!other) continue
    const [high, low] = [measureOf(task, measure, one), measureOf(task, measure, other)]
    if (high === undefined || low === undefined) missing += 1
    else found.push({ cluster: one.cluster, value: high - low })
  }
  return { found, missing }
}

/** Differences by case where it is known which is better, over the cases that have both. */
export const knownOrders = (
  observed: readonly Observed[],
  measureOf: MeasureOf,
  options: CalibrateOptions,
): KnownOrder[] =>
  [...editing, ...last, ...nothing].flatMap((order): KnownOrder[] => {
    const { found, missing } = differencesOf(observed, order, measureOf)
    if (found.length === 0) return []
    const { difference } = pairedDifference(found, { ...options, missing })
    return [{ ...order, difference }]
  })
