import { z } from 'zod'
import type { Warning } from '#schema/attempt.ts'
import type { EngineRequest } from '#schema/engine.ts'
import { Json } from '#schema/id.ts'
import { fitInputs } from '#engine/wire/fit-inputs.ts'
import { whiteMask } from '#engine/wire/mask.ts'
import { base64Of, unsupportedSettings } from '#engine/wire/picture.ts'
import { shapeOf, type AskedShape } from '#engine/wire/shape.ts'
import type { Family } from './family.ts'

/** `engine.params` of this kind. `fields` go into every body as they are, and win. */
export const Params = z.strictObject({
  pollIntervalMs: z.int().min(50).default(250),
  fields: z.record(z.string(), Json).default({}),
})
export type Params = z.infer<typeof Params>

/** 20 MB is the most an input may have. */
const inputLimits = { bytes: 20 * 1024 * 1024, pixels: 20_000_000 }

const unplaced = (request: EngineRequest, { steered, masked }: Family): Warning[] =>
  unsupportedSettings(
    request,
    [
      'quality',
      ...(steered ? [] : (['steps', 'guidance'] as const)),
      ...(masked ? [] : (['mask'] as const)),
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
  const { images, shrunkFirst, warnings } = await fitInputs(request, {
    ...inputLimits,
    most: family.inputs,
  })
  const body: Record<string, Json> = {}
  for (const [index, image] of images.entries()) body[nameOfInput(index, family)] = base64Of(image)
  // Black is kept and white painted, as with us (docs.bfl.ai, FLUX.1 Fill).
  if (request.mask && family.masked) {
    body['mask'] = base64Of(await whiteMask(request.mask, shrunkFirst))
  }
  return { body, warnings }
}

const shapeFields = ({ ratio, size }: AskedShape): Record<string, Json> => ({
  ...(ratio === undefined ? {} : { aspect_ratio: ratio }),
  ...size,
})

/** The body of a submit, for the model's family. */
export async function bodyOf(
  request: EngineRequest,
  family: Family,
  { fields }: Params,
): Promise<Asked> {
  const inputs = await inputsOf(request, family)
  const shape = shapeOf(request, family.shape)
  const { seed, steps, guidance } = request
  return {
    body: {
      prompt: request.prompt,
      ...inputs.body,
      // A lossy default would be compared with others' lossless pictures.
      output_format: 'png',
      ...shapeFields(shape),
      ...(seed === undefined ? {} : { seed }),
      ...(family.steered && steps !== undefined ? { steps } : {}),
      ...(family.steered && guidance !== undefined ? { guidance } : {}),
      ...fields,
    },
    warnings: [...inputs.warnings, ...shape.warnings, ...unplaced(request, family)],
  }
}
