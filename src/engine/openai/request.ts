import { decodeMask } from '#image/decode.ts'
import { encodePng } from '#image/encode.ts'
import { inspectImage } from '#image/inspect.ts'
import { resizePixels } from '#image/resize.ts'
import type { Warning } from '#schema/attempt.ts'
import type { EncodedImage, EngineRequest } from '#schema/engine.ts'
import type { Json } from '#schema/id.ts'
import type { Family } from './family.ts'
import type { Params } from './params.ts'
import { sizeOf } from './size.ts'
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

/**
 * Our masks say 255 = may change; this protocol wants the editable part transparent, at the size of the first
 * picture, which may have been shrunk.
 */
async function maskForServer(
  mask: EncodedImage,
  first: EncodedImage | undefined,
): Promise<EncodedImage> {
  const { width, height, data: levels } = await decodeMask(mask.bytes)
  const data = new Uint8Array(levels.length * 4)
  for (const [index, value] of levels.entries()) data[index * 4 + 3] = 255 - value
  const size = first === undefined ? { width, height } : inspectImage(first.bytes)
  const sized = await resizePixels({ width, height, data }, size.width, size.height)
  return { bytes: await encodePng(sized), mediaType: 'image/png' }
}

const extensionOf = (mediaType: string): string => mediaType.split('/')[1] ?? 'bin'

const fileOf = ({ bytes, mediaType }: EncodedImage, name: string): File =>
  new File([bytes.slice()], `${name}.${extensionOf(mediaType)}`, { type: mediaType })

interface Edit {
  images: EncodedImage[]
  mask: EncodedImage | undefined
}

/** The multipart body of an edit, as bytes, so that sending it is one timed write. */
export async function multipartOf(
  { images, mask }: Edit,
  fields: Record<string, Json>,
  params: Params,
): Promise<{ body: Uint8Array; contentType: string }> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    form.append(name, typeof value === 'string' ? value : JSON.stringify(value))
  }
  const field = params.imageField ?? (images.length > 1 ? 'image[]' : 'image')
  for (const [index, image] of images.entries()) {
    form.append(field, fileOf(image, `image-${index + 1}`))
  }
  if (mask) form.append('mask', fileOf(await maskForServer(mask, images[0]), 'mask'))
  // Response serialises a form exactly as fetch would.
  const encoded = new Response(form)
  return {
    body: new Uint8Array(await encoded.arrayBuffer()),
    contentType: encoded.headers.get('content-type') ?? 'multipart/form-data',
  }
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
    ...(mask ? { mask: written(await maskForServer(mask, images[0]), imageForm) } : {}),
  }
}
