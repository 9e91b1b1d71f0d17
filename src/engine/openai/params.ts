import { z } from 'zod'
import { Json } from '#schema/id.ts'

/** Asked for always, or never: one picture a call, and none before it is ready. */
const reserved = ['n', 'stream', 'partial_images', 'prompt', 'model'] as const

/** `engine.params` of this kind. `fields` go into every body as they are. */
export const Params = z.strictObject({
  /** How edits are asked. OpenAI takes both; xAI, Seedream and LocalAI take JSON. */
  edits: z.enum(['multipart', 'json']).default('multipart'),
  editsPath: z.string().default('images/edits'),
  imageField: z.string().optional(),
  /** How a picture is written into JSON: `{image_url}` (OpenAI), `{url, type}` (xAI), or the data URI itself. */
  imageForm: z.enum(['image_url', 'url', 'string']).default('image_url'),
  /** For servers that answer with addresses else; OpenAI's gpt-image refuses the field. */
  responseFormat: z.enum(['b64_json', 'url']).optional(),
  /** For servers that refuse the field `n`. */
  sendN: z.boolean().default(true),
  sendSeed: z.boolean().default(false),
  stepsField: z.string().optional(),
  guidanceField: z.string().optional(),
  fields: z
    .record(z.string(), Json)
    .default({})
    .refine(
      (fields) => reserved.every((name) => !Object.hasOwn(fields, name)),
      `may not hold ${reserved.join(', ')}`,
    ),
})
export type Params = z.infer<typeof Params>
