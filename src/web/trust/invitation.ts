import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { readToken, signToken } from './signed-token.ts'

/** Lets its holder in: to vote, or to run the server. */
export const Invitation = z.strictObject({
  id: z.string(),
  role: z.enum(['voter', 'operator']),
  /** One voter, in whatever browser; else each browser is a voter of its own. */
  isPersonal: z.boolean(),
  /** The session that it is for; another one needs another invitation. */
  session: z.string(),
  /** ms since 1970. */
  expires: z.number(),
})
export type Invitation = z.infer<typeof Invitation>

const purpose = 'invitation'

export const createInvitation = (facts: Omit<Invitation, 'id'>): Invitation => ({
  id: randomBytes(6).toString('hex'),
  ...facts,
})

export const inviteWith = (secret: Uint8Array, invitation: Invitation): string =>
  signToken(secret, purpose, invitation)

/** What a token invites to; undefined when it is forged, expired or for another session. */
export function readInvitation(
  secret: Uint8Array,
  token: string,
  session: string,
  now: number,
): Invitation | undefined {
  const invitation = readToken(secret, purpose, token, Invitation)
  return invitation && invitation.expires > now && invitation.session === session
    ? invitation
    : undefined
}
