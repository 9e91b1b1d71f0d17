import type { Contrast } from '#schema/calibration.ts'
import type { Task } from '#schema/task.ts'

/** What metrics of a family claim to see, by the beginning of their ids; the first that fits holds. */
const families: readonly (readonly [string, Contrast])[] = [
  ['edit/evidence', 'small edit > no-op'],
  ['edit/focus', 'reference > over-edit'],
  ['edit/spill', 'reference > over-edit'],
  ['preservation/', 'reference > over-edit'],
  ['pie-bench/', 'reference > over-edit'],
  ['content-kept', 'reference > over-edit'],
  ['text/kept', 'reference > over-edit'],
  ['text/', 'right text > wrong text'],
  ['cer', 'right text > wrong text'],
  ['ocr', 'right text > wrong text'],
  ['face', 'reference > shuffle'],
  ['identity/', 'reference > shuffle'],
  ['subject', 'reference > shuffle'],
  ['scene/', 'reference > shuffle'],
]

/** Cues and flags that claim no order among answers. */
const withoutDuty = /^(quality|bakey|safety|content-copied|face-found)/

/**
 * The contrast that a metric must see to decide on a task: its family's, else doing nothing in editing and another
 * prompt's picture in generation. undefined for what claims no order.
 */
export function dutyOf(metric: string, task: Pick<Task, 'kind'>): Contrast | undefined {
  if (withoutDuty.test(metric)) return undefined
  const family = families.find(([start]) => metric.startsWith(start))
  if (family) return family[1]
  return task.kind === 'editing' ? 'reference > copy-input' : 'reference > shuffle'
}
