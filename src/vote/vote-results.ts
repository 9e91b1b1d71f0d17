import type { FailureTag } from '#schema/failure-tag.ts'
import type { Vote } from '#schema/vote.ts'
import { shareOfCounts } from '#stats/count-share.ts'
import type { StatEstimate } from '#stats/estimate.ts'
import { quantile } from '#stats/quantile.ts'
import { drawRatings } from '#stats/rating-draws.ts'
import type { Bounded } from '#stats/rating-table.ts'
import type { VoteAgreement } from './agreement-document.ts'
import type { Draw } from './draw-in-threads.ts'
import { keptSettings, nowhere, rateKept, ratedRow, rates } from './kept-votes.ts'
import { describeRatings, rateTable } from './rate-counts.ts'
import type { RatingDocument } from './rating-document.ts'
import { VoteSheet } from './vote-agreement.ts'
import { VoteTally, type VoterKind } from './vote-tally.ts'

/** Whether the side decides: of votes that chose one. */
interface PositionBias {
  voters: VoterKind
  left: StatEstimate
  /** In theta, positive where it favours the left; all questions together. Absent where it has no estimate. */
  orderEffect?: Bounded
}

interface VoterChecks {
  voter: string
  votes: number
  /** Answers to gold pairs, and those that were right; a tie is not. */
  gold: { right: number; of: number }
}

/** Everything that kept votes say, of models and of voters. */
export interface VoteResults {
  votes: { people: number; judges: number; skipped: number; undone: number }
  voters: number
  /** By question; absent without a vote that counts. */
  ratings?: RatingDocument
  agreement: VoteAgreement
  position: PositionBias[]
  gold: StatEstimate
  checks: VoterChecks[]
  skips: Record<string, number>
  /** How often voters marked a model's output, of the outputs they judged. */
  tags: { model: string; of: number; tags: Partial<Record<FailureTag, number>> }[]
  /** Of people's votes. */
  medianMsToVote: number | null
}

const level = 0.95
const seed = 1

/** In this thread: whoever asks for all results has put them into a thread of their own. */
const drawHere: Draw = async (plan, draws) => drawRatings(plan, 0, draws)

const countOf = <T>(items: readonly T[], isOne: (item: T) => boolean): number =>
  items.reduce((sum, item) => sum + (isOne(item) ? 1 : 0), 0)

/** Two outputs asked about are one unit, whatever turn or setting they are of; repeats count as such. */
function agreementOf(votes: readonly Vote[]): VoteAgreement {
  const sheet = new VoteSheet()
  for (const vote of votes)
    if (vote.check === undefined || vote.check.kind === 'repeat')
      sheet.add({ ...ratedRow(vote), task: vote.pair }, nowhere)
  return sheet.agreement({ level: 'nominal', confidence: level, seed })
}

async function positionOf(votes: readonly Vote[]): Promise<PositionBias[]> {
  const tally = new VoteTally({ cluster: 'case', pool: false })
  for (const vote of votes)
    if (vote.left.model !== vote.right.model && rates(vote)) tally.add(ratedRow(vote), nowhere)
  const found: PositionBias[] = []
  for (const [voters, { all }] of tally.kinds) {
    const kind = votes.filter((vote) => vote.voter.kind === voters && rates(vote))
    const byCase = Map.groupBy(kind, (vote) => vote.case ?? vote.pair)
    const counts = Array.from(byCase.values(), (group) => {
      const yes = countOf(group, ({ choice }) => choice === 'left')
      return { yes, n: yes + countOf(group, ({ choice }) => choice === 'right') }
    })
    const settings = { ...keptSettings(level, seed), orderEffect: true }
    const rated = await rateTable(all, settings, drawHere)
    const { orderEffect } = describeRatings(rated, all, voters, settings)
    found.push({
      voters,
      left: {
        ...shareOfCounts(counts, true, { level, seed }),
        statistic: 'share of left among votes that chose a side',
      },
      ...(orderEffect ? { orderEffect } : {}),
    })
  }
  return found
}

const isRight = ({ check, choice }: Vote): boolean =>
  check?.kind === 'gold' && check.expected === choice

/** Gold answers that say something: of a question that gold decides, and not skipped. */
const goldOf = (votes: readonly Vote[]): Vote[] =>
  votes.filter(
    ({ check, choice }) =>
      check?.kind === 'gold' && check.expected !== undefined && choice !== 'skip',
  )

function checksOf(people: readonly Vote[]): VoterChecks[] {
  return Array.from(
    Map.groupBy(people, ({ voter }) => voter.id),
    ([voter, votes]) => {
      const gold = goldOf(votes)
      return {
        voter,
        votes: votes.length,
        gold: { right: countOf(gold, isRight), of: gold.length },
      }
    },
  ).sort((a, b) => b.votes - a.votes)
}

function goldShare(checks: readonly VoterChecks[]): StatEstimate {
  const counts = checks.map(({ gold }) => ({ yes: gold.right, n: gold.of }))
  const isClustered = countOf(counts, ({ n }) => n > 0) >= 5
  return {
    ...shareOfCounts(counts, isClustered, { level, seed }),
    statistic: 'share of gold pairs answered right',
  }
}

/** One showing of a pair is tagged once, however many questions were asked of it. */
function tagsOf(people: readonly Vote[]): VoteResults['tags'] {
  const showings = new Map(
    people.map((vote) => [`${vote.voter.id}\n${vote.pair}\n${vote.order}`, vote]),
  )
  const found = new Map<string, VoteResults['tags'][number]>()
  for (const { left, right, tags } of showings.values())
    for (const [model, marks] of [
      [left.model, tags?.left ?? []],
      [right.model, tags?.right ?? []],
    ] as const) {
      const row = found.get(model) ?? { model, of: 0, tags: {} }
      row.of += 1
      for (const tag of marks) row.tags[tag] = (row.tags[tag] ?? 0) + 1
      found.set(model, row)
    }
  return [...found.values()].sort((a, b) => (a.model < b.model ? -1 : 1))
}

function skipsOf(votes: readonly Vote[]): Record<string, number> {
  const skips: Record<string, number> = {}
  for (const { choice, reason } of votes) {
    if (choice !== 'skip') continue
    const [kind = 'none'] = (reason ?? 'none').split(':')
    skips[kind] = (skips[kind] ?? 0) + 1
  }
  return skips
}

/** All results of a set of kept votes; models that are `controls` are never ranked. Takes seconds for many thousands: for a thread of its own. */
export async function voteResults(
  all: readonly Vote[],
  controls: ReadonlySet<string> = new Set(),
): Promise<VoteResults> {
  const votes = all.filter(({ undone }) => undone === undefined)
  const isContest = ({ left, right }: Vote): boolean =>
    !controls.has(left.model) && !controls.has(right.model)
  const people = votes.filter(({ voter }) => voter.kind === 'person')
  const ratings = await rateKept(votes.filter(isContest), keptSettings(level, seed), drawHere)
  const checks = checksOf(people)
  const times = people.flatMap(({ msToVote }) => msToVote ?? [])
  return {
    votes: {
      people: people.length,
      judges: votes.length - people.length,
      skipped: countOf(votes, ({ choice }) => choice === 'skip'),
      undone: all.length - votes.length,
    },
    voters: checks.length,
    ...(ratings ? { ratings } : {}),
    agreement: agreementOf(votes),
    position: await positionOf(votes),
    gold: goldShare(checks),
    checks,
    skips: skipsOf(votes),
    tags: tagsOf(people),
    medianMsToVote: times.length > 0 ? quantile(times, 0.5) : null,
  }
}
