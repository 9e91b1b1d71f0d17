import { z } from 'zod'
import type { EngineError } from '#schema/attempt.ts'
import type { EngineOutcome, HttpResponse } from '#schema/engine.ts'

/** Lenient and minimal: only what is read. Sources: OpenAI's openapi, SGLang's protocol.py. */
export const ImagesAnswer = z.object({
  data: z.array(z.object({ b64_json: z.string().nullish(), url: z.string().nullish() })).min(1),
  usage: z.record(z.string(), z.json()).nullish(),
  inference_time_s: z.number().nullish(),
  peak_memory_mb: z.number().nullish(),
})
export type ImagesAnswer = z.infer<typeof ImagesAnswer>

const ErrorAnswer = z.object({
  error: z.union([
    z.string(),
    z.object({
      message: z.string().nullish(),
      code: z.union([z.string(), z.number()]).nullish(),
      type: z.string().nullish(),
    }),
  ]),
})

const textOf = (response: HttpResponse): string =>
  new TextDecoder().decode(response.body.subarray(0, 2000))

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

const kindOf = (status: number): EngineError['kind'] => {
  if (status === 401 || status === 403) return 'auth'
  if (status === 402) return 'billing'
  if (status === 429) return 'rate-limit'
  if (status >= 500) return 'http'
  return 'bad-request'
}

const isRefusal = (code: string): boolean => /moderation|content_policy|safety/i.test(code)

/** What a status other than 2xx means. Moderation is a refusal, never a failure of the harness. */
export function outcomeOfError(response: HttpResponse, nowMs: number): EngineOutcome {
  const parsed = ErrorAnswer.safeParse(jsonOf(response))
  const error = parsed.success ? parsed.data.error : undefined
  const told = typeof error === 'string' ? error : error?.message
  const code = typeof error === 'object' ? `${error.code ?? ''} ${error.type ?? ''}` : ''
  const message =
    told ??
    (textOf(response)
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim() ||
      'no text')
  if (response.status < 500 && isRefusal(code))
    return { outcome: 'refused', warnings: [], refusal: message }
  const kind = kindOf(response.status)
  const retryAfterMs = retryAfterOf(response.headers, nowMs)
  return {
    outcome: 'failed',
    warnings: [],
    error: {
      kind,
      status: response.status,
      message: `HTTP ${response.status}: ${message}`,
      retryable: kind === 'rate-limit' || kind === 'http',
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    },
  }
}

export const badResponse = (message: string): EngineOutcome => ({
  outcome: 'failed',
  warnings: [],
  error: { kind: 'bad-response', message, retryable: false },
})
