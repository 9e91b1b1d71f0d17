import sharp from 'sharp'
import type { Pixels } from './pixels.ts'
import { place } from './place.ts'
import { inPlace } from './register.ts'

async function shrunk(pixels: Pixels, width: number, height: number): Promise<Pixels> {
  const data = await sharp(pixels.data, {
    raw: { width: pixels.width, height: pixels.height, channels: 4 },
  })
    .resize(width, height, { fit: 'fill', kernel: 'lanczos3' })
    .raw()
    .toBuffer()
  return { width, height, data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) }
}

/**
 * To exactly width x height, whatever the aspect: Lanczos3 for a smaller side, Catmull and Rom's cubic for a larger one,
 * where libvips would lay the picture half a pixel off.
 */
export async function resizePixels(pixels: Pixels, width: number, height: number): Promise<Pixels> {
  if (pixels.width === width && pixels.height === height) return pixels
  const [within, down] = [Math.min(width, pixels.width), Math.min(height, pixels.height)]
  const small =
    within === pixels.width && down === pixels.height ? pixels : await shrunk(pixels, within, down)
  return within === width && down === height ? small : place(small, { width, height }, inPlace)
}
