import { alignTo, fitTo, type Aligned } from '#image/align.ts'
import { decodeImage, decodeMask } from '#image/decode.ts'
import { onWhite, type Mask, type Pixels } from '#image/pixels.ts'
import { resizePixels } from '#image/resize.ts'
import type { MetricImage, MetricInput } from '#schema/metric.ts'

/** Keeps what was made for one turn, so that ten metrics decode and align a picture once. One turn at a time. */
export interface Opener {
  /** Seen on white where it is transparent. */
  pixels(image: MetricImage): Promise<Pixels>
  mask(image: MetricImage): Promise<Mask>
  /** The output in the frame of `target`: by registration, or only resized where the user asked for no alignment. */
  aligned(input: MetricInput, target: MetricImage): Promise<Aligned>
  /** What several metrics derive from the same pictures, made once. The key names the pictures and what is made. */
  once<T>(key: string, make: () => Promise<T>): Promise<T>
}

function bytesOf({ sha256, bytes }: MetricImage): Uint8Array {
  if (!bytes) throw new Error(`the picture ${sha256} is missing or damaged in the workspace`)
  return bytes
}

/** A source serves all models of a case; some dozen pictures and planes of up to 8 MB are kept. */
const mostKept = 24

export function createOpener(): Opener {
  const kept = new Map<string, Promise<unknown>>()
  const once = <T>(key: string, make: () => Promise<T>): Promise<T> => {
    const known = kept.get(key) as Promise<T> | undefined
    if (known) return known
    if (kept.size >= mostKept) kept.delete(kept.keys().next().value as string)
    const made = make()
    kept.set(key, made)
    return made
  }
  const pixels = (image: MetricImage): Promise<Pixels> =>
    once(image.sha256, async () => onWhite(await decodeImage(bytesOf(image))))
  return {
    once,
    pixels,
    mask: (image) => once(`mask ${image.sha256}`, () => decodeMask(bytesOf(image))),
    aligned: (input, target) => {
      const output = input.output as MetricImage
      const isFree = input.align !== 'none'
      return once(
        `${output.sha256} ${isFree ? 'aligned' : 'fitted'} to ${target.sha256}`,
        async () => (isFree ? alignTo : fitTo)(await pixels(output), await pixels(target)),
      )
    },
  }
}

/** Half of both sides above 512 px: colour differences are declared at this size. */
export const halved = (pixels: Pixels): Promise<Pixels> =>
  Math.max(pixels.width, pixels.height) > 512
    ? resizePixels(pixels, Math.round(pixels.width / 2), Math.round(pixels.height / 2))
    : Promise.resolve(pixels)
