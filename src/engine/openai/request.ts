import { z } from 'zod'
import { decodeMask } from '#image/decode.ts'
import { encodePng } from '#image/encode.ts'
import type { Warning } from '#schema/attempt.ts'
import type { EngineRequest } from '#schema/engine.ts'
import { Json } from '#schema/id.ts'

/** `engine.params` of this kind. `fields` go into every body as they are. */
export const Params = z.strictObject({
  imageField: z.enum(['image', 'image[]']).optional(),
  sendSeed: z.boolean().default(false),
  stepsField: z.string().optional(),
  guidanceField: z.string().optional(),
  fields: z.record(z.string(), Json).default({}),
})
export type Params = z.infer<typeof Params>

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
export function fieldsOf(request: EngineRequest, model: string | undefined, params: Params): Asked {
  const fields: Record<string, Json> = { prompt: request.prompt, n: 1, ...params.fields }
  const warnings: Warning[] = []
  const place = (feature: string, field: string | undefined, value: Json | undefined): void => {
    if (value === undefined) return
    if (field === undefined) warnings.push(unsupported(feature))
    else fields[field] = value
  }
  if (model !== undefined) fields['model'] = model
  if (request.width !== undefined && request.height !== undefined) {
    fields['size'] = `${request.width}x${request.height}`
  }
  place('quality', 'quality', request.quality)
  place('seed', params.sendSeed ? 'seed' : undefined, request.seed)
  place('steps', params.stepsField, request.steps)
  place('guidance', params.guidanceField, request.guidance)
  place('aspectRatio', undefined, request.aspectRatio)
  return { fields, warnings }
}

/** Our masks say 255 = may change; this protocol wants the editable part transparent. */
async function maskForServer(bytes: Uint8Array): Promise<Uint8Array> {
  const mask = await decodeMask(bytes)
  const data = new Uint8Array(mask.data.length * 4)
  for (const [index, value] of mask.data.entries()) data[index * 4 + 3] = 255 - value
  return encodePng({ width: mask.width, height: mask.height, data })
}

const extensionOf = (mediaType: string): string => mediaType.split('/')[1] ?? 'bin'

const fileOf = (bytes: Uint8Array, mediaType: string, name: string): File =>
  new File([bytes.slice()], `${name}.${extensionOf(mediaType)}`, { type: mediaType })

/** The multipart body of /images/edits, as bytes, so that sending it is one timed write. */
export async function multipartOf(
  request: EngineRequest,
  fields: Record<string, Json>,
  params: Params,
): Promise<{ body: Uint8Array; contentType: string }> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    form.append(name, typeof value === 'string' ? value : JSON.stringify(value))
  }
  const field = params.imageField ?? (request.images.length > 1 ? 'image[]' : 'image')
  for (const [index, image] of request.images.entries()) {
    form.append(field, fileOf(image.bytes, image.mediaType, `image-${index + 1}`))
  }
  if (request.mask)
    form.append('mask', fileOf(await maskForServer(request.mask.bytes), 'image/png', 'mask'))
  // Response serialises a form exactly as fetch would.
  const encoded = new Response(form)
  return {
    body: new Uint8Array(await encoded.arrayBuffer()),
    contentType: encoded.headers.get('content-type') ?? 'multipart/form-data',
  }
}
