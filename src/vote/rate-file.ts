import { UserError } from '#schema/user-error.ts'
import { createDrawing } from './draw-in-threads.ts'
import { rateVotes } from './rate-votes.ts'
import type { RateSettings, RatingDocument } from './rating-document.ts'
import { readVotes } from './read-votes.ts'
import type { VoteFormatName } from './vote-format.ts'
import type { VoteRow } from './vote-row.ts'
import { VoteTally, type ClusterBy, type Heading } from './vote-tally.ts'
import { wordWarnings } from './word-ratings.ts'

export interface RateFileOptions {
  file: string
  from?: VoteFormatName
  key?: string
  by?: Heading
  poolJudges: boolean
  settings: RateSettings
}

const clusterOf = ({ interval }: RateSettings): { cluster?: ClusterBy } =>
  interval === 'cluster:case'
    ? { cluster: 'case' }
    : interval === 'cluster:voter'
      ? { cluster: 'voter' }
      : {}

/** What ratings depend on. */
function neededFor({ by, settings }: RateFileOptions): Set<keyof VoteRow> {
  const needed = new Set<keyof VoteRow>(['left', 'right', 'choice', 'question', 'kind', 'count'])
  const { cluster } = clusterOf(settings)
  if (cluster) needed.add(cluster)
  if (by) needed.add(by === 'tag' ? 'tags' : by)
  return needed
}

/** Reads a file of votes row by row and rates it. @throws UserError for a wrong row, or when there is no vote. */
export async function rateFile(options: RateFileOptions): Promise<RatingDocument> {
  const { file, from, key, by, settings } = options
  const tally = new VoteTally({
    pool: options.poolJudges,
    ...(by === undefined ? {} : { by }),
    ...clusterOf(settings),
  })
  const leftOut = await readVotes(file, {
    ...(from === undefined ? {} : { from }),
    ...(key === undefined ? {} : { key }),
    needed: neededFor(options),
    onBallot: (ballot, place) => tally.add(ballot, place),
  })
  if (tally.kinds.size === 0)
    throw new UserError('the file holds no vote', 'Give a file with at least one vote.', { file })
  const drawing = createDrawing()
  try {
    const document = await rateVotes(tally, by, settings, drawing.draw)
    const told = wordWarnings(
      Array.from(leftOut, ([reason, votes]) => ({ kind: 'leftOut', votes, reason })),
    )
    const { warnings } = 'parts' in document ? document.overall : document
    warnings.push(...told)
    return document
  } finally {
    await drawing.close()
  }
}
