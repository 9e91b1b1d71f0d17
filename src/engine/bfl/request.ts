import { z } from 'zod'
import { decodeMask } from '#image/decode.ts'
import { encodeMaskPng } from '#image/encode.ts'
import type { Warning } from '#schema/attempt.ts'
import type { EngineRequest } from '#schema/engine.ts'
import { Json } from '#schema/id.ts'
import { ratioOf } from '#engine/wire/aspect-ratio.ts'
import { fitInputs } from '#engine/wire/fit-inputs.ts'
import { base64Of, unsupportedSettings } from '#engine/wire/picture.ts'

/** `engine.params` of this kind. `fields` go into every body as they are, and win. */
export const Params = z.strictObject({
  pollIntervalMs: z.int().min(50).default(250),
  fields: z.record(z.string(), Json).default({}),
})
export type Params = z.infer<typeof Params>

interface Family {
  inputs: number
  /** Name of the first input's field; later ones are `input_image_2` and on. */
  inputField: 'input_image' | 'image' | 'image_prompt'
  sized: boolean
  steered: boolean
  masked: boolean
}

const familyOf = (model: string): Family => {
  const plain = { inputField: 'input_image', sized: true, steered: false, masked: false } as const
  if (model.startsWith('flux-kontext')) return { ...plain, inputs: 4, sized: false }
  if (model.startsWith('flux-2-klein')) return { ...plain, inputs: 4 }
  if (model.startsWith('flux-2')) return { ...plain, inputs: 8, steered: model.includes('flex') }
  if (model.includes('fill'))
    return { inputs: 1, inputField: 'image', sized: false, steered: true, masked: true }
  return { ...plain, inputs: 1, inputField: 'image_prompt', steered: model === 'flux-dev' }
}

/** FLUX models that take a size want multiples of 16; 20 MB is the most an input may have. */
const grain = 16
const inputLimits = { bytes: 20 * 1024 * 1024, pixels: 20_000_000 }

const sizeOf = ({ width, height }: EngineRequest): Record<string, Json> =>
  width === undefined || height === undefined
    ? {}
    : { width: Math.round(width / grain) * grain, height: Math.round(height / grain) * grain }

const seen = (request: EngineRequest, { sized, steered, masked }: Family): Warning[] =>
  unsupportedSettings(
    request,
    [
      'quality',
      ...(steered ? [] : (['steps', 'guidance'] as const)),
      ...(masked ? [] : (['mask'] as const)),
      ...(sized ? (['aspectRatio'] as const) : []),
    ],
    'this model has no such field',
  )

export interface Asked {
  body: Record<string, Json>
  warnings: Warning[]
}

const nameOfInput = (index: number, { inputField }: Family): string =>
  index === 0 ? inputField : `input_image_${index + 1}`

async function inputsOf(request: EngineRequest, family: Family): Promise<Asked> {
  const { images, warnings } = await fitInputs(request, { ...inputLimits, most: family.inputs })
  const body: Record<string, Json> = Object.fromEntries(
    images.map((image, index) => [nameOfInput(index, family), base64Of(image)]),
  )
  // White means "paint here" to BFL as to us; only the format is made plain.
  if (request.mask && family.masked) {
    const bytes = await encodeMaskPng(await decodeMask(request.mask.bytes))
    body['mask'] = base64Of({ bytes, mediaType: 'image/png' })
  }
  return { body, warnings }
}

/** The body of a submit, for the model's family. Source: BFL's OpenAPI and its published skills. */
export async function bodyOf(
  request: EngineRequest,
  model: string,
  { fields }: Params,
): Promise<Asked> {
  const family = familyOf(model)
  const inputs = await inputsOf(request, family)
  const shape = family.sized ? { warnings: [] } : ratioOf(request)
  const { seed, steps, guidance } = request
  return {
    body: {
      prompt: request.prompt,
      ...inputs.body,
      // A lossy default would be compared with others' lossless pictures.
      output_format: 'png',
      ...('ratio' in shape && shape.ratio !== undefined ? { aspect_ratio: shape.ratio } : {}),
      ...(family.sized ? sizeOf(request) : {}),
      ...(seed === undefined ? {} : { seed }),
      ...(family.steered && steps !== undefined ? { steps } : {}),
      ...(family.steered && guidance !== undefined ? { guidance } : {}),
      ...fields,
    },
    warnings: [...inputs.warnings, ...shape.warnings, ...seen(request, family)],
  }
}
