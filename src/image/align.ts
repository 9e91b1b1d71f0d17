import type { Pixels } from './pixels.ts'
import { place } from './place.ts'
import { findPlacement } from './find-placement.ts'
import { inPlace, type Placement } from './register.ts'
import { resizePixels } from './resize.ts'

/** Whole pixels of the source's frame, right and bottom not included. */
export interface Rectangle {
  left: number
  top: number
  right: number
  bottom: number
}

export interface Aligned {
  pixels: Pixels
  /** What was done, kept with each score: `none`, or `resized`, `shifted`, `cropped` joined by `+`. */
  policy: string
  placement: Placement
  /** The part of the source's frame that the output shows. */
  shown: Rectangle
}

function policyOf(output: Pixels, source: Pixels, placement: Placement): string {
  const { scaleX, scaleY, shiftX, shiftY } = placement
  const isCropped = scaleX !== 1 || scaleY !== 1
  const done = [
    output.width !== source.width || output.height !== source.height ? 'resized' : '',
    isCropped ? 'cropped' : '',
    !isCropped && (shiftX !== 0 || shiftY !== 0) ? 'shifted' : '',
  ].filter((word) => word !== '')
  return done.join('+') || 'none'
}

/** Pixels of the source that lie wholly inside the output, two pixels clear of its edge where it was moved. */
function shownOf({ width, height }: Pixels, placement: Placement): Rectangle {
  const along = (side: number, scale: number, shift: number): [number, number] => {
    const low = (shift + 0.5 - 0.5 / scale) * side
    const high = (shift + 0.5 + 0.5 / scale) * side
    return [
      low <= 0 ? 0 : Math.min(side, Math.ceil(low) + 2),
      high >= side ? side : Math.max(0, Math.floor(high) - 2),
    ]
  }
  const [left, right] = along(width, placement.scaleX, placement.shiftX)
  const [top, bottom] = along(height, placement.scaleY, placement.shiftY)
  return { left, top, right, bottom }
}

/** The output in the source's size, and nothing more. */
export async function fitTo(output: Pixels, source: Pixels): Promise<Aligned> {
  return {
    pixels: await resizePixels(output, source.width, source.height),
    policy: policyOf(output, source, inPlace),
    placement: inPlace,
    shown: shownOf(source, inPlace),
  }
}

/**
 * Brings an output into the frame of its source: another size is resized; a shift of up to 5 % of the
 * side and a crop of up to a fifth are taken back, to about a tenth of a pixel where the rest of the picture was kept.
 * An output that another placement does not explain better is left in place. Says what it did.
 */
export async function alignTo(output: Pixels, source: Pixels): Promise<Aligned> {
  const placement = await findPlacement(output, source)
  if (placement === inPlace) return fitTo(output, source)
  return {
    pixels: place(output, source, placement),
    policy: policyOf(output, source, placement),
    placement,
    shown: shownOf(source, placement),
  }
}
