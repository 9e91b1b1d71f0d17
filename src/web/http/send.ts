import type { ServerResponse } from 'node:http'

/** On every answer: nothing is framed, sniffed, referred to, or read by another site. */
const everywhere = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
} as const

/** What our own pages may do: run and load what this server gives, and turn no text into markup. */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

/** Data that somebody opens in a tab of its own: it shows, and does nothing. */
const dataPolicy = "default-src 'none'; sandbox"

export type Headers = Record<string, string>

export interface Sent {
  status?: number
  headers?: Headers
}

export function sendBytes(
  response: ServerResponse,
  bytes: Uint8Array | string,
  mediaType: string,
  { status = 200, headers = {} }: Sent = {},
): void {
  response.writeHead(status, {
    ...everywhere,
    'content-security-policy': dataPolicy,
    'cache-control': 'no-store',
    'content-type': mediaType,
    ...(status === 304 ? {} : { 'content-length': String(Buffer.byteLength(bytes)) }),
    ...headers,
  })
  response.end(response.req.method === 'HEAD' ? undefined : bytes)
}

export const sendJson = (response: ServerResponse, value: unknown, sent: Sent = {}): void =>
  sendBytes(response, JSON.stringify(value), 'application/json; charset=utf-8', sent)

export function sendRedirect(response: ServerResponse, location: string, headers: Headers): void {
  sendBytes(response, '', 'text/plain; charset=utf-8', {
    status: 303,
    headers: { location, ...headers },
  })
}

/** Begins an answer that goes on as server-sent events. */
export function sendEventHead(response: ServerResponse): void {
  response.writeHead(200, {
    ...everywhere,
    'content-security-policy': dataPolicy,
    'cache-control': 'no-store',
    'content-type': 'text/event-stream; charset=utf-8',
  })
  response.write('retry: 2000\n\n')
}
