import sharp, { type Sharp } from 'sharp'
import { KontextError } from '#schema/kontext-error.ts'
import type { Mask, Pixels } from './pixels.ts'

export interface DecodeLimits {
  /** Width x height. */
  pixels: number
  bytes: number
  /** Pages of an animated or layered file; one more is refused. */
  frames: number
}

const defaultLimits: DecodeLimits = { pixels: 64_000_000, bytes: 64 * 1024 * 1024, frames: 1 }

const tooLarge = (what: string): KontextError => new KontextError('image-too-large', what)

function open(bytes: Uint8Array, limits: DecodeLimits): Sharp {
  if (bytes.byteLength > limits.bytes) {
    throw tooLarge(`the picture has ${bytes.byteLength} bytes, more than ${limits.bytes}`)
  }
  return sharp(bytes, { limitInputPixels: limits.pixels, failOn: 'error', sequentialRead: true })
}

const asImageError = (error: unknown): KontextError => {
  if (error instanceof KontextError) return error
  const message = error instanceof Error ? error.message : String(error)
  return /pixel limit/i.test(message)
    ? tooLarge('the picture has more pixels than allowed')
    : new KontextError('image-invalid', `the picture cannot be decoded: ${message}`, 3, {
        cause: error,
      })
}

/**
 * Size, type and frames without decoding the pixels. The size is the one after EXIF orientation.
 * @throws KontextError `image-invalid` or `image-too-large`
 */
async function probeImage(
  bytes: Uint8Array,
  limits: Partial<DecodeLimits> = {},
): Promise<{ width: number; height: number; mediaType: string; frames: number }> {
  const allowed = { ...defaultLimits, ...limits }
  try {
    const found = await open(bytes, allowed).metadata()
    const { width, height } = found.autoOrient
    if (width * height > allowed.pixels) {
      throw tooLarge(`the picture has ${width} x ${height} pixels, more than ${allowed.pixels}`)
    }
    return { width, height, mediaType: `image/${found.format}`, frames: found.pages ?? 1 }
  } catch (error) {
    throw asImageError(error)
  }
}

/**
 * Any still picture as sRGB RGBA: orientation applied, colour profile converted, 8 bit.
 * @throws KontextError `image-invalid` (broken, unknown, animated) or `image-too-large`
 */
export async function decodeImage(
  bytes: Uint8Array,
  limits: Partial<DecodeLimits> = {},
): Promise<Pixels> {
  const allowed = { ...defaultLimits, ...limits }
  const { frames } = await probeImage(bytes, allowed)
  if (frames > allowed.frames) {
    throw new KontextError(
      'image-invalid',
      `the picture has ${frames} frames, a still was expected`,
    )
  }
  try {
    const { data, info } = await open(bytes, allowed)
      .autoOrient()
      .toColourspace('srgb')
      .ensureAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    return {
      width: info.width,
      height: info.height,
      data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
    }
  } catch (error) {
    throw asImageError(error)
  }
}

/** A mask picture: its luminance, over black where transparent. */
export async function decodeMask(bytes: Uint8Array): Promise<Mask> {
  const { width, height, data } = await decodeImage(bytes)
  const mask = new Uint8Array(width * height)
  for (let index = 0; index < mask.length; index++) {
    const at = index * 4
    const luma = 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)
    mask[index] = Math.round((luma * (data[at + 3] ?? 0)) / 255)
  }
  return { width, height, data: mask }
}
