import { z } from 'zod'
import type { HttpResponse } from '#schema/engine.ts'
import { Json } from '#schema/id.ts'
import type { TokenCounts } from '#schema/model.ts'
import { jsonOf, wordsOf } from '#engine/wire/answer.ts'
import { wordsOfRefusal } from '#engine/wire/moderation.ts'

const count = z.number().nonnegative().nullish()
const Details = z.object({ text_tokens: count, image_tokens: count }).nullish()

/** Lenient and minimal. Sources: OpenAI's openapi, SGLang's protocol.py. */
export const ImagesAnswer = z.object({
  data: z
    .array(
      z.object({
        b64_json: z.string().nullish(),
        url: z.string().nullish(),
        revised_prompt: z.string().nullish(),
      }),
    )
    .min(1),
  usage: z.record(z.string(), Json).nullish(),
  /** What OpenAI settled on where `auto` was asked or nothing. */
  size: z.string().nullish(),
  quality: z.string().nullish(),
  background: z.string().nullish(),
  output_format: z.string().nullish(),
  inference_time_s: z.number().nonnegative().nullish(),
  peak_memory_mb: z.number().nonnegative().nullish(),
})
export type ImagesAnswer = z.infer<typeof ImagesAnswer>

const Usage = z.object({
  input_tokens: count,
  output_tokens: count,
  input_tokens_details: Details,
  output_tokens_details: Details,
})

/**
 * Tokens by kind. Without details what came out counts as picture, and what went in as words where no picture did;
 * undefined where it is not told how many went in of each, or none at all.
 */
export function tokensOf({ usage }: ImagesAnswer, sentPictures: boolean): TokenCounts | undefined {
  const parsed = Usage.safeParse(usage)
  if (!parsed.success) return undefined
  const { input_tokens, output_tokens, input_tokens_details, output_tokens_details } = parsed.data
  if (sentPictures && input_tokens_details == null) return undefined
  const imageIn = input_tokens_details?.image_tokens ?? 0
  const textOut = output_tokens_details?.text_tokens ?? 0
  return {
    textIn: input_tokens_details?.text_tokens ?? Math.max(0, (input_tokens ?? 0) - imageIn),
    imageIn,
    imageOut: output_tokens_details?.image_tokens ?? Math.max(0, (output_tokens ?? 0) - textOut),
    textOut,
  }
}

/** What the server says it worked, in ms: SGLang in the body, OpenAI in a header. */
export function inferenceMsOf(answer: ImagesAnswer, { headers }: HttpResponse): number | undefined {
  if (answer.inference_time_s != null) return answer.inference_time_s * 1000
  const header = headers['openai-processing-ms']
  const ms = Number(header)
  return header !== undefined && Number.isFinite(ms) && ms >= 0 ? ms : undefined
}

/** What else it said, as far as it is worth keeping. */
export function saidByServer(
  answer: ImagesAnswer,
  { headers }: HttpResponse,
): Record<string, Json> {
  const said: Record<string, Json | null | undefined> = {
    usage: answer.usage,
    size: answer.size,
    quality: answer.quality,
    background: answer.background,
    outputFormat: answer.output_format,
    revisedPrompt: answer.data[0]?.revised_prompt?.slice(0, 2000),
    peakMemoryMb: answer.peak_memory_mb,
    requestId: headers['x-request-id'],
  }
  return Object.fromEntries(
    Object.entries(said).flatMap(([name, value]) => (value == null ? [] : [[name, value]])),
  )
}

const ErrorAnswer = z.object({
  error: z.object({
    code: z.union([z.string(), z.number()]).nullish(),
    type: z.string().nullish(),
    moderation_details: Json.nullish(),
  }),
})

export interface Refusal {
  words: string
  /** At which stage and for what, where OpenAI says so. */
  details?: Json
}

/** What a moderation says; undefined for any other answer. A refusal is never a failure of the harness. */
export function refusalOf(response: HttpResponse): Refusal | undefined {
  const parsed = ErrorAnswer.safeParse(jsonOf(response))
  const { code, type, moderation_details: details } = parsed.data?.error ?? {}
  const isNamed =
    response.status >= 400 &&
    response.status <= 499 &&
    /moderation|content_policy|content_filter|safety/i.test(`${code} ${type}`)
  // Servers of other makers have words for it, but no code.
  const words = isNamed ? wordsOf(response) : wordsOfRefusal(response)
  if (words === undefined) return undefined
  return { words, ...(details == null ? {} : { details }) }
}
