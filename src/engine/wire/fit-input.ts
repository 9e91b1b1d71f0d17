import { decodeImage } from '#image/decode.ts'
import { encodePng } from '#image/encode.ts'
import { inspectImage } from '#image/inspect.ts'
import { resizePixels } from '#image/resize.ts'
import type { Warning } from '#schema/attempt.ts'
import type { EncodedImage } from '#schema/engine.ts'

/** What a provider takes; absent = no limit known. */
export interface InputLimits {
  pixels?: number
  side?: number
  /** Of the encoded file. */
  bytes?: number
}

export interface FittedInput {
  image: EncodedImage
  warnings: Warning[]
}

const factorFor = (width: number, height: number, limits: InputLimits): number =>
  Math.min(
    1,
    Math.sqrt((limits.pixels ?? Infinity) / (width * height)),
    (limits.side ?? Infinity) / Math.max(width, height),
  )

async function shrunk(image: EncodedImage, factor: number): Promise<EncodedImage> {
  const pixels = await decodeImage(image.bytes)
  const side = (length: number): number => Math.max(1, Math.floor(length * factor))
  const small = await resizePixels(pixels, side(pixels.width), side(pixels.height))
  return { bytes: await encodePng(small), mediaType: 'image/png' }
}

/** Every step takes at least this much off: a file that stays too large ends soon. */
const byteStep = 0.85
const mostSteps = 12

/**
 * Shrinks an input to what the provider takes, and says so: an input nobody saw would be compared with one
 * that somebody did. Untouched where it fits.
 */
export async function fitInput(image: EncodedImage, limits: InputLimits): Promise<FittedInput> {
  const { width, height } = inspectImage(image.bytes)
  let factor = factorFor(width, height, limits)
  let fitted = factor < 1 ? await shrunk(image, factor) : image
  for (
    let step = 0;
    step < mostSteps && fitted.bytes.byteLength > (limits.bytes ?? Infinity);
    step++
  ) {
    factor *= byteStep
    fitted = await shrunk(image, factor)
  }
  if (fitted === image) return { image, warnings: [] }
  const now = inspectImage(fitted.bytes)
  return {
    image: fitted,
    warnings: [
      {
        kind: 'resized',
        feature: 'input',
        message: `an input of ${width}x${height} was sent as ${now.width}x${now.height}: the provider takes no larger`,
      },
    ],
  }
}
