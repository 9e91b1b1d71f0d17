import { lookup as resolveName, type LookupAddress } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { KontextError } from '#schema/kontext-error.ts'

/** Ranges that are not the public internet: RFC 6890 and its successors; mapped and translated IPv4 whole. */
// Apart: one list would test IPv4 addresses against the mapped range too.
const closed = { ipv4: new BlockList(), ipv6: new BlockList() }
const closedRanges: readonly [string, number, 'ipv4' | 'ipv6'][] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 96, 'ipv6'],
  ['::ffff:0:0', 96, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['100::', 64, 'ipv6'],
  // Teredo holds an IPv4 address too.
  ['2001::', 23, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['fec0::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
]
for (const [network, prefix, family] of closedRanges)
  closed[family].addSubnet(network, prefix, family)

/** True for an address that a stranger may name. Scoped IPv6 addresses are local by nature. */
export const isPublicAddress = (address: string): boolean => {
  const family = isIP(address)
  if (family === 0 || address.includes('%')) return false
  return family === 4 ? !closed.ipv4.check(address, 'ipv4') : !closed.ipv6.check(address, 'ipv6')
}

const privateAddress = (host: string): KontextError =>
  new KontextError('bad-url', `${host} is a private address`)

/** @throws KontextError `bad-url` where the host is itself a private address; names are checked when resolved. */
export function assertPublicLiteral(hostname: string): void {
  const host = hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw privateAddress(host)
}

/** Resolves a name as usual, and fails where any of its addresses is private: what is connected to was checked. */
export const publicLookup: LookupFunction = (hostname, options, done) => {
  resolveName(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
    if (error) return done(error, '', 4)
    const [first] = found
    if (!first || !found.every(({ address }) => isPublicAddress(address)))
      return done(privateAddress(hostname), '', 4)
    if (options.all) done(null, found)
    else done(null, first.address, first.family)
  })
}
