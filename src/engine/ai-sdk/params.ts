import { z } from 'zod'
import { Json } from '#schema/id.ts'

const place = z.string().regex(/^[^.]+\.[^.]+$/, 'a provider and a field, as openai.quality')

/** `engine.params` of this kind. */
export const Params = z.strictObject({
  /** A package, or a file relative to the one that lists the model. */
  module: z.string().min(1),
  /** A factory (`createOpenAI`), or a model object. Default: the default export. */
  export: z.string().min(1).optional(),
  /** Handed to the factory besides key, address and fetch. */
  options: z.record(z.string(), Json).default({}),
  providerOptions: z.record(z.string(), z.record(z.string(), Json)).default({}),
  /** Where among the provider's options a setting goes that the AI SDK has no place for. */
  places: z
    .strictObject({
      seed: place.optional(),
      steps: place.optional(),
      guidance: place.optional(),
      quality: place.optional(),
    })
    .default({}),
  /** Which part of a mask may change, to this provider: OpenAI's are transparent there. */
  mask: z.enum(['white', 'transparent']).default('white'),
  /** Hosts besides the API's own that may see the key: `api.us1.bfl.ai`, `*.bfl.ai`. */
  keyHosts: z.array(z.string().min(1)).default([]),
})
export type Params = z.infer<typeof Params>
