import type { EngineContext, HttpRequest, HttpResponse } from '#schema/engine.ts'
import { KontextError } from '#schema/kontext-error.ts'
import { namedUrl } from './address.ts'
import { badResponse, failureOf, jsonOf } from './answer.ts'
import { CallEnded } from './call-ended.ts'

/** Sends JSON (or nothing) and returns the answer, whatever its status. */
export const sendJson = (
  context: EngineContext,
  { body, headers, ...request }: Omit<HttpRequest, 'signal' | 'body'> & { body?: unknown },
): Promise<HttpResponse> =>
  context.http.send({
    ...request,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: context.signal,
  })

/** The same on a connection of its own that does not stay: nothing follows. */
export const sendLast = (
  context: EngineContext,
  { headers, ...request }: Parameters<typeof sendJson>[1],
): Promise<HttpResponse> =>
  sendJson(context, { ...request, headers: { ...headers, connection: 'close' } })

/** The JSON of a good answer in the shape that is read. @throws CallEnded with the failure it is otherwise */
export function readAnswer<T>(
  response: HttpResponse,
  schema: { safeParse: (value: unknown) => { success: true; data: T } | { success: false } },
): T {
  if (response.status < 200 || response.status > 299) throw new CallEnded(failureOf(response))
  const parsed = schema.safeParse(jsonOf(response))
  if (parsed.success) return parsed.data
  throw new CallEnded(
    badResponse(`the answer is not in the shape of this API (HTTP ${response.status})`),
  )
}

export interface Download {
  bytes: Uint8Array
  /** On the thread's monotonic clock, when the last byte was read. */
  endAt: number
  durationMs: number
}

const mostRedirects = 3

/**
 * Fetches a picture that an answer named: without the key, and, unless it lies on the server's own host, only
 * from the public internet, also through redirects. `ownHeaders` go to the server's own host and nowhere else.
 * @throws CallEnded, KontextError `bad-url`
 */
export async function downloadPicture(
  address: string,
  server: { base: string; host: string },
  context: EngineContext,
  ownHeaders: Record<string, string> = {},
): Promise<Download> {
  const { origin } = new URL(server.base)
  let target = namedUrl(address, `${server.base}/`)
  let startedAt: number | undefined
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    if (target.protocol !== 'http:' && target.protocol !== 'https:')
      throw new KontextError('bad-url', `the answer names a ${target.protocol} address`)
    const response = await context.http.send({
      method: 'GET',
      url: target.href,
      ...(target.origin === origin ? { headers: ownHeaders } : {}),
      signal: context.signal,
      publicOnly: target.host !== server.host,
    })
    startedAt ??= response.times.sentAt
    if (response.status === 200) {
      const { endAt } = response.times
      return { bytes: response.body, endAt, durationMs: endAt - startedAt }
    }
    // The picture is made and paid for: a host that stumbles may be asked again.
    if (response.status >= 500) throw new CallEnded(failureOf(response))
    const { location } = response.headers
    if (response.status < 300 || response.status > 399 || location === undefined) {
      throw new CallEnded(
        badResponse(
          `the picture's address answered HTTP ${response.status} (expired?)`,
          response.status,
        ),
      )
    }
    target = namedUrl(location, target.href)
  }
  throw new CallEnded(badResponse("the picture's address leads from one to the next without end"))
}
