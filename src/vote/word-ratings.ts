import type { Uncertainty } from '#stats/rating-uncertainty.ts'
import type { RateSettings, RatingWarning } from './rating-document.ts'

const tieWords = {
  half: 'Bradley-Terry, a tie as half a win for each',
  davidson: 'Bradley-Terry with ties by Davidson',
  'rao-kupper': 'Bradley-Terry with ties by Rao and Kupper',
} as const

const intervalWords = {
  sandwich: () => 'sandwich intervals, votes independent',
  'multinomial-bootstrap': (draws) => `bootstrap of votes, ${draws} draws`,
  'cluster-bootstrap': (draws, clusters) => `bootstrap of ${clusters} clusters, ${draws} draws`,
  'cluster-jackknife': (_, clusters) => `jackknife of ${clusters} clusters, Student's t`,
  mixed: () => 'variances of the parts added',
  none: () => 'no intervals',
} as const satisfies Record<Uncertainty['method'], (draws: number, clusters: number) => string>

/** In one line how ratings and their intervals were made. */
export function methodOf(
  settings: RateSettings,
  { method, level, clusters, draws }: Uncertainty,
): string {
  const estimate =
    settings.prior > 0 ? `prior ${settings.prior} x sum theta^2` : 'maximum likelihood'
  const words = [
    tieWords[settings.ties],
    settings.bothBad === 'tie' ? 'both-bad as a tie' : 'both-bad left out',
    ...(settings.orderEffect ? ['order effect estimated'] : []),
    estimate,
    method === 'none'
      ? intervalWords.none()
      : `${Math.round(level * 1000) / 10} % ${intervalWords[method](draws?.asked ?? settings.draws, clusters)}`,
  ]
  return words.join('; ')
}

/** Names of a list that may be long. */
const some = (names: readonly string[]): string =>
  names.length > 6
    ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`
    : names.join(', ')

const groupsOf = (groups: readonly string[][]): string =>
  groups.length > 6
    ? `${groups.length} groups`
    : groups.map((models, index) => `${index + 1}: ${some(models)}`).join('; ')

function wordWarning(warning: RatingWarning): string {
  switch (warning.kind) {
    case 'notCompared':
      return `Some models were never compared, directly or through others, so their ratings do not compare. Groups: ${groupsOf(warning.groups)}.`
    case 'separated':
      return `Some models won, or lost, every vote against the others, so their distance has no finite estimate (more votes or --prior give one). Groups: ${groupsOf(warning.groups)}.`
    case 'heldByPrior':
      return 'Some models won, or lost, every vote against the others, so only the prior tells how far apart they are; the votes cannot say how sure that is, and intervals are too narrow.'
    case 'noSpread':
      return `Votes that are all alike do not tell how sure a rating is, so there is no interval for ${some(warning.models)}.`
    case 'onlyTies':
      return 'Every vote is a tie, so there is nothing to rate by; --ties half counts them.'
    case 'noFiniteMaximum':
      return 'These votes have no finite estimate with an order effect or a tie model: the sides or the ties explain every vote. Leave --order-effect or --ties out, or collect votes with sides exchanged.'
    case 'noConvergence':
      return 'The ratings did not converge; please report this file.'
    case 'noTies':
      return 'There is no tie, so the tie parameter is at its edge and has no interval.'
    case 'tooFewUnits':
      return `${warning.units} ${warning.of} are too few for an interval; it takes 5.`
    case 'lostDraws':
      return `${warning.lost} of ${warning.asked} bootstrap draws had no finite estimate for some model; where that is as many as a tail holds there is no interval.`
    case 'mixedQuestions':
      return `Votes on ${warning.questions.length} questions are rated together (${some(warning.questions)}); --by question keeps them apart.`
    case 'leftOut':
      return `${warning.votes} votes were left out: ${warning.reason}.`
    case 'notInAll':
      return `Not rated under every ${warning.by}, so without an overall rating: ${some(warning.models)}.`
    case 'noCommonModels':
      return `No two models are rated under every ${warning.by}, so there is no overall rating.`
    default:
      return warning satisfies never
  }
}

export const wordWarnings = (warnings: readonly RatingWarning[]): string[] =>
  warnings.map(wordWarning)
