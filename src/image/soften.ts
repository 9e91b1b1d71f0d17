import sharp from 'sharp'
import type { Pixels } from './pixels.ts'

/** Blurs by a Gaussian of `sigma` pixels, 0.3 to 1000. */
export async function soften({ width, height, data }: Pixels, sigma: number): Promise<Pixels> {
  const soft = await sharp(data, { raw: { width, height, channels: 4 } })
    .blur(sigma)
    .raw()
    .toBuffer()
  return { width, height, data: new Uint8Array(soft.buffer, soft.byteOffset, soft.byteLength) }
}
