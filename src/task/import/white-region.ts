import { decodeImage } from '#image/decode.ts'
import { encodeMaskPng } from '#image/encode.ts'

/** Paint that antialiasing touched still counts. */
const leastWhite = 250

/**
 * MagicBrush's mask, "free-form mask image (white region)" in its card: the source with the region that may change
 * painted white or cleared. As one channel, 255 = may change; white parts of the source count as region too.
 */
export async function maskOfWhiteRegion(bytes: Uint8Array): Promise<Uint8Array> {
  const { width, height, data } = await decodeImage(bytes)
  const mask = new Uint8Array(width * height)
  for (let index = 0; index < mask.length; index++) {
    const at = index * 4
    const darkest = Math.min(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0)
    if ((data[at + 3] ?? 0) < 128 || darkest >= leastWhite) mask[index] = 255
  }
  return encodeMaskPng({ width, height, data: mask })
}
