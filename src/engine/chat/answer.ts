import { z } from 'zod'
import type { EngineOutcome, HttpResponse } from '#schema/engine.ts'
import { Json } from '#schema/id.ts'
import { badResponse, refused } from '#engine/wire/answer.ts'
import type { TokenCounts } from '#schema/model.ts'

const count = z.number().nonnegative().nullish()

/** Lenient and minimal: what servers of chat completions agree on. */
export const ChatAnswer = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({
          content: z
            .union([
              z.string(),
              z.array(z.object({ type: z.string(), text: z.string().nullish() })),
            ])
            .nullish(),
          refusal: z.string().nullish(),
        }),
        finish_reason: z.string().nullish(),
      }),
    )
    .min(1),
  usage: z.object({ prompt_tokens: count, completion_tokens: count }).nullish(),
  model: z.string().nullish(),
  system_fingerprint: z.string().nullish(),
})
export type ChatAnswer = z.infer<typeof ChatAnswer>

/** More than this is no answer to a short question, and is not kept. */
const longestAnswer = 64 * 1024

export interface Said {
  text: string
  refusal?: string | undefined
  finishReason?: string | undefined
  tokens?: TokenCounts
  server: Record<string, Json>
}

/** Outcome of what a model said, by whichever way it was asked. */
export function outcomeOfSaid({
  text,
  refusal,
  finishReason,
  tokens,
  server,
}: Said): EngineOutcome {
  const head = { warnings: [], server, ...(tokens ? { tokens } : {}) }
  if (refusal !== undefined && refusal !== '') return { ...refused(refusal), ...head }
  if (finishReason !== undefined && /content[-_]filter/.test(finishReason))
    return { ...refused(text || `the answer was held back (${finishReason})`), ...head }
  if (text.length > longestAnswer)
    return { ...badResponse(`the answer is longer than ${longestAnswer} characters`), ...head }
  const warnings =
    finishReason === 'length'
      ? [
          {
            kind: 'other',
            feature: 'maxTokens',
            message: 'the answer was cut at maxTokens',
          } as const,
        ]
      : []
  return { outcome: 'answer', ...head, warnings, text }
}

const textOf = (content: ChatAnswer['choices'][number]['message']['content']): string =>
  typeof content === 'string'
    ? content
    : (content ?? []).map(({ type, text }) => (type === 'text' ? (text ?? '') : '')).join('')

const present = (said: Record<string, Json | null | undefined>): Record<string, Json> =>
  Object.fromEntries(
    Object.entries(said).flatMap(([name, value]) => (value == null ? [] : [[name, value]])),
  )

/** What one chat completion came to. Tokens of pictures are counted among those of the prompt. */
export function outcomeOfChat(answer: ChatAnswer, { headers }: HttpResponse): EngineOutcome {
  const { message, finish_reason } = answer.choices[0]!
  const { prompt_tokens: textIn, completion_tokens: textOut } = answer.usage ?? {}
  return outcomeOfSaid({
    text: textOf(message.content),
    refusal: message.refusal ?? undefined,
    finishReason: finish_reason ?? undefined,
    ...(textIn == null || textOut == null ? {} : { tokens: { textIn, textOut } }),
    server: present({
      model: answer.model,
      fingerprint: answer.system_fingerprint,
      finishReason: finish_reason,
      requestId: headers['x-request-id'],
      textIn,
      textOut,
    }),
  })
}
