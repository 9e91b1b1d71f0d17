import { z } from 'zod'
import type { Warning } from '#schema/attempt.ts'
import type { EngineRequest } from '#schema/engine.ts'
import { Json } from '#schema/id.ts'
import { fitInputs } from '#engine/wire/fit-inputs.ts'
import { whiteMask } from '#engine/wire/mask.ts'
import { dataUriOf, unsupportedSettings } from '#engine/wire/picture.ts'
import { shapeOf, type AskedShape } from '#engine/wire/shape.ts'
import type { Family } from './family.ts'

/** `engine.params` of this kind. */
export const Params = z.strictObject({
  pollIntervalMs: z.int().min(50).default(250),
  /** The endpoint for text alone, where `engine.model` edits. */
  generateModel: z.string().optional(),
  /** The endpoint for more than one input, where `engine.model` takes one. */
  multiModel: z.string().optional(),
  /** Into every body as they are, and win. */
  fields: z.record(z.string(), Json).default({}),
})
export type Params = z.infer<typeof Params>

/** No limit is documented; a data URI of this size is sent within a second by most lines. */
const inputLimits = { bytes: 10 * 1024 * 1024, pixels: 20_000_000 }

const placeOf = {
  seed: 'seed',
  steps: 'num_inference_steps',
  guidance: 'guidance_scale',
  mask: 'mask_url',
} as const
type Setting = keyof typeof placeOf
const settings = Object.keys(placeOf) as Setting[]

const hasPlace = (setting: Setting, { fields }: Family): boolean =>
  fields.includes(placeOf[setting])

function settingFields(request: EngineRequest, family: Family): Record<string, Json> {
  const body: Record<string, Json> = {}
  for (const setting of ['seed', 'steps', 'guidance'] as const) {
    const value = request[setting]
    if (value !== undefined && hasPlace(setting, family)) body[placeOf[setting]] = value
  }
  // A lossy default would be compared with others' lossless pictures.
  if (family.fields.includes('output_format')) body['output_format'] = 'png'
  return body
}

const shapeFields = (
  { ratio, size }: AskedShape,
  { ratioField }: Family,
): Record<string, Json> => ({
  ...(ratio === undefined ? {} : { [ratioField]: ratio }),
  ...(size ? { image_size: { ...size } } : {}),
})

export interface Asked {
  body: Record<string, Json>
  warnings: Warning[]
}

async function pictureFields(request: EngineRequest, family: Family): Promise<Asked> {
  const { inputs } = family
  const { images, shrunkFirst, warnings } = await fitInputs(request, {
    ...inputLimits,
    most: inputs?.most ?? 0,
  })
  const uris = images.map(dataUriOf)
  const body: Record<string, Json> = {}
  const [first] = uris
  if (inputs && first !== undefined)
    body[inputs.field] = inputs.field === 'image_url' ? first : uris
  // White is painted, as with us (fal's fill is BFL's).
  if (request.mask && hasPlace('mask', family)) {
    body['mask_url'] = dataUriOf(await whiteMask(request.mask, shrunkFirst))
  }
  return { body, warnings }
}

/** The body of a submit, for the endpoint's family. */
export async function bodyOf(
  request: EngineRequest,
  family: Family,
  { fields }: Params,
): Promise<Asked> {
  const pictures = await pictureFields(request, family)
  const shape = shapeOf(request, family.shape)
  const unplaced = settings.filter((setting) => !hasPlace(setting, family))
  return {
    body: {
      [family.promptField]: request.prompt,
      ...pictures.body,
      ...shapeFields(shape, family),
      ...settingFields(request, family),
      ...fields,
    },
    warnings: [
      ...pictures.warnings,
      ...shape.warnings,
      ...unsupportedSettings(request, ['quality', ...unplaced], 'this model has no such field'),
    ],
  }
}
