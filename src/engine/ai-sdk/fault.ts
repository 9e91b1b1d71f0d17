import { z } from 'zod'
import type { EngineError } from '#schema/attempt.ts'
import type { EngineOutcome, HttpResponse } from '#schema/engine.ts'
import { KontextError } from '#schema/kontext-error.ts'
import { badResponse, failureOf, refused, wordsOf } from '#engine/wire/answer.ts'
import { speaksOfModeration, wordsOfRefusal } from '#engine/wire/moderation.ts'
import type { Tap } from './tap.ts'

/** The fields of APICallError that are read. It also holds the request, pictures included: never kept whole. */
const ApiError = z.object({
  message: z.string(),
  statusCode: z.number().int(),
  responseBody: z.string().nullish(),
  responseHeaders: z.record(z.string(), z.string()).nullish(),
  isRetryable: z.boolean().nullish(),
})
type ApiError = z.infer<typeof ApiError>

const failed = (kind: EngineError['kind'], message: string, retryable = false): EngineOutcome => ({
  outcome: 'failed',
  warnings: [],
  error: { kind, message, retryable },
})

/** Codes that OpenAI and its likes give a moderation, and a status that BFL does. */
const namedModeration = /moderation_blocked|content_policy|content_filter|"[^"]*moderated"/i

function outcomeOfApi(error: ApiError): EngineOutcome {
  const text = error.responseBody ?? ''
  const response: HttpResponse = {
    status: error.statusCode,
    headers: error.responseHeaders ?? {},
    body: new TextEncoder().encode(text === '' ? error.message : text),
    times: { sentAt: 0, connectMs: 0, firstByteAt: 0, endAt: 0, busyMs: 0, neighbours: 0 },
  }
  const isMistake = error.statusCode < 500 && ![401, 402, 429].includes(error.statusCode)
  if (isMistake && namedModeration.test(text)) return refused(wordsOf(response))
  const refusal = wordsOfRefusal(response)
  if (refusal !== undefined) return refused(refusal)
  if (error.statusCode >= 200 && error.statusCode <= 299)
    return badResponse(`${error.message}: ${text.slice(0, 500)}`)
  const outcome = failureOf(response)
  if (outcome.outcome === 'failed' && error.isRetryable != null)
    outcome.error.retryable = error.isRetryable
  return outcome
}

/** Errors are wrapped in errors: ours lies at the bottom where the wire failed. */
function ownCause(error: unknown): KontextError | undefined {
  for (let one = error, depth = 0; one instanceof Error && depth < 6; one = one.cause, depth++) {
    if (one instanceof KontextError) return one
  }
  return undefined
}

const kindsByName: Record<string, EngineError['kind']> = {
  AI_LoadAPIKeyError: 'auth',
  AI_NoSuchModelError: 'bad-request',
  AI_InvalidArgumentError: 'bad-request',
  AI_InvalidPromptError: 'bad-request',
}

function outcomeOfError(error: unknown, { refusal, seen }: Tap): EngineOutcome {
  if (refusal !== undefined) return refused(refusal)
  const api = ApiError.safeParse(error)
  if (api.success) return outcomeOfApi(api.data)
  const cause = ownCause(error)
  if (cause) {
    return cause.code === 'network'
      ? failed('network', cause.message, true)
      : badResponse(cause.message)
  }
  const { name, message } = error instanceof Error ? error : new Error(String(error))
  if (name === 'AI_UnsupportedFunctionalityError')
    return { outcome: 'unsupported', warnings: [], reason: message }
  if (speaksOfModeration(message)) return refused(message)
  // Before anything was sent it is the entry or the request that is wrong.
  return failed(kindsByName[name] ?? (seen.length === 0 ? 'bad-request' : 'bad-response'), message)
}

/**
 * What an error of the AI SDK, of a provider's package or of our fetch means. Nothing is tried again, least of all
 * what failed after its job was submitted: another try would be another job.
 */
export function outcomeOfFault(error: unknown, tap: Tap): EngineOutcome {
  const outcome = outcomeOfError(error, tap)
  const isJobLost = tap.begun > 1 && tap.seen.length > 0
  if (outcome.outcome !== 'failed' || !outcome.error.retryable || !isJobLost) return outcome
  const message = `${outcome.error.message} (its job was submitted before: another try would be paid again)`
  return { ...outcome, error: { ...outcome.error, message, retryable: false } }
}

/** Answers without a picture that mean a refusal: Gemini's reasons and their likes, and words alone (STOP). */
const heldBack =
  /blockReason|"finishReason"\s*:\s*"STOP"|"(?:IMAGE_)?(?:SAFETY|PROHIBITED_CONTENT|RECITATION)"|NO_IMAGE|content[-_]filter|moderat/i

/** A result without a picture: held back, or just empty. */
export const outcomeWithoutPicture = ({ lastAnswer }: Tap): EngineOutcome =>
  lastAnswer !== undefined && heldBack.test(lastAnswer)
    ? refused(lastAnswer)
    : badResponse(`the model gave no picture${lastAnswer === undefined ? '' : `: ${lastAnswer}`}`)
