import type { Verdict } from '#schema/calibration.ts'
import type { Claim } from '#schema/comparison.ts'
import type { Collected } from './collect.ts'

/** What the plan knew of a task's metrics; one that was scored by another version since is not calibrated. */
export const verdictsOf = (
  task: string,
  planned: readonly Verdict[],
  { metrics }: Collected,
): Verdict[] =>
  planned
    .filter((verdict) => verdict.task === task)
    .map((verdict): Verdict => {
      const { metric } = verdict
      const scored = metrics.get(metric)?.version
      const isOther =
        verdict.state === 'decides' && scored !== undefined && scored !== verdict.version
      return isOther ? { task, metric, state: 'uncalibrated', why: 'other-version' } : verdict
    })

/** Metrics that a task asked to decide, and that may not. */
export const diagnosticClaims = (verdicts: readonly Verdict[]): Claim[] =>
  verdicts.flatMap((verdict): Claim[] => {
    if (verdict.state !== 'diagnostic') return []
    const { task, metric, contrast, auc, bar } = verdict
    return [{ claim: 'diagnostic', task, metric, contrast, auc, bar }]
  })
