import { z } from 'zod'
import { Json } from '#schema/id.ts'
import type { WireServer } from '#engine/wire/server.ts'

/** `engine.params` of this kind. `fields` go where the provider takes its settings, and win. */
export const Params = z.strictObject({
  provider: z.enum(['hf-inference', 'fal-ai', 'replicate', 'together']).default('hf-inference'),
  /** The organisation that pays. */
  billTo: z.string().optional(),
  /** Where fal's and Replicate's models take the input; a name in the plural holds a list. Default: by the model. */
  imageField: z.string().optional(),
  pollIntervalMs: z.int().min(50).default(500),
  fields: z.record(z.string(), Json).default({}),
})
export type Params = z.infer<typeof Params>

/** The router, and the provider's own name of the model. */
export interface Route extends WireServer<Params> {
  name: string
}

/** Only where the user says so: it names who pays. */
export const billingHeader = ({ params: { billTo } }: Route): Record<string, string> =>
  billTo === undefined ? {} : { 'x-hf-bill-to': billTo }
