import { z } from 'zod'
import { Json } from '#schema/id.ts'
import { chatParams } from '#schema/judge.ts'

/** `engine.params` of `ai-sdk-chat`. */
export const LanguageParams = z.strictObject({
  ...chatParams,
  module: z.string().min(1),
  export: z.string().min(1).optional(),
  /** The provider's method that makes the model, where its usual one speaks another interface: `chat`. */
  method: z.string().min(1).optional(),
  options: z.record(z.string(), Json).default({}),
  providerOptions: z.record(z.string(), z.record(z.string(), Json)).default({}),
  keyHosts: z.array(z.string().min(1)).default([]),
})
export type LanguageParams = z.infer<typeof LanguageParams>
