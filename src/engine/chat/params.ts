import { z } from 'zod'
import { Json } from '#schema/id.ts'
import { chatParams } from '#schema/judge.ts'

const reserved = ['model', 'messages', 'stream', 'n', 'response_format'] as const

/** `judge.params` of `openai-chat`. `fields` go into every body as they are. */
export const Params = z.strictObject({
  ...chatParams,
  /** Newer models of OpenAI take the second name only. */
  maxTokensField: z.enum(['max_tokens', 'max_completion_tokens']).default('max_tokens'),
  /** How closely pictures are looked at, where the server knows the field. */
  detail: z.enum(['low', 'high', 'auto']).optional(),
  fields: z
    .record(z.string(), Json)
    .default({})
    .refine(
      (fields) => reserved.every((name) => !Object.hasOwn(fields, name)),
      `may not hold ${reserved.join(', ')}`,
    ),
})
export type Params = z.infer<typeof Params>
