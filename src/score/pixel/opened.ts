import { alignTo, type Aligned } from '#image/align.ts'
import { decodeImage, decodeMask } from '#image/decode.ts'
import type { Mask, Pixels } from '#image/pixels.ts'
import { resizePixels } from '#image/resize.ts'
import type { MetricImage, MetricInput } from '#schema/metric.ts'

/** Keeps what was decoded for one turn, so that ten metrics decode a picture once. One turn at a time. */
export interface Opener {
  pixels(image: MetricImage): Promise<Pixels>
  mask(image: MetricImage): Promise<Mask>
  /** The output in the frame of `target`. */
  aligned(input: MetricInput, target: MetricImage): Promise<Aligned>
}

function bytesOf({ sha256, bytes }: MetricImage): Uint8Array {
  if (!bytes) throw new Error(`the picture ${sha256} is missing or damaged in the workspace`)
  return bytes
}

export function createOpener(): Opener {
  const kept = new Map<string, Promise<unknown>>()
  const once = <T>(key: string, make: () => Promise<T>): Promise<T> => {
    const known = kept.get(key) as Promise<T> | undefined
    if (known) return known
    // A source serves all models of a case; a dozen pictures of 4 MB are kept.
    if (kept.size > 12) kept.delete(kept.keys().next().value as string)
    const made = make()
    kept.set(key, made)
    return made
  }
  const pixels = (image: MetricImage): Promise<Pixels> =>
    once(image.sha256, () => decodeImage(bytesOf(image)))
  return {
    pixels,
    mask: (image) => once(`mask ${image.sha256}`, () => decodeMask(bytesOf(image))),
    aligned: (input, target) => {
      const output = input.output as MetricImage
      return once(`${output.sha256} on ${target.sha256}`, async () =>
        alignTo(await pixels(output), await pixels(target)),
      )
    },
  }
}

/** Half of both sides above 512 px: colour differences are declared at this size. */
export const halved = (pixels: Pixels): Promise<Pixels> =>
  Math.max(pixels.width, pixels.height) > 512
    ? resizePixels(pixels, Math.round(pixels.width / 2), Math.round(pixels.height / 2))
    : Promise.resolve(pixels)
