import type { Route } from '#web/http/route.ts'
import { sendJson } from '#web/http/send.ts'
import type { LiveResults } from './live-results.ts'

export const resultsRoutes = (live: LiveResults<unknown>): Route[] => [
  {
    method: 'GET',
    path: '/api/results',
    audience: 'operator',
    handle: async ({ response }) => sendJson(response, await live.latest()),
  },
  {
    method: 'GET',
    path: '/api/results/stream',
    audience: 'operator',
    handle: ({ response, signal }) => live.stream.add(response, signal),
  },
]
