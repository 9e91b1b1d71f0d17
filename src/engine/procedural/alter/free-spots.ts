import type { Place } from '../operation.ts'
import type { Frame } from '../raster/crop.ts'
import { skyPatches } from '../see/find-sky.ts'
import { saliencyOf } from '../see/saliency.ts'
import type { Sight } from '../see/sight.ts'
import { scaleOf, type Standing } from './standing.ts'

/** How much of what catches the eye a frame would cover, 0 to 1. */
function covered(sight: Sight, frame: Frame): number {
  const k = scaleOf(sight)
  const { width, height, labels } = sight.patches
  const salience = saliencyOf(sight)
  let [sum, count] = [0, 0]
  for (
    let y = Math.max(0, Math.floor(frame.top / k));
    y < Math.min(height, (frame.top + frame.height) / k);
    y += 2
  )
    for (
      let x = Math.max(0, Math.floor(frame.left / k));
      x < Math.min(width, (frame.left + frame.width) / k);
      x += 2
    ) {
      sum += salience[labels[y * width + x]!]!
      count += 1
    }
  return count === 0 ? 1 : sum / count
}

const middleX = { left: 0.2, middle: 0.5, right: 0.8 }
export const middleY = { top: 0.2, middle: 0.5, bottom: 0.82 }

export interface Size {
  width: number
  height: number
}

/** Patch at a full-size place, the nearest one when it lies outside. */
function patchAt(sight: Sight, x: number, y: number): number {
  const k = scaleOf(sight)
  const { width, height } = sight.small
  const px = Math.min(width - 1, Math.max(0, Math.floor(x / k)))
  const py = Math.min(height - 1, Math.max(0, Math.floor(y / k)))
  return sight.patches.labels[py * width + px]!
}

/** Tries places across the picture and takes those that cover least; `sky` things stay in the sky. */
export function freeSpots(
  sight: Sight,
  { width, height }: Size,
  count: number,
  options: { rows: number[]; place?: Place; foot: boolean; sky?: boolean },
): Standing[] {
  const { pixels } = sight
  const { rows, place, foot } = options
  const sky = options.sky ? skyPatches(sight) : undefined
  const tries: { spot: Standing; cost: number }[] = []
  for (const row of rows) {
    for (let column = 0; column <= 12; column++) {
      const x = 0.08 + (0.84 * column) / 12
      const left = x * pixels.width - width / 2
      const top = row * pixels.height - (foot ? height : height / 2)
      const spot: Standing = { left, top, width, height, foot }
      const wanted = place?.across
        ? Math.abs(x - middleX[place.across]) * 4
        : Math.abs(x - 0.7) * 0.25
      const outside = sky && !sky[patchAt(sight, left + width / 2, top + height / 2)] ? 1.2 : 0
      tries.push({ spot, cost: covered(sight, spot) + wanted + outside })
    }
  }
  const chosen: Standing[] = []
  for (const { spot } of tries.sort((a, b) => a.cost - b.cost)) {
    if (chosen.length >= count) break
    const clash = chosen.some(
      (other) =>
        Math.abs(other.left - spot.left) < width * 0.9 &&
        Math.abs(other.top - spot.top) < height * 0.7,
    )
    if (!clash) chosen.push(spot)
  }
  return chosen
}
