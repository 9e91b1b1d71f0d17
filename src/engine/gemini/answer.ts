import { z } from 'zod'
import type { HttpResponse } from '#schema/engine.ts'
import { Json } from '#schema/id.ts'
import type { TokenCounts } from '#schema/model.ts'
import { failureOf, jsonOf } from '#engine/wire/answer.ts'
import { CallEnded } from '#engine/wire/call-ended.ts'
import { readAnswer as readShape } from '#engine/wire/exchange.ts'

const Part = z.object({
  text: z.string().nullish(),
  inlineData: z.object({ data: z.string() }).nullish(),
  /** A sketch on the way to the picture, shown by thinking models. */
  thought: z.boolean().nullish(),
})

const Candidate = z.object({
  content: z.object({ parts: z.array(Part).nullish() }).nullish(),
  finishReason: z.string().nullish(),
  finishMessage: z.string().nullish(),
})

/** Lenient and minimal. Sources: @google/genai, ai.google.dev. One of the two is there in every good answer. */
const GeminiAnswer = z
  .object({
    candidates: z.array(Candidate).nullish(),
    promptFeedback: z
      .object({ blockReason: z.string().nullish(), blockReasonMessage: z.string().nullish() })
      .nullish(),
    usageMetadata: z.record(z.string(), Json).nullish(),
    modelVersion: z.string().nullish(),
  })
  .refine(({ candidates, promptFeedback }) => candidates != null || promptFeedback != null)
type GeminiAnswer = z.infer<typeof GeminiAnswer>

const ErrorDetail = z.object({ reason: z.string().optional(), retryDelay: z.string().optional() })
const ErrorAnswer = z.object({ error: z.object({ details: z.array(ErrorDetail) }) })

/** A wrong key is a 400 here, and the time to wait lies in the body. */
function failureOfGoogle(response: HttpResponse): CallEnded {
  const outcome = failureOf(response)
  const parsed = ErrorAnswer.safeParse(jsonOf(response))
  if (outcome.outcome !== 'failed' || !parsed.success) return new CallEnded(outcome)
  const { details } = parsed.data.error
  const { error } = outcome
  if (details.some(({ reason }) => reason === 'API_KEY_INVALID')) error.kind = 'auth'
  const seconds = details.map(({ retryDelay }) => Number.parseFloat(retryDelay ?? ''))
  const delay = seconds.find((value) => Number.isFinite(value) && value >= 0)
  if (delay !== undefined) error.retryAfterMs ??= delay * 1000
  return new CallEnded(outcome)
}

/** @throws CallEnded */
export function readAnswer(response: HttpResponse): GeminiAnswer {
  if (response.status !== 200) throw failureOfGoogle(response)
  return readShape(response, GeminiAnswer)
}

const partsOf = ({ candidates }: GeminiAnswer): z.infer<typeof Part>[] =>
  (candidates?.[0]?.content?.parts ?? []).filter(({ thought }) => thought !== true)

/** Base64 of each picture, sketches left out. */
export const picturesOf = (answer: GeminiAnswer): string[] =>
  partsOf(answer).flatMap(({ inlineData }) => (inlineData ? [inlineData.data] : []))

const textOf = (answer: GeminiAnswer): string =>
  partsOf(answer)
    .map(({ text }) => text ?? '')
    .join(' ')
    .trim()

const refusalReasons = new Set([
  'SAFETY',
  'RECITATION',
  'LANGUAGE',
  'BLOCKLIST',
  'PROHIBITED_CONTENT',
  'SPII',
  'IMAGE_SAFETY',
  'IMAGE_PROHIBITED_CONTENT',
  'IMAGE_RECITATION',
  'NO_IMAGE',
])

const sentence = (...words: (string | null | undefined)[]): string =>
  words.filter((word) => word).join(': ')

/** Why there is no picture, where that is a refusal: the prompt blocked, the picture held back, or words alone. */
export function wordsOfRefusal(answer: GeminiAnswer): string | undefined {
  const { blockReason, blockReasonMessage } = answer.promptFeedback ?? {}
  if (blockReason) return sentence(blockReason, blockReasonMessage)
  const { finishReason, finishMessage } = answer.candidates?.[0] ?? {}
  const text = textOf(answer)
  if (finishReason && refusalReasons.has(finishReason))
    return sentence(finishReason, finishMessage, text)
  return finishReason === 'STOP' && text !== '' ? text : undefined
}

/** What is said of an answer without a picture that refuses nothing, the reason as it came. */
export const wordsWithoutPicture = (answer: GeminiAnswer): string => {
  const { finishReason, finishMessage } = answer.candidates?.[0] ?? {}
  return `the answer holds no picture (${sentence(finishReason ?? 'no finish reason', finishMessage, textOf(answer))})`
}

const Details = z.array(
  z.object({ modality: z.string().nullish(), tokenCount: z.number().nullish() }),
)

function imageTokens(details: Json | undefined): number | undefined {
  const parsed = Details.safeParse(details)
  if (!parsed.success) return undefined
  return parsed.data
    .filter(({ modality }) => modality === 'IMAGE')
    .reduce((sum, { tokenCount }) => sum + (tokenCount ?? 0), 0)
}

const count = (value: Json | undefined): number => (typeof value === 'number' ? value : 0)

/**
 * Tokens by kind. Where the answer does not tell words from pictures, the inputs count as words (one price for both,
 * at 2.5) and what came out as picture, which is nearly all of it.
 * Undefined where none are told.
 */
export function tokensOf({ usageMetadata }: GeminiAnswer): TokenCounts | undefined {
  if (usageMetadata == null) return undefined
  const prompt = count(usageMetadata['promptTokenCount'])
  const candidates = count(usageMetadata['candidatesTokenCount'])
  const imageIn = imageTokens(usageMetadata['promptTokensDetails']) ?? 0
  const imageOut = imageTokens(usageMetadata['candidatesTokensDetails']) ?? candidates
  return {
    textIn: Math.max(0, prompt - imageIn),
    imageIn,
    imageOut,
    textOut: Math.max(0, candidates - imageOut) + count(usageMetadata['thoughtsTokenCount']),
  }
}
