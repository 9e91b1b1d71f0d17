import type { StatEstimate } from '#stats/estimate.ts'
import type { GoodnessOfFit } from '#stats/goodness-of-fit.ts'
import type { Bounded } from '#stats/rating-table.ts'
import type { VotesNeeded } from '#stats/votes-needed.ts'
import type { HeadToHead, Triple } from '#stats/win-rates.ts'
import type { VoterKind } from './vote-tally.ts'

type IntervalChoice = 'sandwich' | 'bootstrap' | 'cluster:case' | 'cluster:voter'

export interface RateSettings {
  ties: 'half' | 'davidson' | 'rao-kupper'
  bothBad: 'tie' | 'drop'
  orderEffect: boolean
  prior: number
  interval: IntervalChoice
  level: number
  draws: number
  seed: number
  scale: number
  center: number
}

/** What keeps a number from being there, or from being trusted; worded in `word-warning.ts`. */
export type RatingWarning =
  | { kind: 'notCompared' | 'separated'; groups: string[][] }
  | { kind: 'onlyTies' | 'noFiniteMaximum' | 'noConvergence' }
  | { kind: 'noTies' | 'heldByPrior' }
  | { kind: 'noSpread'; models: string[] }
  | { kind: 'tooFewUnits'; units: number; of: 'votes' | 'clusters' }
  | { kind: 'lostDraws'; lost: number; asked: number }
  | { kind: 'mixedQuestions'; questions: string[] }
  | { kind: 'leftOut'; votes: number; reason: string }
  | { kind: 'notInAll'; models: string[]; by: string }
  | { kind: 'noCommonModels'; by: string }

export interface RatedModel {
  model: string
  rating: number | null
  theta: number | null
  low: number | null
  high: number | null
  se: number | null
  thetaSe: number | null
  n: number
  group: number
  rank: { best: number; worst: number } | null
  letters: string
  /** Mean chance against the others of its group, sides even, a tie as half. */
  winRate: Bounded | null
}

/** Ratings of one set of votes. */
export interface Ratings {
  method: string
  settings: RateSettings
  voters: VoterKind
  n: number
  skipped: number
  /** Independent units of the intervals: votes, or clusters. */
  clusters: number
  logLik: number | null
  goodnessOfFit: GoodnessOfFit | null
  ratings: RatedModel[]
  /** The tie parameter by its name, with its interval. */
  ties?: ({ nu: number } | { theta: number }) & Omit<Bounded, 'value'>
  orderEffect?: Bounded
  bothBad: StatEstimate
  /** Votes of a model against itself: share that chose the left, of those that chose a side. */
  sameModel?: { leftShare: StatEstimate; ties: number; bothBad: number }
  groups: string[][]
  /** How many more votes would tell every pair of a group apart. */
  toDecide: VotesNeeded
  headToHead: HeadToHead[]
  circles: { met: number; cyclic: Triple[] }
  warnings: string[]
}

/** The unweighted mean over headings. */
export interface OverallRatings extends Pick<
  Ratings,
  'method' | 'settings' | 'voters' | 'n' | 'clusters' | 'ratings' | 'groups' | 'warnings'
> {
  over: string[]
}

export interface RatingsByHeading {
  by: string
  voters: VoterKind
  parts: (Ratings & { part: string })[]
  overall: OverallRatings | Ratings
}

export type RatingDocument = (Ratings | RatingsByHeading) & {
  /** Judges' votes, apart, when people voted too. */
  judges?: Ratings | RatingsByHeading
}
