import type { Clock } from '#schema/clock.ts'
import type { Vote } from '#schema/vote.ts'
import type { Chance } from './secret-chance.ts'
import { drawSheet } from './draw-sheet.ts'
import { goldPairs, type GoldPair } from './gold-pairs.ts'
import type { Place } from './places.ts'
import { QuestionState } from './question-state.ts'
import type { Answers, Sheet } from './sheet.ts'
import { Exposure } from '#stats/next-pair.ts'
import { askKey, Voter } from './voters.ts'
import { voteIdsOf, votesOfAnswers } from './votes-of-answers.ts'
import type { VotingQuestion } from './voting-questions.ts'

/** Shares of sheets that check the voter, of all that are served. */
export interface CheckShares {
  gold: number
  repeats: number
  same: number
}

/** What keeps votes; a part of the store. */
interface VoteKeeper {
  castVotes(votes: readonly Vote[]): Promise<boolean>
  putVotes(votes: readonly Vote[]): Promise<void>
}

export interface BlindSessionOptions {
  id: string
  places: ReadonlyMap<string, Place>
  questions: ReadonlyMap<string, VotingQuestion>
  /** Models that compete; all that are no control when left out. */
  models?: readonly string[]
  shares: CheckShares
  /** After a vote the models are named, so nothing is asked twice and nothing taken back. */
  reveals: boolean
  /** Kept before, by this session or another one on the same runs. */
  votes: Iterable<Vote>
  keeper: VoteKeeper
  clock: Clock
  random: Chance
}

export type CastResult =
  | { state: 'kept'; votes: Vote[] }
  | { state: 'known' }
  | { state: 'incomplete' }
  | { state: 'other-session' }

/** All that decides what is asked next and what an answer comes to. Pages and addresses are none of its business. */
export class BlindSession {
  readonly options: BlindSessionOptions
  readonly exposure = new Exposure()
  readonly states: readonly QuestionState[]
  readonly gold: readonly GoldPair[]
  readonly #voters = new Map<string, Voter>()
  readonly #placeOf = new Map<string, string>()
  readonly #votes = new Map<string, Vote>()

  constructor(options: BlindSessionOptions) {
    this.options = options
    const places = [...options.places.values()]
    this.states = Array.from(
      options.questions,
      ([key, question]) => new QuestionState(key, question, places, options.models),
    )
    this.gold = goldPairs(places, options.questions)
    for (const { id, outputs } of places)
      for (const { run, cell, turn } of outputs.values())
        this.#placeOf.set(`${run}/${cell}/${turn}`, id)
    for (const vote of options.votes) this.#learn(vote)
    for (const sheet of this.#sheetsOf(options.votes)) this.#remember(sheet)
  }

  /** Every vote on these runs, those taken back included. */
  votes(): Vote[] {
    return [...this.#votes.values()]
  }

  voter(id: string): Voter {
    let voter = this.#voters.get(id)
    if (!voter) {
      voter = new Voter()
      this.#voters.set(id, voter)
    }
    return voter
  }

  /** What to ask a voter next; undefined when they were asked everything. */
  next(voterId: string): Sheet | undefined {
    const voter = this.voter(voterId)
    const sheet = drawSheet(this, voterId, voter)
    if (!sheet) return undefined
    voter.asked.add(askKey(sheet.place, sheet.left.model, sheet.right.model))
    if (sheet.check === undefined)
      this.exposure.add(sheet.left.model, sheet.right.model, sheet.place)
    if (sheet.check === 'repeat') voter.markRepeated(sheet)
    return sheet
  }

  /** Keeps the answers to a sheet. Settles when the disk has them. */
  async cast(sheet: Sheet, answers: Answers): Promise<CastResult> {
    if (sheet.session !== this.options.id) return { state: 'other-session' }
    const votes = votesOfAnswers(sheet, answers, this.options.clock.now())
    if (!votes) return { state: 'incomplete' }
    if (!(await this.options.keeper.castVotes(votes))) return { state: 'known' }
    for (const vote of votes) this.#learn(vote)
    this.#remember(sheet)
    return { state: 'kept', votes }
  }

  /**
   * Takes an answer back: its votes are marked, kept and counted nowhere. Returns the same pair to be asked anew, or
   * undefined when there is nothing to take back or the models were named.
   */
  async undo(sheet: Sheet): Promise<Sheet | undefined> {
    const { id, reveals, clock, keeper } = this.options
    const votes = voteIdsOf(sheet).flatMap((one) => this.#votes.get(one) ?? [])
    const isOpen = votes.length > 0 && votes.every((vote) => vote.undone === undefined)
    if (reveals || sheet.session !== id || !isOpen) return undefined
    const now = clock.now()
    const undone = votes.map((vote) => ({ ...vote, undone: now.toISOString() }))
    // Marked before the disk is waited for, so that a second call finds nothing to take back.
    for (const vote of undone) this.#votes.set(vote.id, vote)
    await keeper.putVotes(undone)
    for (const vote of votes) this.#stateOf(vote)?.count(vote, -1)
    const voter = this.voter(sheet.voter)
    voter.ballots -= 1
    if (sheet.check === undefined) voter.forget(sheet)
    return { ...sheet, round: sheet.round + 1, servedAt: now.getTime() }
  }

  #stateOf({ task, question }: Vote): QuestionState | undefined {
    return this.states.find((one) => one.question.task === task && one.question.id === question)
  }

  #learn(vote: Vote): void {
    this.#votes.set(vote.id, vote)
    if (vote.undone === undefined) this.#stateOf(vote)?.count(vote, 1)
  }

  /** Votes of one sheet stand for one showing. */
  *#sheetsOf(
    votes: Iterable<Vote>,
  ): Generator<Pick<Sheet, 'voter' | 'place' | 'left' | 'right' | 'check'>> {
    const seen = new Set<string>()
    for (const { voter, left, right, check, undone, order, pair } of votes) {
      const place = this.#placeOf.get(`${left.run}/${left.cell}/${left.turn}`)
      const showing = `${voter.id}\n${pair}\n${order}\n${undone ?? ''}`
      if (voter.kind !== 'person' || place === undefined || seen.has(showing)) continue
      seen.add(showing)
      if (undone === undefined)
        yield { voter: voter.id, place, left, right, ...(check ? { check: check.kind } : {}) }
      else this.voter(voter.id).asked.add(askKey(place, left.model, right.model))
      if (!check) this.exposure.add(left.model, right.model, place)
    }
  }

  #remember({
    voter: id,
    place,
    left,
    right,
    check,
  }: Pick<Sheet, 'voter' | 'place' | 'left' | 'right' | 'check'>): void {
    const voter = this.voter(id)
    voter.asked.add(askKey(place, left.model, right.model))
    voter.ballots += 1
    if (check === undefined) voter.answered.push({ place, left, right, isRepeated: false })
    if (check === 'repeat') voter.markRepeated({ place, left, right })
  }
}
