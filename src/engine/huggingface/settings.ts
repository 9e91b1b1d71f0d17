import type { EngineRequest } from '#schema/engine.ts'
import type { Json } from '#schema/id.ts'

/** One copy of the input, under the one name that the model reads: copies would be paid in time. */
export const inputField = (source: string | undefined, field: string): Record<string, Json> =>
  source === undefined ? {} : { [field]: field.endsWith('s') ? [source] : source }

/** Steps, guidance and seed under the names that diffusers gave them, which most providers took over. */
export const diffusersFields = ({
  steps,
  guidance,
  seed,
}: EngineRequest): Record<string, Json> => ({
  ...(steps === undefined ? {} : { num_inference_steps: steps }),
  ...(guidance === undefined ? {} : { guidance_scale: guidance }),
  ...(seed === undefined ? {} : { seed }),
})

export const sideFields = ({ width, height }: EngineRequest): Record<string, Json> =>
  width === undefined || height === undefined ? {} : { width, height }
