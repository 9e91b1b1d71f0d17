import type { Calibration, Verdict } from '#schema/calibration.ts'
import type { Task } from '#schema/task.ts'

export interface Calibrated {
  calibration: Calibration
  /** Versions of the metrics as they are now, by id. */
  versions: ReadonlyMap<string, string>
}

/** Metrics whose numbers make a task's headline. */
const decidersOf = ({ headline, accept }: Task): string[] =>
  headline.kind === 'metric'
    ? [headline.metric]
    : headline.kind === 'accepted'
      ? accept.map(({ metric }) => metric)
      : []

function verdictOf(metric: string, task: string, { calibration, versions }: Calibrated): Verdict {
  const head = { task, metric }
  const known = calibration.metrics.find((one) => one.metric === metric)
  const found = known?.tasks.find((one) => one.task === task)
  if (!known || !found) return { ...head, state: 'uncalibrated', why: 'never-tried' }
  if (known.version !== versions.get(metric))
    return { ...head, state: 'uncalibrated', why: 'other-version' }
  const { auc, contrast, bar, state } = found
  if (state === 'unproven') return { ...head, state: 'uncalibrated', why: 'too-few-scenes' }
  const isIn = state === 'reached'
  const measured = { version: known.version, auc, contrast, bar }
  return { ...head, state: isIn ? 'decides' : 'diagnostic', ...measured }
}

/** The task without what may not decide on it; without any decider left only people and judges can tell. */
function withoutDiagnostics(task: Task, diagnostics: ReadonlySet<string>): Task {
  const { headline, accept } = task
  const left = accept.filter(({ metric }) => !diagnostics.has(metric))
  const isLost =
    headline.kind === 'metric'
      ? diagnostics.has(headline.metric)
      : headline.kind === 'accepted' && left.length === 0
  return { ...task, accept: left, headline: isLost ? { kind: 'votes' } : headline }
}

/**
 * Tasks whose headlines only metrics that reached their bar, or were never tried, decide; and what is known of each metric
 * that a task asks to decide. Metrics that missed it stay in `metrics`, as diagnostics.
 */
export function decideBy(
  tasks: readonly Task[],
  calibrated: Calibrated,
): { tasks: Task[]; verdicts: Verdict[] } {
  const verdicts = tasks.flatMap((task) =>
    [...new Set(decidersOf(task))].map((metric) => verdictOf(metric, task.id, calibrated)),
  )
  return {
    tasks: tasks.map((task) => {
      const missed = verdicts.filter((one) => one.task === task.id && one.state === 'diagnostic')
      return withoutDiagnostics(task, new Set(missed.map(({ metric }) => metric)))
    }),
    verdicts,
  }
}
