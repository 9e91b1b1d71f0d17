import type { ChoiceAgreement } from '#stats/choice-agreement.ts'
import type { StatEstimate } from '#stats/estimate.ts'
import type { MeasurementLevel } from '#stats/krippendorff.ts'
import type { VoterEvidence } from '#stats/voter-evidence.ts'

/** How far raters of one kind agree. */
export interface RaterAgreement {
  units: number
  raters: number
  ratings: number
  /** Ratings of a unit by someone who had rated it before; only the first counts in the coefficients. */
  repeats: number
  alpha: StatEstimate
  /** Of categories. */
  fleissKappa?: StatEstimate
  /** Of categories, when there are exactly two raters. */
  cohenKappa?: StatEstimate & { raters: [string, string] }
  /** Share of repeats that gave the same answer; ties count for votes only. */
  selfConsistency?: { withTies: StatEstimate; withoutTies?: StatEstimate }
}

export interface CheckedVoter extends VoterEvidence {
  voter: string
  kind: 'person' | 'judge'
}

export interface InfluentialVoter {
  voter: string
  votes: number
  model: string
  /** Rating points, 400 a factor of ten, that the model owes the voter. */
  change: number
  isNeeded: boolean
}

export interface TableAgreement extends RaterAgreement {
  level: MeasurementLevel
  columns: { unit: string; rater: string; value: string }
}

export interface VoteAgreement {
  level: MeasurementLevel
  people?: RaterAgreement
  judges?: RaterAgreement
  judgesAgainstPeople?: ChoiceAgreement
  /** Voters who vote against the others' favourites more than chance would have it. */
  outliers: { alpha: number; checked: number; found: CheckedVoter[] }
  /** Voters whose votes alone move ratings most, of people and judges together. */
  influence: InfluentialVoter[]
  warnings: string[]
}

export type AgreementDocument = TableAgreement | VoteAgreement
