import sharp from 'sharp'
import type { Pixels } from './pixels.ts'

/** As JPEG of `quality` 1 to 100, chroma at half the size as cameras and web servers do; transparency is lost. */
export const encodeJpeg = async (
  { width, height, data }: Pixels,
  quality: number,
): Promise<Uint8Array> =>
  sharp(data, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .jpeg({ quality })
    .toBuffer()
