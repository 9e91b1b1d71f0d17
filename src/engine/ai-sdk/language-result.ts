import { z } from 'zod'
import type { EngineOutcome } from '#schema/engine.ts'
import { outcomeOfSaid } from '#engine/chat/answer.ts'
import { badResponse } from '#engine/wire/answer.ts'
import { Said, warningsOfSaid } from './result.ts'

const count = z.number().nonnegative()
/** A number in v2, a record since. */
const Tokens = z.union([count, z.object({ total: count.nullish() })]).nullish()

/** Lenient and minimal: what a result of any of the specifications holds. */
const LanguageResult = z.object({
  content: z.array(z.object({ type: z.string(), text: z.string().nullish() })),
  finishReason: z.union([z.string(), z.object({ unified: z.string() })]).nullish(),
  usage: z.object({ inputTokens: Tokens, outputTokens: Tokens }).nullish(),
  warnings: z.array(Said).nullish(),
  response: z.object({ modelId: z.string().nullish() }).nullish(),
})

const totalOf = (tokens: z.infer<typeof Tokens>): number | undefined =>
  (typeof tokens === 'number' ? tokens : tokens?.total) ?? undefined

/** What a language model's `doGenerate` came to. */
export function outcomeOfLanguage(result: unknown): EngineOutcome {
  const parsed = LanguageResult.safeParse(result)
  if (!parsed.success) return badResponse('the model answered with what is no result of doGenerate')
  const { content, finishReason, usage, warnings, response } = parsed.data
  const reason = typeof finishReason === 'string' ? finishReason : finishReason?.unified
  const [textIn, textOut] = [totalOf(usage?.inputTokens), totalOf(usage?.outputTokens)]
  const isCounted = textIn !== undefined && textOut !== undefined
  const modelId = response?.modelId
  const outcome = outcomeOfSaid({
    text: content.map(({ type, text }) => (type === 'text' ? (text ?? '') : '')).join(''),
    finishReason: reason,
    ...(isCounted ? { tokens: { textIn, textOut } } : {}),
    server: {
      ...(modelId == null ? {} : { model: modelId }),
      ...(reason === undefined ? {} : { finishReason: reason }),
      ...(isCounted ? { textIn, textOut } : {}),
    },
  })
  return { ...outcome, warnings: [...warningsOfSaid(warnings), ...outcome.warnings] }
}
