import sharp, { type Sharp } from 'sharp'
import type { Mask, Pixels } from './pixels.ts'

const rawOf = ({ width, height, data }: Pixels): Sharp =>
  sharp(data, { raw: { width, height, channels: 4 } })

/** Lossless; level 6 without adaptive filtering is the fast end that still compresses flat art well. */
export const encodePng = async (pixels: Pixels): Promise<Uint8Array> =>
  rawOf(pixels).png({ compressionLevel: 6, adaptiveFiltering: false }).toBuffer()

/** JPEG at quality 95 with full colour, over white where transparent; nothing of the file it came from is kept. */
export const encodeJpeg = async (pixels: Pixels): Promise<Uint8Array> =>
  rawOf(pixels)
    .flatten({ background: 'white' })
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
    .toBuffer()

export const encodeMaskPng = async ({ width, height, data }: Mask): Promise<Uint8Array> =>
  sharp(data, { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .png({ compressionLevel: 6 })
    .toBuffer()

/** A WebP whose longer side is at most `maxSide`, never enlarged. Takes any encoded picture. */
export const encodeThumbnail = async (bytes: Uint8Array, maxSide: number): Promise<Uint8Array> =>
  sharp(bytes, { limitInputPixels: 64_000_000 })
    .autoOrient()
    .resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 82, effort: 2 })
    .toBuffer()
