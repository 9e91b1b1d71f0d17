import { z } from 'zod'
import type { Warning } from '#schema/attempt.ts'
import type { EncodedImage, EngineRequest } from '#schema/engine.ts'
import { Json } from '#schema/id.ts'
import { fitInputs } from '#engine/wire/fit-inputs.ts'
import { dataUriOf, unsupportedSettings } from '#engine/wire/picture.ts'

/** `engine.params` of this kind. `fields` go into every body as they are, and win. */
export const Params = z.strictObject({
  /** Default: by the model's name. */
  imageField: z.enum(['image_url', 'reference_images']).optional(),
  /** The spec says `guidance_scale`; AI SDK sends `guidance`. */
  guidanceField: z.string().default('guidance_scale'),
  fields: z.record(z.string(), Json).default({}),
})
export type Params = z.infer<typeof Params>

/** FLUX.1 Kontext takes `image_url` only, FLUX.2 [dev] and Google's models `reference_images` only. */
const imageFieldOf = (model: string, { imageField }: Params): 'image_url' | 'reference_images' =>
  imageField ?? (/flux[.-]?1.*kontext/i.test(model) ? 'image_url' : 'reference_images')

/** No limit is published; FLUX.2's own is eight inputs. */
const mostReferences = 8

function inputFields(images: EncodedImage[], field: string): Record<string, Json> {
  const uris = images.map(dataUriOf)
  const [first] = uris
  if (first === undefined) return {}
  return { [field]: field === 'image_url' ? first : uris }
}

/** The body of one question. Source: togethercomputer/openapi, docs.together.ai (image-to-image). */
export async function bodyOf(
  request: EngineRequest,
  model: string,
  params: Params,
): Promise<{ body: Record<string, Json>; warnings: Warning[] }> {
  const field = imageFieldOf(model, params)
  const most = field === 'image_url' ? 1 : mostReferences
  const inputs = await fitInputs(request, { most })
  const { prompt, width, height, steps, seed, guidance } = request
  return {
    body: {
      model,
      prompt,
      n: 1,
      ...inputFields(inputs.images, field),
      ...(width === undefined || height === undefined ? {} : { width, height }),
      ...(steps === undefined ? {} : { steps }),
      ...(seed === undefined ? {} : { seed }),
      ...(guidance === undefined ? {} : { [params.guidanceField]: guidance }),
      // The default is a lossy file behind an address, fetched apart.
      response_format: 'base64',
      output_format: 'png',
      ...params.fields,
    },
    warnings: [
      ...inputs.warnings,
      ...unsupportedSettings(
        request,
        ['aspectRatio', 'quality', 'mask'],
        'this API has no such field',
      ),
    ],
  }
}
