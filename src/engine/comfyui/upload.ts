import { sha256 } from '#digest/sha256.ts'
import type { EncodedImage, EngineContext, EngineRequest } from '#schema/engine.ts'
import { whiteMask } from '#engine/wire/mask.ts'
import { encodeForm } from '#engine/wire/multipart.ts'
import { readUpload } from './answer.ts'
import type { Bindings } from './params.ts'

export interface Uploads {
  images: string[]
  mask?: string
  /** When the first was sent, on the thread's monotonic clock; undefined where none was. */
  sentAt: number | undefined
}

/** Named by its content: sent again it is kept once, and no call can change another's. */
const formOf = (image: EncodedImage) =>
  encodeForm([
    ['image', { ...image, name: sha256(image.bytes).slice(0, 32) }],
    ['type', 'input'],
    ['subfolder', 'kontextbench'],
  ])

/** Sends the pictures that the workflow has places for, one after another. @throws CallEnded */
export async function uploadInputs(
  request: EngineRequest,
  bindings: Bindings,
  server: { base: string; headers: Record<string, string> },
  context: EngineContext,
): Promise<Uploads> {
  let sentAt: number | undefined
  const pictures: EncodedImage[] = request.images.slice(0, bindings.images.length)
  if (request.mask && bindings.mask) pictures.push(await whiteMask(request.mask))
  const forms = pictures.map(formOf)
  const names: string[] = []
  for (const { body, contentType } of forms) {
    const response = await context.http.send({
      method: 'POST',
      url: `${server.base}/upload/image`,
      headers: { ...server.headers, 'content-type': contentType },
      body,
      signal: context.signal,
    })
    sentAt ??= response.times.sentAt
    names.push(readUpload(response))
  }
  const images = names.slice(0, Math.min(request.images.length, bindings.images.length))
  const mask = names[images.length]
  return { images, ...(mask === undefined ? {} : { mask }), sentAt }
}
