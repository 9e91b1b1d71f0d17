import { colourAnchors, srgbToLab } from '#image/colour.ts'
import { labPlanes } from '#image/planes.ts'
import type { Pixels } from '#image/pixels.ts'

export type ColourName = keyof typeof colourAnchors

export const colourNames = Object.keys(colourAnchors) as ColourName[]
const anchors = colourNames.map((name) => srgbToLab(...colourAnchors[name]))
/** Farther than this from every anchor, a pixel has no name. */
const farthest = 34

/** Index of the nearest named colour for each pixel, 255 for none. */
export function nameColours(pixels: Pixels): Uint8Array {
  const [l, a, b] = labPlanes(pixels)
  const named = new Uint8Array(l.length).fill(255)
  for (let index = 0; index < l.length; index++) {
    let least = farthest
    for (let name = 0; name < anchors.length; name++) {
      const anchor = anchors[name]!
      const distance = Math.hypot(
        l[index]! - anchor[0],
        a[index]! - anchor[1],
        b[index]! - anchor[2],
      )
      if (distance < least) {
        least = distance
        named[index] = name
      }
    }
  }
  return named
}
