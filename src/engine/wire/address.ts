import { badResponse } from './answer.ts'
import { CallEnded } from './call-ended.ts'

/** An address that an answer named, relative ones read against `base`. @throws CallEnded where it is none */
export function namedUrl(named: string, base: string): URL {
  const url = URL.parse(named, base)
  if (url) return url
  throw new CallEnded(badResponse('the answer names an address that is none'))
}

/**
 * An address that an answer named and that is to get the key: on the server's own origin, or, where we called a
 * host of `owner` (a domain), on another of its hosts over https. Jobs of a global host may live on a cluster.
 * @throws CallEnded for any other
 */
export function keyAddress(named: string, server: { base: string }, owner?: string): string {
  const base = new URL(`${server.base}/`)
  const url = namedUrl(named, base.href)
  const isOwners = ({ protocol, hostname }: URL): boolean =>
    protocol === 'https:' &&
    owner !== undefined &&
    (hostname === owner || hostname.endsWith(`.${owner}`))
  if (url.origin === base.origin || (isOwners(url) && isOwners(base))) return url.href
  throw new CallEnded(
    badResponse(
      `the answer names an address on the foreign host ${url.host}; no key is sent there`,
    ),
  )
}
