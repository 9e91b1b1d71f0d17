import type { IncomingMessage } from 'node:http'
import { HttpError } from './http-error.ts'

/** Addresses that this server is known by: origins such as `http://127.0.0.1:8080`. */
export interface Doors {
  origins: ReadonlySet<string>
  hosts: ReadonlySet<string>
}

export function createDoors(addresses: readonly string[]): Doors {
  const urls = addresses.map((address) => new URL(address))
  return {
    origins: new Set(urls.map(({ origin }) => origin)),
    hosts: new Set(urls.map(({ host }) => host)),
  }
}

/**
 * Refuses what comes by another name (a site whose name was bound to this address), and whatever changes something
 * unless a page of this server asked for it. @throws HttpError 403 or 421.
 */
export function guardDoors({ headers, method }: IncomingMessage, { origins, hosts }: Doors): void {
  if (!hosts.has((headers.host ?? '').toLowerCase()))
    throw new HttpError(421, 'wrong-host', 'this server is not known by that name')
  const { origin } = headers
  const isOwn = origin !== undefined && origins.has(origin)
  if (method === 'GET' || method === 'HEAD') {
    // A picture or a script of ours that another site asks for.
    if (origin !== undefined && !isOwn) throw foreign()
    return
  }
  if (!isOwn) throw foreign()
}

const foreign = (): HttpError =>
  new HttpError(403, 'wrong-origin', 'only pages of this server may ask that')
