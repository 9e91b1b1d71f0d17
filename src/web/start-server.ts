import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import type { Clock } from '#schema/clock.ts'
import { UserError } from '#schema/user-error.ts'
import { createDoors, type Doors } from './http/guard.ts'
import { createListener } from './http/listener.ts'
import type { Route } from './http/route.ts'
import { knownAddresses } from './known-addresses.ts'
import type { Reception } from './trust/visitor.ts'

export interface ServerOptions {
  host: string
  port: number
  /** The address that visitors use where something stands in front of this server. */
  publicUrl: string | undefined
  routes: readonly Route[]
  reception: Reception
  clock: Clock
  onFault: (error: unknown) => void
}

export interface RunningServer {
  /** Where visitors come in, without a slash at the end. */
  url: string
  port: number
  /** Ends event streams, lets answers in hand finish for a moment, and closes. */
  close(): Promise<void>
}

/** What is being answered may take this long when the server stops. */
const graceMs = 2000

const portError = (error: unknown, { host, port }: ServerOptions): unknown => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE')
    return new UserError(`port ${port} is in use`, 'Give another --port, or stop what uses it.')
  if (code === 'EACCES')
    return new UserError(`port ${port} may not be used`, 'Give a --port above 1023.')
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new UserError(`"${host}" is no address of this machine`, 'Give another --host.')
  return error
}

/** Serves routes over HTTP until it is closed. @throws UserError where the port or the host cannot be had. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { host, port: asked, publicUrl, clock } = options
  const stopped = new AbortController()
  let doors: Doors = createDoors([])
  const listener = createListener({ ...options, doors: () => doors, stopped: stopped.signal })
  const server = createServer({ maxHeaderSize: 16 * 1024, requestTimeout: 120_000 }, listener)
  try {
    server.listen(asked, host)
    await once(server, 'listening')
  } catch (error) {
    throw portError(error, options)
  }
  const { port } = server.address() as AddressInfo
  const addresses = knownAddresses(host, port, publicUrl)
  doors = createDoors(addresses)
  return {
    url: addresses[0] ?? `http://${host}:${port}`,
    port,
    async close() {
      stopped.abort()
      const closed = once(server, 'close')
      server.close()
      server.closeIdleConnections()
      await Promise.race([closed, clock.sleep(graceMs)])
      server.closeAllConnections()
      await closed
    },
  }
}
