import type { EngineContext, HttpRequest, HttpResponse } from '#schema/engine.ts'
import type { KeyGuard } from './key-guard.ts'
import type { Tap } from './tap.ts'

const mostRedirects = 5
const bodiless = new Set([204, 205, 304])
const methods = new Set(['GET', 'POST', 'PUT', 'DELETE'])

interface Asking {
  method: string
  url: URL
  headers: Headers
  body: Uint8Array | undefined
}

/** A status of a job that speaks of moderation: some clients do not know it and would ask on. */
function moderationIn(text: string): string | undefined {
  const match = /"(?:status|state)"\s*:\s*"([^"]*moderat[^"]*)"/i.exec(text)
  return match?.[1]
}

function note(tap: Tap, response: HttpResponse, isOwn: boolean): void {
  const contentType = response.headers['content-type'] ?? ''
  tap.seen.push({ contentType, times: response.times })
  if (!isOwn || !contentType.includes('json')) return
  tap.lastAnswer = new TextDecoder().decode(response.body.subarray(0, 2000))
  const refusal = moderationIn(tap.lastAnswer)
  if (refusal === undefined) return
  tap.refusal = refusal
  throw new Error(refusal)
}

/** RFC 9110, 15.4: what a redirect makes of the method, as browsers and fetch do. */
function redirected(asking: Asking, status: number, location: string): Asking {
  const url = new URL(location, asking.url)
  const becomesGet =
    status === 303 || ((status === 301 || status === 302) && asking.method === 'POST')
  const headers = new Headers(asking.headers)
  if (!becomesGet) return { ...asking, url, headers }
  for (const name of ['content-type', 'content-length']) headers.delete(name)
  return { method: 'GET', url, headers, body: undefined }
}

const responseOf = ({ status, headers, body }: HttpResponse, url: URL): Response => {
  const response = new Response(bodiless.has(status) ? null : Buffer.from(body), {
    status,
    headers,
  })
  Object.defineProperty(response, 'url', { value: url.href })
  return response
}

async function askedBy(...[input, init]: Parameters<typeof fetch>) {
  // A stream as body needs the word; nothing else minds it.
  const request = new Request(input, { ...init, duplex: 'half' })
  const headers = new Headers(request.headers)
  // Bodies come plain, so that their time is that of the wire.
  headers.delete('accept-encoding')
  const body = request.body === null ? undefined : new Uint8Array(await request.arrayBuffer())
  return {
    asking: { method: request.method, url: new URL(request.url), headers, body } as Asking,
    redirect: request.redirect,
    signal: request.signal,
  }
}

/**
 * `fetch` over the timed client of one call: every exchange is stamped, the key goes to its own hosts only, and
 * addresses of other hosts must be public. Answers are read whole; there is nothing to stream.
 */
export function fetchOver(context: EngineContext, guard: KeyGuard, tap: Tap): typeof fetch {
  const send = async (asking: Asking, signal: AbortSignal): Promise<HttpResponse> => {
    const { method, url, body } = asking
    if (!methods.has(method)) throw new TypeError(`the method ${method} is not sent here`)
    if (guard.leaks(url, body))
      throw new TypeError(`the key would go to the foreign host ${url.host}`)
    const isOwn = guard.isOwn(url)
    const headers = new Headers(asking.headers)
    if (guard.strip(url, headers)) tap.keptFrom.add(url.host)
    tap.begun += 1
    const response = await context.http
      .send({
        method: method as HttpRequest['method'],
        url: url.href,
        headers: Object.fromEntries(headers),
        signal,
        publicOnly: !isOwn,
        ...(body === undefined ? {} : { body }),
      })
      .catch((cause: unknown) => {
        throw signal.aborted ? signal.reason : new TypeError('fetch failed', { cause })
      })
    note(tap, response, isOwn)
    return response
  }
  return async (input, init) => {
    const asked = await askedBy(input, init)
    let { asking } = asked
    // Bytes that are there already; some clients read them this way.
    if (asking.url.protocol === 'data:') return globalThis.fetch(asking.url)
    const signal = AbortSignal.any([context.signal, asked.signal])
    for (let redirects = 0; redirects <= mostRedirects; redirects++) {
      const response = await send(asking, signal)
      const { location } = response.headers
      const leads = response.status >= 300 && response.status <= 399 && location !== undefined
      if (!leads || asked.redirect === 'manual') return responseOf(response, asking.url)
      if (asked.redirect === 'error') throw new TypeError('the answer was a redirect')
      asking = redirected(asking, response.status, location)
      if (!/^https?:$/.test(asking.url.protocol))
        throw new TypeError(`the answer leads to a ${asking.url.protocol} address`)
    }
    throw new TypeError('the answers lead from one to the next without end')
  }
}
