import { UserError, type Place } from '#schema/user-error.ts'
import { VoteCounts } from '#stats/vote-counts.ts'
import type { Ballot } from './vote-row.ts'

export type VoterKind = 'person' | 'judge' | 'pooled'
export type Heading = 'task' | 'question' | 'tag'
export type ClusterBy = 'case' | 'voter'

export interface TallyOptions {
  by?: Heading
  cluster?: ClusterBy
  /** Judges and people together; apart otherwise. */
  pool: boolean
}

/** What one heading, or all votes, came to. */
export interface Tallied {
  counts: VoteCounts
  votes: number
  skipped: number
  questions: Set<string>
}

const emptyTally = (): Tallied => ({
  counts: new VoteCounts(),
  votes: 0,
  skipped: 0,
  questions: new Set(),
})

/** Votes of one kind of voter: all together, and under each heading. */
export interface KindTally {
  all: Tallied
  parts: Map<string, Tallied>
}

const fieldOf = { task: 'task', question: 'question', tag: 'tags' } as const

/** Adds votes up by who cast them and under which heading; keeps counts only, so memory does not grow with votes. */
export class VoteTally {
  readonly kinds = new Map<VoterKind, KindTally>()
  readonly #options: TallyOptions

  constructor(options: TallyOptions) {
    this.#options = options
  }

  /** @throws UserError when the vote lacks what it is to be grouped by. */
  add(ballot: Ballot, place: () => Place): void {
    const { choice } = ballot
    if (choice === undefined) throw lacks('choice', 'Only answered rows can be rated.', place)
    const kind = this.#options.pool ? 'pooled' : (ballot.kind ?? 'person')
    let tally = this.kinds.get(kind)
    if (!tally) {
      tally = { all: emptyTally(), parts: new Map() }
      this.kinds.set(kind, tally)
    }
    const cluster = this.#clusterOf(ballot, place)
    const { by } = this.#options
    // The votes together are rated only where the parts overlap, or when there are no parts.
    if (by === undefined || by === 'tag') addTo(tally.all, ballot, choice, cluster)
    for (const heading of this.#headingsOf(ballot, place)) {
      let part = tally.parts.get(heading)
      if (!part) {
        part = emptyTally()
        tally.parts.set(structuredClone(heading), part)
      }
      addTo(part, ballot, choice, cluster)
    }
  }

  #clusterOf(ballot: Ballot, place: () => Place): string | undefined {
    const { cluster } = this.#options
    if (cluster === undefined) return undefined
    const name = ballot[cluster]
    if (name !== undefined) return name
    throw lacks(cluster, `--interval cluster:${cluster} needs it in every row.`, place)
  }

  #headingsOf(ballot: Ballot, place: () => Place): readonly string[] {
    const { by } = this.#options
    if (by === undefined) return []
    const found = ballot[fieldOf[by]]
    // A vote may have no tag; under a task or a question it belongs.
    if (by === 'tag') return typeof found === 'object' ? found : []
    if (typeof found === 'string') return [found]
    throw lacks(fieldOf[by], `--by ${by} needs it in every row.`, place)
  }
}

const lacks = (field: string, mend: string, place: () => Place): UserError =>
  new UserError('missing', mend, { ...place(), field })

function addTo(
  tally: Tallied,
  ballot: Ballot,
  choice: NonNullable<Ballot['choice']>,
  cluster: string | undefined,
): void {
  const { left, right, question, count = 1 } = ballot
  tally.votes += count
  if (question !== undefined && !tally.questions.has(question))
    tally.questions.add(structuredClone(question))
  if (choice === 'skip') tally.skipped += count
  else tally.counts.add(left, right, choice, count, cluster)
}
