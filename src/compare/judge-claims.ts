import type { Claim } from '#schema/comparison.ts'
import type { Estimate } from '#schema/estimate.ts'
import type { JudgeReport, JudgeSection } from '#schema/judge-report.ts'

const sideOf = ({ low, high }: Estimate): 'left' | 'right' | undefined =>
  low !== null && low > 0 ? 'left' : high !== null && high < 0 ? 'right' : undefined

/** Its choices on the run tell more than the few known pairs; those speak where there are no choices. */
function leaning({ judge, choices, check }: JudgeReport): Claim[] {
  const bias = choices?.leftBias ?? check?.leftBias
  const side = bias && sideOf(bias)
  return bias && side ? [{ claim: 'judge-leans', judge, side, bias }] : []
}

function moved({ judge, check }: JudgeReport): Claim[] {
  const { drift } = check ?? {}
  if (drift?.verdict !== 'moved') return []
  const { date: since, lost, gained, compared } = drift
  return [{ claim: 'judge-moved', judge, since, lost, gained, compared }]
}

/** What must be known of judges before their numbers are read. */
export const judgeClaims = ({ judges }: JudgeSection): Claim[] => [
  ...judges.flatMap(leaning),
  ...judges.flatMap(moved),
]
