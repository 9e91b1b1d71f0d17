import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Visitor } from '#web/trust/visitor.ts'

/** Who may ask: anybody, whoever was invited to vote, or whoever runs the server. */
export type Audience = 'anybody' | 'voter' | 'operator'

export interface Asked {
  request: IncomingMessage
  response: ServerResponse
  /** Values of the `:name` parts of the path, decoded. */
  params: Record<string, string>
  query: URLSearchParams
  visitor: Visitor
  /** Of the other end of the connection. */
  address: string
  /** Aborted when the asker has gone, or the server stops. */
  signal: AbortSignal
}

export interface Route {
  method: 'GET' | 'POST'
  /** `/a/:name`; a part never holds a slash. `*` at the end takes the rest. */
  path: string
  audience: Audience
  handle: (asked: Asked) => Promise<void> | void
}

export interface FoundRoute {
  route: Route
  params: Record<string, string>
}

const decoded = (part: string): string | undefined => {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}

/** Values of a path's parts where it fits the pattern; nothing is normalised, so a path that needs it fits none. */
function paramsOf(pattern: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [pattern.split('/'), path.split('/')]
  const takesRest = wanted.at(-1) === '*'
  if (takesRest ? given.length < wanted.length : given.length !== wanted.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    if (part === '*') {
      const rest = given.slice(index).map(decoded)
      if (rest.includes(undefined)) return undefined
      params['*'] = rest.join('/')
      return params
    }
    const value = decoded(given[index] ?? '')
    if (value === undefined) return undefined
    if (part.startsWith(':')) params[part.slice(1)] = value
    else if (part !== value) return undefined
  }
  return params
}

/** The route of a request, or whether its path is known for another method. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): FoundRoute | 'other-method' | undefined {
  let isKnown = false
  for (const route of routes) {
    const params = paramsOf(route.path, path)
    if (!params) continue
    if (route.method === method || (route.method === 'GET' && method === 'HEAD'))
      return { route, params }
    isKnown = true
  }
  return isKnown ? 'other-method' : undefined
}
