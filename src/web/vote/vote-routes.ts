import { z } from 'zod'
import type { Clock } from '#schema/clock.ts'
import { votersTags } from '#schema/failure-tag.ts'
import type { Vote } from '#schema/vote.ts'
import { HttpError } from '#web/http/http-error.ts'
import { RateLimit } from '#web/http/rate-limit.ts'
import { readJson } from '#web/http/read-body.ts'
import type { Asked, Route } from '#web/http/route.ts'
import { sendBytes, sendJson, sendRedirect } from '#web/http/send.ts'
import { readInvitation } from '#web/trust/invitation.ts'
import { admit, enrol, type Reception } from '#web/trust/visitor.ts'
import { Answers, skipReasons, type BlindSession, type Sheet } from '../../pipeline.ts'
import type { BlindPictures, PicturesOfPair } from './blind-pictures.ts'
import type { Tickets } from './tickets.ts'

export interface VoteDesk {
  session: BlindSession
  pictures: BlindPictures
  tickets: Tickets
  reception: Reception
  clock: Clock
  /** Names of models, for sessions that reveal them. */
  nameOf: (model: string) => string
  onVotes: (votes: readonly Vote[]) => void
  /** A picture that cannot be shown, for the log. */
  onFault: (error: unknown) => void
}

const Enrolment = z.strictObject({ name: z.string().max(200) })
const TicketBody = z.strictObject({ ticket: z.string().max(20_000) })
const Ballot = Answers.extend({ ticket: z.string().max(20_000) })

/** A voter asks for pairs, answers and takes back; a person cannot be faster. */
const perVoter = () => new RateLimit(60, 90)
/** New voters from one address, and by one invitation. */
const perDoor = () => new RateLimit(30, 6)

function voterOf({ visitor }: Asked): string {
  if (visitor.voter !== undefined) return visitor.voter
  throw new HttpError(401, 'no-voter', 'say first that you vote')
}

/** Pairs whose pictures could not be opened before one is given up on. */
const mostTries = 5

export function voteRoutes(desk: VoteDesk): Route[] {
  const { session, pictures, tickets, reception, clock } = desk
  const [votersLimit, doorLimit] = [perVoter(), perDoor()]

  const allow = (limit: RateLimit, key: string): void => {
    if (reception.isShared && !limit.take(key, clock.monotonic()))
      throw new HttpError(429, 'too-often', 'too many requests')
  }

  const picturesOf = ({ place, left, right }: Sheet): PicturesOfPair => {
    const found = session.options.places.get(place)
    const [a, b] = [found?.outputs.get(left.model), found?.outputs.get(right.model)]
    if (!found || !a || !b) throw new HttpError(410, 'expired', 'the pair is not voted on any more')
    return { left: a, right: b, source: found.source, references: found.references }
  }

  /** The pair for the page. What is in here, and how long it is, must not depend on which model stands left. */
  const shown = async (sheet: Sheet) => {
    const place = session.options.places.get(sheet.place)
    const ready = await pictures.show(picturesOf(sheet), sheet.voter)
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

  const serveNext = async (voter: string): Promise<unknown> => {
    for (let tries = 0; tries < mostTries; tries++) {
      const sheet = session.next(voter)
      if (!sheet) break
      try {
        return await shown(sheet)
      } catch (error) {
        desk.onFault(error)
      }
    }
    return { state: 'done', ballots: session.voter(voter).ballots }
  }

  const sessionFacts = ({ visitor, response }: Asked): void => {
    const isNamed = visitor.voter !== undefined
    sendJson(response, {
      voter: isNamed ? visitor.voter : null,
      ballots: isNamed ? session.voter(visitor.voter ?? '').ballots : 0,
      reveals: session.options.reveals,
      isOperator: visitor.role === 'operator',
      tags: votersTags,
      skipReasons,
      hasPairs: session.states.some(({ places }) =>
        [...places.values()].some(({ size }) => size > 1),
      ),
    })
  }

  const enter = async (asked: Asked): Promise<void> => {
    const { visitor, request, response, address } = asked
    const { name } = await readJson(request, Enrolment)
    if (visitor.voter !== undefined) return sendJson(response, { voter: visitor.voter })
    allow(doorLimit, `address ${address}`)
    allow(doorLimit, `invitation ${visitor.invitation ?? ''}`)
    const { voter, headers } = enrol(visitor, name, reception, clock.now().getTime())
    sendJson(response, { voter }, { headers })
  }

  const cast = async (asked: Asked): Promise<void> => {
    const voter = voterOf(asked)
    allow(votersLimit, voter)
    const { ticket, ...answers } = await readJson(asked.request, Ballot)
    const sheet = tickets.redeem(ticket, voter)
    const result = await session.cast(sheet, answers)
    switch (result.state) {
      case 'kept':
        desk.onVotes(result.votes)
        return sendJson(asked.response, {
          state: 'kept',
          ballots: session.voter(voter).ballots,
          ...(session.options.reveals
            ? { reveal: { a: desk.nameOf(sheet.left.model), b: desk.nameOf(sheet.right.model) } }
            : {}),
        })
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

  const undo = async (asked: Asked): Promise<void> => {
    const voter = voterOf(asked)
    allow(votersLimit, voter)
    const { ticket } = await readJson(asked.request, TicketBody)
    const again = await session.undo(tickets.redeem(ticket, voter))
    if (!again) throw new HttpError(409, 'nothing-to-undo', 'there is nothing to take back')
    desk.onVotes([])
    sendJson(asked.response, await shown(again))
  }

  const join = ({ params, response }: Asked): void => {
    const now = clock.now().getTime()
    const invitation = readInvitation(
      reception.secret,
      params['token'] ?? '',
      session.options.id,
      now,
    )
    const home = invitation?.role === 'operator' ? '/' : '/vote'
    sendRedirect(response, home, invitation ? admit(invitation, reception, now) : {})
  }

  return [
    { method: 'GET', path: '/join/:token', audience: 'anybody', handle: join },
    { method: 'GET', path: '/api/vote/session', audience: 'voter', handle: sessionFacts },
    { method: 'POST', path: '/api/vote/enter', audience: 'voter', handle: enter },
    {
      method: 'POST',
      path: '/api/vote/next',
      audience: 'voter',
      handle: async (asked) => {
        const voter = voterOf(asked)
        allow(votersLimit, voter)
        await readJson(asked.request, z.strictObject({}))
        sendJson(asked.response, await serveNext(voter))
      },
    },
    { method: 'POST', path: '/api/vote/ballot', audience: 'voter', handle: cast },
    { method: 'POST', path: '/api/vote/undo', audience: 'voter', handle: undo },
    {
      method: 'GET',
      path: '/api/vote/pictures/:name',
      audience: 'voter',
      handle: ({ params, response, visitor }) => {
        const bytes = pictures.get(params['name'] ?? '', visitor.voter)
        if (!bytes) throw new HttpError(404, 'not-found', 'the picture is not kept any more')
        sendBytes(response, bytes, 'image/png')
      },
    },
  ]
}
