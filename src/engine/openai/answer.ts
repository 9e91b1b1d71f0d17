import { z } from 'zod'
import type { HttpResponse } from '#schema/engine.ts'
import { jsonOf, wordsOf } from '#engine/wire/answer.ts'

/** Lenient and minimal: only what is read. Sources: OpenAI's openapi, SGLang's protocol.py. */
export const ImagesAnswer = z.object({
  data: z.array(z.object({ b64_json: z.string().nullish(), url: z.string().nullish() })).min(1),
  usage: z.record(z.string(), z.json()).nullish(),
  inference_time_s: z.number().nullish(),
  peak_memory_mb: z.number().nullish(),
})
export type ImagesAnswer = z.infer<typeof ImagesAnswer>

const ErrorAnswer = z.object({
  error: z.object({
    code: z.union([z.string(), z.number()]).nullish(),
    type: z.string().nullish(),
  }),
})

/** What a moderation says; undefined for any other answer. A refusal is never a failure of the harness. */
export function refusalOf(response: HttpResponse): string | undefined {
  if (response.status < 400 || response.status > 499) return undefined
  const parsed = ErrorAnswer.safeParse(jsonOf(response))
  if (!parsed.success) return undefined
  const { code, type } = parsed.data.error
  return /moderation|content_policy|safety/i.test(`${code} ${type}`) ? wordsOf(response) : undefined
}
