import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from '#schema/clock.ts'
import { KontextError } from '#schema/kontext-error.ts'
import { visitorOf, type Reception, type Visitor } from '#web/trust/visitor.ts'
import { guardDoors, type Doors } from './guard.ts'
import { HttpError } from './http-error.ts'
import { RateLimit } from './rate-limit.ts'
import { findRoute, type Audience, type Route } from './route.ts'
import { sendJson } from './send.ts'

export interface ListenerOptions {
  routes: readonly Route[]
  doors: () => Doors
  reception: Reception
  clock: Clock
  /** Ends what is being answered. */
  stopped: AbortSignal
  /** A fault of ours, for the log. */
  onFault: (error: unknown) => void
}

function assertAudience(audience: Audience, { role }: Visitor): void {
  if (audience === 'anybody' || role === 'operator') return
  if (role === 'stranger') throw new HttpError(401, 'no-invitation', 'an invitation is needed')
  if (audience === 'operator') throw new HttpError(403, 'not-yours', 'voters see this later')
}

/** Path and query of a request line; nothing is resolved, so `..` is a name like any other and fits no route. */
function targetOf(request: IncomingMessage): { path: string; query: URLSearchParams } {
  const [path = '/', ...rest] = (request.url ?? '/').split('?')
  return { path, query: new URLSearchParams(rest.join('?')) }
}

function answerFault(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
  onFault: (error: unknown) => void,
): void {
  const known =
    error instanceof HttpError
      ? error
      : error instanceof KontextError && error.exitCode === 2
        ? new HttpError(422, 'user', error.message)
        : new HttpError(500, 'internal', 'the server failed; its terminal says more')
  const isGone = response.destroyed || request.socket.destroyed
  if (known.status === 500 && !isGone) onFault(error)
  if (response.headersSent || isGone) {
    response.destroy()
    return
  }
  // What is left of a body is not waited for.
  const headers = request.complete ? {} : { connection: 'close' }
  sendJson(
    response,
    { error: known.code, message: known.message },
    { status: known.status, headers },
  )
}

/** Requests of one address, however many visitors stand behind it: pictures and all. */
const perAddress = () => new RateLimit(600, 1200)

export function createListener(options: ListenerOptions) {
  const { routes, doors, reception, clock, stopped, onFault } = options
  const limit = perAddress()

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    guardDoors(request, doors())
    const address = request.socket.remoteAddress ?? ''
    if (reception.isShared && !limit.take(address, clock.monotonic()))
      throw new HttpError(429, 'too-often', 'too many requests from this address')
    const { path, query } = targetOf(request)
    const found = findRoute(routes, request.method ?? '', path)
    if (found === 'other-method') throw new HttpError(405, 'wrong-method', 'not with that method')
    if (!found) throw new HttpError(404, 'not-found', 'there is nothing here')
    const visitor = visitorOf(request, reception, clock.now().getTime())
    assertAudience(found.route.audience, visitor)
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    await found.route.handle({
      request,
      response,
      params: found.params,
      query,
      visitor,
      address,
      signal: AbortSignal.any([gone.signal, stopped]),
    })
  }

  return (request: IncomingMessage, response: ServerResponse): void => {
    answer(request, response).catch((error: unknown) =>
      answerFault(request, response, error, onFault),
    )
  }
}
