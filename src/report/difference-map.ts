import { decodeImage } from '#image/decode.ts'
import { encodePng, encodeThumbnail } from '#image/encode.ts'
import { resizePixels } from '#image/resize.ts'

/** Three times the difference is white: small changes must be seen. */
const gain = 3

/** Where an output differs from its source, as a WebP heat map of `side` px: black = the same. */
export async function differenceMap(
  output: Uint8Array,
  source: Uint8Array,
  side: number,
): Promise<Uint8Array> {
  const before = await decodeImage(source)
  const scale = side / Math.max(before.width, before.height)
  const width = Math.max(1, Math.round(before.width * scale))
  const height = Math.max(1, Math.round(before.height * scale))
  const [a, b] = [
    await resizePixels(before, width, height),
    await resizePixels(await decodeImage(output), width, height),
  ]
  const data = new Uint8Array(a.data.length)
  for (let at = 0; at < data.length; at += 4) {
    const difference = Math.max(
      Math.abs(a.data[at]! - b.data[at]!),
      Math.abs(a.data[at + 1]! - b.data[at + 1]!),
      Math.abs(a.data[at + 2]! - b.data[at + 2]!),
    )
    const heat = Math.min(255, difference * gain)
    data[at] = heat
    data[at + 1] = heat > 128 ? (heat - 128) * 1.6 : 0
    data[at + 2] = 40 + (heat > 200 ? (heat - 200) * 3 : 0)
    data[at + 3] = 255
  }
  return encodeThumbnail(await encodePng({ width, height, data }), side)
}
