import { hostname, networkInterfaces } from 'node:os'
import { isIPv6 } from 'node:net'

const originOf = (host: string, port: number): string =>
  `http://${isIPv6(host) ? `[${host}]` : host}:${port}`

const everywhere = new Set(['0.0.0.0', '::'])
const loopback = new Set(['127.0.0.1', '::1', 'localhost'])

export const isLoopback = (host: string): boolean => loopback.has(host)

/** Every name by which a server on this host and port may be called, the one to tell people first. */
export function knownAddresses(
  host: string,
  port: number,
  publicUrl: string | undefined,
): string[] {
  const outside = Object.values(networkInterfaces()).flatMap((list) =>
    (list ?? []).flatMap(({ address, internal }) => (internal ? [] : [address])),
  )
  const names = everywhere.has(host)
    ? [...outside, hostname(), ...loopback]
    : isLoopback(host)
      ? [host, ...loopback]
      : [host]
  const own = names.map((name) => originOf(name, port))
  return publicUrl === undefined ? own : [publicUrl.replace(/\/+$/, ''), ...own]
}
