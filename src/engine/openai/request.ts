import type { Warning } from '#schema/attempt.ts'
import type { EncodedImage, EngineRequest } from '#schema/engine.ts'
import type { Json } from '#schema/id.ts'
import type { Family } from './family.ts'
import type { Params } from './params.ts'
import { sizeOf } from './size.ts'
import { transparentMask } from '#engine/wire/mask.ts'
import { encodeForm } from '#engine/wire/multipart.ts'
import { dataUriOf } from '#engine/wire/picture.ts'

export interface Asked {
  fields: Record<string, Json>
  warnings: Warning[]
}

const unsupported = (feature: string): Warning => ({
  kind: 'unsupported',
  feature,
  message: `${feature} is not sent to this server; say how in engine.params`,
})

/** The fields both routes share, and a warning for each setting that has no place in them. */
export function fieldsOf(
  request: EngineRequest,
  model: string | undefined,
  family: Family,
  params: Params,
): Asked {
  const size = sizeOf(request, family)
  const fields: Record<string, Json> = {
    prompt: request.prompt,
    ...(params.sendN ? { n: 1 } : {}),
    ...(params.responseFormat === undefined ? {} : { response_format: params.responseFormat }),
    ...(size.size === undefined ? {} : { size: size.size }),
    ...params.fields,
  }
  const warnings: Warning[] = []
  const place = (feature: string, field: string | undefined, value: Json | undefined): void => {
    if (value === undefined) return
    if (field === undefined) warnings.push(unsupported(feature))
    else fields[field] = value
  }
  if (model !== undefined) fields['model'] = model
  place('quality', 'quality', request.quality)
  place('seed', params.sendSeed ? 'seed' : undefined, request.seed)
  place('steps', params.stepsField, request.steps)
  place('guidance', params.guidanceField, request.guidance)
  return { fields, warnings: [...warnings, ...size.warnings] }
}

interface Edit {
  images: EncodedImage[]
  mask: EncodedImage | undefined
}

/** The multipart body of an edit. */
export async function multipartOf(
  { images, mask }: Edit,
  fields: Record<string, Json>,
  params: Params,
): Promise<{ body: Uint8Array; contentType: string }> {
  const field = params.imageField ?? (images.length > 1 ? 'image[]' : 'image')
  return encodeForm([
    ...Object.entries(fields).map(
      ([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as const,
    ),
    ...images.map((image, index) => [field, { ...image, name: `image-${index + 1}` }] as const),
    ...(mask
      ? [['mask', { ...(await transparentMask(mask, images[0])), name: 'mask' }] as const]
      : []),
  ])
}

const written = (image: EncodedImage, form: Params['imageForm']): Json => {
  const uri = dataUriOf(image)
  if (form === 'string') return uri
  return form === 'url' ? { url: uri, type: 'image_url' } : { image_url: uri }
}

/** The JSON body of an edit. A field named `image` holds one picture as it is, and more as a list. */
export async function jsonEditOf(
  { images, mask }: Edit,
  fields: Record<string, Json>,
  { imageField, imageForm }: Params,
): Promise<Record<string, Json>> {
  const many = imageForm === 'image_url' || (imageForm === 'url' && images.length > 1)
  const field = imageField ?? (many ? 'images' : 'image')
  const pictures = images.map((image) => written(image, imageForm))
  const [only] = pictures
  return {
    ...fields,
    [field]: field === 'image' && pictures.length === 1 && only !== undefined ? only : pictures,
    ...(mask ? { mask: written(await transparentMask(mask, images[0]), imageForm) } : {}),
  }
}
