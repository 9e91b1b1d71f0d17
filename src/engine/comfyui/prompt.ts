import type { EngineContext, HttpResponse } from '#schema/engine.ts'
import { gone } from '#engine/wire/answer.ts'
import { CallEnded } from '#engine/wire/call-ended.ts'
import { sendJson, sendLast } from '#engine/wire/exchange.ts'
import { pollUntilEnd, type Polled } from '#engine/wire/poll.ts'
import { readQueue } from './answer.ts'
import { readHistory, type Finished } from './history.ts'

export interface Api {
  base: string
  headers: Record<string, string>
  intervalMs: number
}

/** Every so many polls without an answer the queue is asked too: a server that was started anew knows no job. */
const pollsBetweenQueues = 10

const askQueue = (
  { base, headers }: Api,
  context: EngineContext,
  send = sendJson,
): Promise<HttpResponse> => send(context, { method: 'GET', url: `${base}/queue`, headers })

/** Waits for a prompt to come into the history. @throws CallEnded, also for one that the server has forgotten */
export function pollPrompt(
  id: string,
  submitted: HttpResponse | undefined,
  api: Api,
  context: EngineContext,
): Promise<Polled<Finished>> {
  const askHistory = (): Promise<HttpResponse> =>
    sendJson(context, {
      method: 'GET',
      url: `${api.base}/history/${encodeURIComponent(id)}`,
      headers: api.headers,
    })
  let polls = 0
  return pollUntilEnd(context, submitted, {
    intervalMs: api.intervalMs,
    async ask() {
      const isDue = ++polls % pollsBetweenQueues === 0
      const place = isDue ? readQueue(await askQueue(api, context), id) : 'unknown'
      // Asked after the queue: what left it in between is in the history by now.
      const history = await askHistory()
      const isForgotten = place === 'absent' && history.status === 200
      if (isForgotten && readHistory(history, id) === undefined)
        throw new CallEnded(gone('the server no longer knows the job: was it started anew?'))
      return history
    },
    read: (response) => readHistory(response, id),
  })
}

/** Stops our prompt and no other: a running one is interrupted, a waiting one taken out of the queue. */
export async function cancelPrompt(id: string, api: Api, context: EngineContext): Promise<void> {
  const { base, headers } = api
  const post = (path: string, body: object): Promise<HttpResponse> =>
    sendLast(context, { method: 'POST', url: `${base}${path}`, headers, body })
  const place = readQueue(await askQueue(api, context, sendLast), id)
  if (place === 'pending') await post('/queue', { delete: [id] })
  // It may have begun just before it was to be taken out.
  const now = place === 'pending' ? readQueue(await askQueue(api, context, sendLast), id) : place
  if (now === 'running') await post('/interrupt', { prompt_id: id })
}
