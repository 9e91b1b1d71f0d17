import { z } from 'zod'
import type { Warning } from '#schema/attempt.ts'
import type { EncodedImage, EngineRequest } from '#schema/engine.ts'
import { Json } from '#schema/id.ts'
import { fitInputs } from '#engine/wire/fit-inputs.ts'
import { dataUriOf, unsupportedSettings } from '#engine/wire/picture.ts'
import type { Family } from './family.ts'

/** `engine.params` of this kind: each names what the model's endpoint has instead. `fields` win. */
export const Params = z.strictObject({
  path: z.string().optional(),
  wrap: z.enum(['input', 'none']).optional(),
  imageField: z.string().optional(),
  sizeForm: z.enum(['size', 'sides', 'none']).optional(),
  stepsField: z.string().optional(),
  guidanceField: z.string().optional(),
  seedField: z.string().optional(),
  fields: z.record(z.string(), Json).default({}),
})
export type Params = z.infer<typeof Params>

function sizeFields({ width, height }: EngineRequest, { sizeForm }: Family): Record<string, Json> {
  if (width === undefined || height === undefined || sizeForm === 'none') return {}
  return sizeForm === 'size' ? { size: `${width}*${height}` } : { width, height }
}

function inputFields(images: EncodedImage[], field: string): Record<string, Json> {
  const uris = images.map(dataUriOf)
  const [first] = uris
  if (first === undefined) return {}
  return { [field]: field.endsWith('s') ? uris : first }
}

const placed = (field: string | undefined, value: Json | undefined): Record<string, Json> =>
  field === undefined || value === undefined ? {} : { [field]: value }

export async function bodyOf(
  request: EngineRequest,
  family: Family,
  { fields }: Params,
): Promise<{ body: Record<string, Json>; warnings: Warning[] }> {
  const { wrap, imageField, mostInputs, stepsField, guidanceField, seedField } = family
  const inputs = await fitInputs(request, { most: imageField.endsWith('s') ? mostInputs : 1 })
  const settings: Record<string, Json> = {
    prompt: request.prompt,
    ...inputFields(inputs.images, imageField),
    ...sizeFields(request, family),
    ...placed(stepsField, request.steps),
    ...placed(guidanceField, request.guidance),
    ...placed(seedField, request.seed),
    output_format: 'png',
    ...(family.base64Output ? { enable_base64_output: true } : {}),
    ...fields,
  }
  return {
    body: wrap === 'input' ? { input: settings } : settings,
    warnings: [
      ...inputs.warnings,
      ...unsupportedSettings(
        request,
        [
          ...(family.sizeForm === 'none' ? (['width'] as const) : []),
          'aspectRatio',
          ...(seedField === undefined ? (['seed'] as const) : []),
          ...(stepsField === undefined ? (['steps'] as const) : []),
          ...(guidanceField === undefined ? (['guidance'] as const) : []),
          'quality',
          'mask',
        ],
        'no such field of this endpoint is known',
      ),
    ],
  }
}
