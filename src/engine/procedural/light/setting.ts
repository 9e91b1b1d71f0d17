import { enlarge, type Plane } from '../raster/enlarge.ts'
import { skyPatches } from '../see/find-sky.ts'
import { findFaces } from '../see/find-face.ts'
import { maskOfSides } from '../see/grab.ts'
import { matte } from '../see/matte.ts'
import type { Sight } from '../see/sight.ts'

/** What a change of light needs to know of a picture. */
export interface Setting {
  seed: number
  careful: boolean
  /** Share of sky of each pixel, where there is one. */
  sky?: Plane
  /** Row where the sky ends, 0 to 1; 0.4 without one. */
  horizon: number
  /** 1 on a face and near it, so that snow does not lie on cheeks. */
  face?: Plane
}

/** Finds the sky and how far down it reaches. */
export function settingOf(sight: Sight, seed: number, careful: boolean): Setting {
  const patches = skyPatches(sight)
  const setting: Setting = { seed, careful, horizon: 0.4 }
  const face = findFaces(sight)[0]
  if (face) setting.face = facePlane(sight, face)
  if (!patches) return setting
  const mask = maskOfSides(sight, patches)
  const { width, height } = mask
  const rows = Array.from({ length: height }, (_, y) => {
    let count = 0
    for (let x = 0; x < width; x++) if (mask.data[y * width + x]) count += 1
    return count / width
  })
  const last = rows.findLastIndex((share) => share > 0.12)
  const { pixels } = sight
  const sky = careful
    ? matte(sight, mask)
    : {
        width: pixels.width,
        height: pixels.height,
        data: enlarge(
          { width, height, data: Float32Array.from(mask.data, (v) => v / 255) },
          pixels.width,
          pixels.height,
        ),
      }
  return { ...setting, sky, horizon: Math.max(0.1, last / height) }
}

function facePlane(
  sight: Sight,
  face: { left: number; top: number; width: number; height: number },
): Plane {
  const { width, height } = sight.small
  const data = new Float32Array(width * height)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      const dx = (x - face.left - face.width / 2) / face.width
      const dy = (y - face.top - face.height / 2) / face.height
      data[at] = Math.min(1, Math.max(0, 1.6 - 1.6 * Math.hypot(dx, dy)))
    }
  return {
    width: sight.pixels.width,
    height: sight.pixels.height,
    data: enlarge({ width, height, data }, sight.pixels.width, sight.pixels.height),
  }
}
