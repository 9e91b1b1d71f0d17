import { createHmac, timingSafeEqual } from 'node:crypto'
import type { z } from 'zod'

const macOf = (secret: Uint8Array, purpose: string, body: string): Buffer =>
  createHmac('sha256', secret).update(`${purpose}\n${body}`).digest()

/** A text that anybody can read and only the holder of the secret can write: `base64url(JSON).base64url(HMAC-SHA256)`. */
export function signToken(secret: Uint8Array, purpose: string, value: unknown): string {
  const body = Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${body}.${macOf(secret, purpose, body).toString('base64url')}`
}

/** What was signed for this purpose; undefined for anything else. */
export function readToken<T>(
  secret: Uint8Array,
  purpose: string,
  token: string,
  schema: z.ZodType<T>,
): T | undefined {
  const [body = '', mac = '', ...rest] = token.split('.')
  const given = Buffer.from(mac, 'base64url')
  const own = macOf(secret, purpose, body)
  if (rest.length > 0 || given.length !== own.length || !timingSafeEqual(given, own))
    return undefined
  return schema.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString())).data
}
