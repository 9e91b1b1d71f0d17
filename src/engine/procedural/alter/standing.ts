import type { Frame } from '../raster/crop.ts'
import type { Box } from '../see/find-face.ts'
import type { Sight } from '../see/sight.ts'

/** Where one copy of a thing goes, in full-size pixels; `foot` when it stands on something. */
export interface Standing extends Frame {
  foot: boolean
}

/** Full-size pixels to one of the small size. */
export const scaleOf = ({ pixels, small }: Sight): number => pixels.width / small.width

export function enlarged(sight: Sight, { left, top, width, height }: Box): Frame {
  const k = scaleOf(sight)
  return { left: left * k, top: top * k, width: width * k, height: height * k }
}
