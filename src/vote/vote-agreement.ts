import { UserError, type Place } from '#schema/user-error.ts'
import { agreementBetween, type ChoiceAgreement, type Side } from '#stats/choice-agreement.ts'
import { influences } from '#stats/influence.ts'
import { voterEvidence } from '#stats/voter-evidence.ts'
import { VoteCounts } from '#stats/vote-counts.ts'
import type { CheckedVoter, InfluentialVoter, VoteAgreement } from './agreement-document.ts'
import { raterAgreement, RatingSheet, type AgreementOptions } from './rater-agreement.ts'
import type { Ballot } from './vote-row.ts'

type Kind = 'person' | 'judge'

/** A vote with the two models in order of name. */
interface Turned {
  pair: string
  unit: string
  side: Side
}

function turned({ left, right, choice, question, task, case: caseId }: Ballot): Turned {
  const isTurned = left > right
  const pair = JSON.stringify([question, ...(isTurned ? [right, left] : [left, right])])
  const side = choice === 'left' ? 1 : choice === 'right' ? -1 : 0
  // Not -0.
  const asStored = (side === 0 || !isTurned ? side : -side) as Side
  return { pair, unit: JSON.stringify([pair, task, caseId]), side: asStored }
}

/** Rating points of a theta, 400 a factor of ten. */
const pointsPerTheta = 400 / Math.LN10
const mostInfluential = 5
const mostCopies = 10_000
const plain = { ties: 'half', bothBad: 'tie', orderEffect: false, prior: 0 } as const

/** Votes kept for agreement: all of them, for who said what must be known. */
export class VoteSheet {
  readonly #sheets = new Map<Kind, RatingSheet>()
  readonly #byVoter = new Map<string, { kind: Kind; votes: Turned[] }>()
  readonly #decided = new Map<string, { first: number; second: number }>()
  readonly #counts = new VoteCounts()
  #anonymous = 0
  #withoutCase = 0

  /** Adds a vote; skipped ones and votes of a model against itself say nothing here. */
  add(ballot: Ballot, place: () => Place): void {
    const { left, right, choice, voter, kind = 'person', count = 1 } = ballot
    if (choice === undefined || choice === 'skip' || left === right) return
    if (count > mostCopies)
      throw new UserError(
        `the row stands for ${count} votes, which agreement would have to tell apart`,
        'Give a row for each vote.',
        { ...place(), field: 'count' },
      )
    if (ballot.case === undefined) this.#withoutCase += count
    const vote = turned(ballot)
    for (let copy = 0; copy < count; copy++) this.#addOne(vote, voter, kind, ballot.case, place)
    this.#counts.add(left, right, choice, count, voter ?? 'without a name')
  }

  #addOne(
    vote: Turned,
    voter: string | undefined,
    kind: Kind,
    caseId: string | undefined,
    place: () => Place,
  ): void {
    let sheet = this.#sheets.get(kind)
    if (!sheet) {
      sheet = new RatingSheet()
      this.#sheets.set(kind, sheet)
    }
    // Without a name each vote is someone else's.
    const rater = voter ?? `${place().file}:${place().line}:${this.#anonymous++}`
    sheet.add(vote.unit, rater, vote.side, caseId)
    if (vote.side === 0) return
    const decided = this.#decided.get(vote.pair) ?? { first: 0, second: 0 }
    decided[vote.side === 1 ? 'first' : 'second'] += 1
    this.#decided.set(vote.pair, decided)
    if (voter === undefined) return
    const known = this.#byVoter.get(`${kind} ${voter}`) ?? { kind, votes: [] }
    known.votes.push(vote)
    this.#byVoter.set(`${kind} ${voter}`, known)
  }

  /** Each voter's decided votes against what all others said of the same pair. */
  #checkVoters(): CheckedVoter[] {
    return Array.from(this.#byVoter, ([key, { kind, votes }]) => {
      const own = new Map<string, { first: number; second: number }>()
      for (const { pair, side } of votes) {
        const sum = own.get(pair) ?? { first: 0, second: 0 }
        sum[side === 1 ? 'first' : 'second'] += 1
        own.set(pair, sum)
      }
      const checked = votes.map(({ pair, side }) => {
        const all = this.#decided.get(pair)!
        const first = all.first - own.get(pair)!.first
        const second = all.second - own.get(pair)!.second
        const favourite = first >= second ? 1 : -1
        return {
          forFavourite: Math.max(first, second),
          against: Math.min(first, second),
          votedForFavourite: side === favourite,
        }
      })
      return { voter: key.slice(kind.length + 1), kind, ...voterEvidence(checked) }
    })
  }

  #influence(): InfluentialVoter[] {
    if (this.#byVoter.size < 2) return []
    return influences(this.#counts.clustered(), plain)
      .slice(0, mostInfluential)
      .map(({ cluster, change, ...rest }) => ({
        voter: cluster,
        ...rest,
        change: change * pointsPerTheta,
      }))
  }

  #judgesAgainstPeople({ confidence, seed }: AgreementOptions): ChoiceAgreement | undefined {
    const [people, judges] = [this.#sheets.get('person'), this.#sheets.get('judge')]
    if (!people || !judges) return undefined
    const items = Array.from(judges.units).flatMap(([unit, ratings]) => {
      const others = people.units.get(unit)
      if (!others) return []
      const values = (given: ReadonlyMap<string, number[]>) => [...given.values()].flat()
      return [{ first: values(ratings), second: values(others), cluster: judges.clusterOf(unit) }]
    })
    return agreementBetween(items, { level: confidence, seed, missing: 0 })
  }

  agreement(options: AgreementOptions): VoteAgreement {
    const of = (kind: Kind) => {
      const sheet = this.#sheets.get(kind)
      return sheet && raterAgreement(sheet, options, true)
    }
    const [people, judges] = [of('person'), of('judge')]
    const against = this.#judgesAgainstPeople(options)
    const checked = this.#checkVoters()
    const warnings = [
      ...(this.#anonymous > 0
        ? [`${this.#anonymous} votes name no voter; each counts as a voter of its own.`]
        : []),
      ...(this.#withoutCase > 0
        ? [
            `${this.#withoutCase} votes name no case; votes on the same two models count as one unit.`,
          ]
        : []),
    ]
    return {
      level: options.level,
      ...(people ? { people } : {}),
      ...(judges ? { judges } : {}),
      ...(against ? { judgesAgainstPeople: against } : {}),
      outliers: {
        alpha: 0.05,
        checked: checked.filter(({ votes }) => votes >= 5).length,
        found: checked.filter(({ isOutlier }) => isOutlier).sort((a, b) => b.evidence - a.evidence),
      },
      influence: this.#influence(),
      warnings,
    }
  }
}
