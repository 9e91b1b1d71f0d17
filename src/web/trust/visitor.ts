import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { z } from 'zod'
import { sha256 } from '#digest/sha256.ts'
import type { Headers } from '#web/http/send.ts'
import type { Invitation } from './invitation.ts'
import { readToken, signToken } from './signed-token.ts'

const VisitorCookie = z.strictObject({
  role: z.enum(['voter', 'operator']),
  /** Absent until the visitor said that they vote, and under what name. */
  voter: z.string().optional(),
  /** Id of the invitation that they came with. */
  invitation: z.string().optional(),
  session: z.string(),
  /** ms since 1970. */
  expires: z.number(),
})
type VisitorCookie = z.infer<typeof VisitorCookie>

export interface Visitor {
  role: 'voter' | 'operator' | 'stranger'
  voter?: string | undefined
  invitation?: string | undefined
  expires?: number | undefined
}

const purpose = 'visitor'
const dayMs = 24 * 60 * 60 * 1000

/** Cookies do not know ports: two workspaces on one machine must not take each other's. */
const cookieName = (secret: Uint8Array): string =>
  `kontextbench-${sha256(`cookie ${Buffer.from(secret).toString('hex')}`).slice(0, 8)}`

const cookieOf = ({ headers }: IncomingMessage, name: string): string =>
  (headers.cookie ?? '')
    .split(/;\s*/)
    .find((one) => one.startsWith(`${name}=`))
    ?.slice(name.length + 1) ?? ''

export interface Reception {
  secret: Uint8Array
  session: string
  /** Whether strangers need an invitation. Without it whoever reaches the loopback address runs the server. */
  isShared: boolean
  /** Whether visitors come by https. */
  isSecure: boolean
}

/** Who asks, by the cookie that this server gave. */
export function visitorOf(request: IncomingMessage, reception: Reception, now: number): Visitor {
  const { secret, session, isShared } = reception
  const known = readToken(secret, purpose, cookieOf(request, cookieName(secret)), VisitorCookie)
  const visitor = known && known.expires > now ? known : undefined
  if (!isShared) return { voter: visitor?.voter, role: 'operator' }
  // An invitation is for one session.
  return visitor?.session === session ? visitor : { role: 'stranger' }
}

/** Sets the cookie. Scripts cannot read it; other sites' forms do not carry it. */
function welcome(
  told: Omit<VisitorCookie, 'session'>,
  { secret, session, isSecure }: Reception,
  now: number,
): Headers {
  const cookie: VisitorCookie = { ...told, session }
  const seconds = Math.floor((cookie.expires - now) / 1000)
  const secure = isSecure ? '; Secure' : ''
  return {
    'set-cookie': `${cookieName(secret)}=${signToken(secret, purpose, cookie)}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure}`,
  }
}

/** Lets in who holds an invitation; they stay as long as it is valid. */
export const admit = (invitation: Invitation, reception: Reception, now: number): Headers =>
  welcome(
    {
      role: invitation.role,
      invitation: invitation.id,
      expires: invitation.expires,
      ...(invitation.isPersonal ? { voter: `guest-${invitation.id}` } : {}),
    },
    reception,
    now,
  )

/** Letters of any script, and what stands in names. */
const plainName = (name: string): string =>
  name
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{M}\p{N} ._-]/gu, '')
    .trim()
    .slice(0, 40)

/** Makes a voter of a visitor: the name they gave, and something of their own, so that two of a name are two. */
export function enrol(
  visitor: Visitor,
  name: string,
  reception: Reception,
  now: number,
): { voter: string; headers: Headers } {
  const voter = `${plainName(name) || 'voter'}-${randomBytes(4).toString('hex')}`
  const cookie = {
    role: visitor.role === 'operator' ? ('operator' as const) : ('voter' as const),
    voter,
    expires: visitor.expires ?? now + 90 * dayMs,
    ...(visitor.invitation === undefined ? {} : { invitation: visitor.invitation }),
  }
  return { voter, headers: welcome(cookie, reception, now) }
}
