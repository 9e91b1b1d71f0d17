import { z } from 'zod'
import type { Warning } from '#schema/attempt.ts'
import type { EngineContext, EngineRequest } from '#schema/engine.ts'
import { Json } from '#schema/id.ts'
import { fitInputs } from '#engine/wire/fit-inputs.ts'
import { whiteMask } from '#engine/wire/mask.ts'
import { unsupportedSettings } from '#engine/wire/picture.ts'
import { shapeOf } from '#engine/wire/shape.ts'
import type { Family } from './family.ts'
import { sendPicture, type UploadPlace } from './upload.ts'

/** `engine.params` of this kind. `fields` go into every input as they are, and win. */
export const Params = z.strictObject({
  pollIntervalMs: z.int().min(50).default(250),
  /** The field of the picture, for a model that is not known here. */
  inputField: z.string().optional(),
  fields: z.record(z.string(), Json).default({}),
})
export type Params = z.infer<typeof Params>

/** The most a file may have is not documented; 20 MB is what other providers take. */
const inputLimits = { bytes: 20 * 1024 * 1024, pixels: 20_000_000 }

interface Fields {
  fields: Record<string, Json>
  warnings: Warning[]
}

function shapeFields(request: EngineRequest, family: Family): Fields {
  const { width, images } = request
  const shape = (width === undefined ? undefined : family.size) ?? family.ratio
  const { ratio, size, warnings } = shapeOf(request, shape ?? { takes: 'nothing' })
  if (size) return { fields: { aspect_ratio: 'custom', ...size }, warnings }
  if (ratio !== undefined) return { fields: { aspect_ratio: ratio }, warnings }
  // Some models default to a square, which would cut every edit.
  const fields = family.matches && images.length > 0 ? { aspect_ratio: 'match_input_image' } : {}
  return { fields, warnings }
}

function settingFields(request: EngineRequest, { fields, masked }: Family): Fields {
  const has = (...names: Family['fields'][number][]) => names.find((name) => fields.includes(name))
  const placeOf = {
    seed: has('seed'),
    steps: has('num_inference_steps', 'steps'),
    guidance: has('guidance'),
    quality: has('quality'),
  }
  const placed: Record<string, Json> = {}
  for (const [setting, place] of Object.entries(placeOf)) {
    const value = request[setting as keyof typeof placeOf]
    if (place !== undefined && value !== undefined) placed[place] = value
  }
  const unplaced = (Object.keys(placeOf) as (keyof typeof placeOf)[]).filter(
    (setting) => placeOf[setting] === undefined,
  )
  // A lossy default would be compared with others' lossless pictures.
  if (fields.includes('output_format')) placed['output_format'] = 'png'
  return {
    fields: placed,
    warnings: unsupportedSettings(
      request,
      [...unplaced, ...(masked ? [] : (['mask'] as const))],
      'this model has no such field',
    ),
  }
}

async function pictureFields(
  request: EngineRequest,
  family: Family,
  place: UploadPlace,
  context: EngineContext,
): Promise<Fields & { startedAt?: number }> {
  const { inputs, masked } = family
  const { images, shrunkFirst, warnings } = await fitInputs(request, {
    ...inputLimits,
    most: inputs?.most ?? 0,
  })
  // Made before anything is sent: it is no part of the call's time.
  const mask = request.mask && masked ? await whiteMask(request.mask, shrunkFirst) : undefined
  const fields: Record<string, Json> = {}
  const uris: string[] = []
  let startedAt: number | undefined
  for (const image of images) {
    const sent = await sendPicture(image, place, context)
    startedAt ??= sent.startedAt
    uris.push(sent.uri)
  }
  const [first] = uris
  if (inputs && first !== undefined) fields[inputs.field] = inputs.list ? uris : first
  if (mask) {
    const sent = await sendPicture(mask, place, context)
    startedAt ??= sent.startedAt
    fields['mask'] = sent.uri
  }
  return { fields, warnings, ...(startedAt === undefined ? {} : { startedAt }) }
}

export interface Asked {
  input: Record<string, Json>
  warnings: Warning[]
  /** When the first upload began; absent where nothing was uploaded. */
  startedAt?: number
}

/** The input of a prediction, for the model's family; pictures too large for it are uploaded on the way. */
export async function inputOf(
  request: EngineRequest,
  family: Family,
  { fields }: Params,
  place: UploadPlace,
  context: EngineContext,
): Promise<Asked> {
  const settings = settingFields(request, family)
  const shape = shapeFields(request, family)
  const pictures = await pictureFields(request, family, place, context)
  return {
    input: {
      prompt: request.prompt,
      ...pictures.fields,
      ...shape.fields,
      ...settings.fields,
      ...fields,
    },
    warnings: [...pictures.warnings, ...shape.warnings, ...settings.warnings],
    ...(pictures.startedAt === undefined ? {} : { startedAt: pictures.startedAt }),
  }
}
