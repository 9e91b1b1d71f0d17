import type { Clock } from '#schema/clock.ts'
import { votersTags } from '#schema/failure-tag.ts'
import type { Vote } from '#schema/vote.ts'
import { HttpError } from '#web/http/http-error.ts'
import { RateLimit } from '#web/http/rate-limit.ts'
import type { Visitor, Reception } from '#web/trust/visitor.ts'
import { skipReasons, type Answers, type BlindSession, type Sheet } from '../../pipeline.ts'
import type { BlindPictures, PicturesOfPair } from './blind-pictures.ts'
import type { Tickets } from './tickets.ts'

export interface VoteDeskOptions {
  session: BlindSession
  pictures: BlindPictures
  tickets: Tickets
  reception: Reception
  clock: Clock
  /** Names of models, for sessions that reveal them. */
  nameOf: (model: string) => string
  /** After votes were kept or taken back. */
  onVotes: (votes: readonly Vote[]) => void
  /** A picture that cannot be shown, for the log. */
  onFault: (error: unknown) => void
}

/** Pairs whose pictures could not be opened before no more are tried. */
const mostTries = 5

/** What a voter asks for, answered in words of the page: pairs, receipts, and nothing that names a model too early. */
export class VoteDesk {
  readonly options: VoteDeskOptions
  /** A voter asks for pairs, answers and takes back; a person cannot be faster. */
  readonly #perVoter = new RateLimit(60, 90)
  /** New voters from one address, and by one invitation. */
  readonly #perDoor = new RateLimit(30, 6)

  constructor(options: VoteDeskOptions) {
    this.options = options
  }

  /** @throws HttpError 401 for a visitor who did not say yet that they vote; 429 for one who asks too often. */
  voterOf({ voter }: Visitor): string {
    if (voter === undefined) throw new HttpError(401, 'no-voter', 'say first that you vote')
    this.#allow(this.#perVoter, voter)
    return voter
  }

  /** @throws HttpError 429 when one address, or one invitation, makes too many voters. */
  allowNewVoter(address: string, invitation: string | undefined): void {
    this.#allow(this.#perDoor, `address ${address}`)
    this.#allow(this.#perDoor, `invitation ${invitation ?? ''}`)
  }

  facts({ voter, role }: Visitor) {
    const { session } = this.options
    return {
      voter: voter ?? null,
      ballots: voter === undefined ? 0 : session.voter(voter).ballots,
      reveals: session.options.reveals,
      isOperator: role === 'operator',
      tags: votersTags,
      skipReasons,
      hasPairs: session.states.some(({ places }) =>
        [...places.values()].some(({ size }) => size > 1),
      ),
    }
  }

  async next(voter: string): Promise<unknown> {
    const { session, onFault } = this.options
    for (let tries = 0; tries < mostTries; tries++) {
      const sheet = session.next(voter)
      if (!sheet) break
      try {
        return await this.#shown(sheet)
      } catch (error) {
        onFault(error)
      }
    }
    return { state: 'done', ballots: session.voter(voter).ballots }
  }

  /** @throws HttpError 400, 403, 409 or 410 */
  async cast(voter: string, ticket: string, answers: Answers) {
    const { session, tickets, onVotes, nameOf } = this.options
    const sheet = tickets.redeem(ticket, voter)
    const result = await session.cast(sheet, answers)
    switch (result.state) {
      case 'kept':
        onVotes(result.votes)
        return {
          state: 'kept',
          ballots: session.voter(voter).ballots,
          ...(session.options.reveals
            ? { reveal: { a: nameOf(sheet.left.model), b: nameOf(sheet.right.model) } }
            : {}),
        }
      case 'known':
        throw new HttpError(409, 'already-cast', 'this pair was answered before')
      case 'incomplete':
        throw new HttpError(400, 'incomplete', 'each question needs one answer')
      case 'other-session':
        throw new HttpError(410, 'expired', 'the session has changed')
      default:
        return result satisfies never
    }
  }

  /** @throws HttpError 403, 409 or 410 */
  async undo(voter: string, ticket: string): Promise<unknown> {
    const { session, tickets, onVotes } = this.options
    const again = await session.undo(tickets.redeem(ticket, voter))
    if (!again) throw new HttpError(409, 'nothing-to-undo', 'there is nothing to take back')
    onVotes([])
    return this.#shown(again)
  }

  #allow(limit: RateLimit, key: string): void {
    const { reception, clock } = this.options
    if (reception.isShared && !limit.take(key, clock.monotonic()))
      throw new HttpError(429, 'too-often', 'too many requests')
  }

  #picturesOf({ place, left, right }: Sheet): PicturesOfPair {
    const found = this.options.session.options.places.get(place)
    const [a, b] = [found?.outputs.get(left.model), found?.outputs.get(right.model)]
    if (!found || !a || !b) throw new HttpError(410, 'expired', 'the pair is not voted on any more')
    return { left: a, right: b, source: found.source, references: found.references }
  }

  /** The pair for the page. What is in here, and how long it is, must not depend on which model stands left. */
  async #shown(sheet: Sheet) {
    const { session, pictures, tickets } = this.options
    const place = session.options.places.get(sheet.place)
    const ready = await pictures.show(this.#picturesOf(sheet), sheet.voter)
    return {
      state: 'pair',
      ticket: tickets.issue(sheet),
      ballots: session.voter(sheet.voter).ballots,
      language: place?.language ?? '',
      instructions: place?.instructions ?? [],
      questions: sheet.questions.map(({ task, id }) => {
        const question = session.options.questions.get(`${task}/${id}`)
        return { task, id, en: question?.en ?? id, zh: question?.zh ?? id }
      }),
      pictures: ready,
    }
  }
}
