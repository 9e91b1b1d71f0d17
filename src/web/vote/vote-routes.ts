import { z } from 'zod'
import { HttpError } from '#web/http/http-error.ts'
import { readJson } from '#web/http/read-body.ts'
import type { Asked, Route } from '#web/http/route.ts'
import { sendBytes, sendJson, sendRedirect } from '#web/http/send.ts'
import { readInvitation } from '#web/trust/invitation.ts'
import { admit, enrol } from '#web/trust/visitor.ts'
import { Answers } from '../../pipeline.ts'
import type { VoteDesk } from './vote-desk.ts'

const Ticket = z.string().max(20_000)
const Enrolment = z.strictObject({ name: z.string().max(200) })
const TicketBody = z.strictObject({ ticket: Ticket })
const Ballot = Answers.extend({ ticket: Ticket })

/** Lets in who holds an invitation; whoever does not sees why. */
function join({ session, reception, clock }: VoteDesk['options'], asked: Asked): void {
  const now = clock.now().getTime()
  const token = asked.params['token'] ?? ''
  const invitation = readInvitation(reception.secret, token, session.options.id, now)
  const home = invitation?.role === 'operator' ? '/' : '/vote'
  sendRedirect(asked.response, home, invitation ? admit(invitation, reception, now) : {})
}

async function enter(desk: VoteDesk, asked: Asked): Promise<void> {
  const { visitor, request, response, address } = asked
  const { name } = await readJson(request, Enrolment)
  if (visitor.voter !== undefined) return sendJson(response, { voter: visitor.voter })
  desk.allowNewVoter(address, visitor.invitation)
  const { reception, clock } = desk.options
  const { voter, headers } = enrol(visitor, name, reception, clock.now().getTime())
  sendJson(response, { voter }, { headers })
}

/** Everything that voters ask for. */
export function voteRoutes(desk: VoteDesk): Route[] {
  const get = (path: string, audience: Route['audience'], handle: Route['handle']): Route => ({
    method: 'GET',
    path,
    audience,
    handle,
  })
  const post = (path: string, handle: Route['handle']): Route => ({
    method: 'POST',
    path,
    audience: 'voter',
    handle,
  })
  return [
    get('/join/:token', 'anybody', (asked) => join(desk.options, asked)),
    get('/api/vote/session', 'voter', ({ response, visitor }) =>
      sendJson(response, desk.facts(visitor)),
    ),
    get('/api/vote/pictures/:name', 'voter', ({ params, response, visitor }) => {
      const bytes = desk.options.pictures.get(params['name'] ?? '', visitor.voter)
      if (!bytes) throw new HttpError(404, 'not-found', 'the picture is not kept any more')
      sendBytes(response, bytes, 'image/png')
    }),
    post('/api/vote/enter', (asked) => enter(desk, asked)),
    post('/api/vote/next', async ({ request, response, visitor }) => {
      const voter = desk.voterOf(visitor)
      await readJson(request, z.strictObject({}))
      sendJson(response, await desk.next(voter))
    }),
    post('/api/vote/ballot', async ({ request, response, visitor }) => {
      const voter = desk.voterOf(visitor)
      const { ticket, ...answers } = await readJson(request, Ballot)
      sendJson(response, await desk.cast(voter, ticket, answers))
    }),
    post('/api/vote/undo', async ({ request, response, visitor }) => {
      const voter = desk.voterOf(visitor)
      const { ticket } = await readJson(request, TicketBody)
      sendJson(response, await desk.undo(voter, ticket))
    }),
  ]
}
