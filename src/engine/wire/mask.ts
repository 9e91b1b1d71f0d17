import { decodeMask } from '#image/decode.ts'
import { encodeMaskPng, encodePng } from '#image/encode.ts'
import { inspectImage } from '#image/inspect.ts'
import { resizePixels } from '#image/resize.ts'
import type { Mask } from '#image/pixels.ts'
import type { EncodedImage } from '#schema/engine.ts'

const png = (bytes: Uint8Array): EncodedImage => ({ bytes, mediaType: 'image/png' })

/** The mask at the size of the picture that it lies on, as that is sent; as it is where none is given. */
async function maskOn({ bytes }: EncodedImage, first: EncodedImage | undefined): Promise<Mask> {
  const mask = await decodeMask(bytes)
  const { width, height } = first ? inspectImage(first.bytes) : mask
  if (width === mask.width && height === mask.height) return mask
  const grey = Uint8Array.from({ length: mask.data.length * 4 }, (_, at) =>
    at % 4 === 3 ? 255 : (mask.data[at >> 2] ?? 0),
  )
  const { data } = await resizePixels({ ...mask, data: grey }, width, height)
  return { width, height, data: data.filter((_, at) => at % 4 === 0) }
}

/** For providers to whom white is what may change, as to us: one plain channel. */
export const whiteMask = async (mask: EncodedImage, first?: EncodedImage): Promise<EncodedImage> =>
  png(await encodeMaskPng(await maskOn(mask, first)))

/** For providers to whom the transparent part may change. */
export async function transparentMask(
  mask: EncodedImage,
  first?: EncodedImage,
): Promise<EncodedImage> {
  const { width, height, data: levels } = await maskOn(mask, first)
  const data = new Uint8Array(levels.length * 4)
  for (const [index, value] of levels.entries()) data[index * 4 + 3] = 255 - value
  return png(await encodePng({ width, height, data }))
}
