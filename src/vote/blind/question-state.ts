import { leftOutOfRatings, type Vote } from '#schema/vote.ts'
import { pairGains, type PairGain } from '#stats/next-pair.ts'
import { VoteCounts } from '#stats/vote-counts.ts'
import type { Place } from './places.ts'
import type { VotingQuestion } from './voting-questions.ts'

/** Votes of people on one question so far, and what another one is worth. */
export class QuestionState {
  readonly key: string
  readonly question: VotingQuestion
  /** Competing models that have a picture, by place. */
  readonly places = new Map<string, ReadonlySet<string>>()
  /** Votes that count, those on equal outputs left out. */
  votes = 0
  readonly #counts = new VoteCounts()
  #gains: PairGain[] | undefined

  constructor(
    key: string,
    question: VotingQuestion,
    places: readonly Place[],
    named: readonly string[] | undefined,
  ) {
    this.key = key
    this.question = question
    for (const { id, tasks, outputs } of places) {
      if (!tasks.includes(question.task)) continue
      const models = [...outputs.values()].flatMap(({ model, control }) =>
        control || (named && !named.includes(model)) ? [] : [model],
      )
      for (const model of models) this.#counts.model(model)
      if (models.length > 0) this.places.set(id, new Set(models))
    }
  }

  /** Adds a vote, or takes it off again with -1. */
  count(vote: Vote, times: 1 | -1): void {
    const { voter, choice, left, right } = vote
    const rates = voter.kind === 'person' && leftOutOfRatings(vote) === undefined
    if (!rates || choice === 'skip' || left.model === right.model) return
    this.#counts.add(left.model, right.model, choice, times)
    this.votes += times
    this.#gains = undefined
  }

  gains(): readonly PairGain[] {
    this.#gains ??= pairGains(this.#counts.pairs())
    return this.#gains
  }
}
