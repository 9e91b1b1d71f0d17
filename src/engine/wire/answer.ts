import type { EngineError } from '#schema/attempt.ts'
import type { EngineOutcome, HttpResponse } from '#schema/engine.ts'

export const jsonOf = (response: HttpResponse): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(response.body))
  } catch {
    return undefined
  }
}

/** `retry-after` in seconds or as a date, `retry-after-ms` in ms; undefined where absent or unreadable. */
export function retryAfterOf(headers: Record<string, string>, nowMs: number): number | undefined {
  const inMs = Number(headers['retry-after-ms'])
  if (headers['retry-after-ms'] !== undefined && Number.isFinite(inMs)) return Math.max(0, inMs)
  const value = headers['retry-after']
  if (value === undefined) return undefined
  const seconds = Number(value)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs)
}

/** `retry_after` in seconds beside the error, as BFL's documents show it. */
function retryAfterInBody(response: HttpResponse): number | undefined {
  const body = jsonOf(response)
  const seconds =
    typeof body === 'object' && body !== null && 'retry_after' in body
      ? body.retry_after
      : undefined
  return typeof seconds === 'number' && seconds >= 0 ? seconds * 1000 : undefined
}

const kindOf = (status: number): EngineError['kind'] => {
  if (status === 401 || status === 403) return 'auth'
  if (status === 402) return 'billing'
  if (status === 429) return 'rate-limit'
  if (status >= 500) return 'http'
  return 'bad-request'
}

const isSuccess = ({ status }: HttpResponse): boolean => status >= 200 && status <= 299

const mostPageBytes = 4000

/** Page text without its tags: what a proxy or a crash page says. */
function plainTextOf({ body }: HttpResponse): string {
  const text = new TextDecoder().decode(body.subarray(0, mostPageBytes))
  // A word cut in two could be half a key, which nobody would find to take out.
  const cut = Math.max(text.lastIndexOf(' '), text.lastIndexOf('\n'), 0)
  const whole = body.byteLength > mostPageBytes ? text.slice(0, cut) : text
  return whole
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

const textIn = (value: unknown): string | undefined => {
  if (typeof value === 'string' && value !== '') return value
  if (Array.isArray(value)) return value.map(textIn).find((text) => text !== undefined)
  if (typeof value !== 'object' || value === null) return undefined
  const fields = value as Record<string, unknown>
  return ['message', 'msg', 'detail', 'error', 'errors', 'details', 'title']
    .map((name) => textIn(fields[name]))
    .find((text) => text !== undefined)
}

/** The provider's own words: providers disagree on where they put them, often within one API. */
export const wordsOf = (response: HttpResponse): string =>
  textIn(jsonOf(response)) ?? (plainTextOf(response) || 'no text')

/** What a status other than 2xx means. Refusals are the engine's to tell before this. */
export function failureOf(response: HttpResponse, nowMs = Date.now()): EngineOutcome {
  const kind = isSuccess(response) ? 'bad-response' : kindOf(response.status)
  const retryAfterMs = retryAfterOf(response.headers, nowMs) ?? retryAfterInBody(response)
  return {
    outcome: 'failed',
    warnings: [],
    error: {
      kind,
      status: response.status,
      message: `HTTP ${response.status}: ${wordsOf(response)}`,
      retryable: kind === 'rate-limit' || kind === 'http',
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    },
  }
}

export const badResponse = (message: string, status?: number): EngineOutcome => ({
  outcome: 'failed',
  warnings: [],
  error: {
    kind: 'bad-response',
    ...(status === undefined ? {} : { status }),
    message,
    retryable: false,
  },
})

export const refused = (words: string): EngineOutcome => ({
  outcome: 'refused',
  warnings: [],
  refusal: words,
})

/** The job that was asked for again is not known any more, or its picture has expired: it is to be made anew. */
export const gone = (message: string): EngineOutcome => ({
  outcome: 'failed',
  warnings: [],
  error: { kind: 'gone', message, retryable: false },
})
