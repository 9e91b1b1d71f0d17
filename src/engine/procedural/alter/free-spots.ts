import type { Place } from '../operation.ts'
import type { Frame } from '../raster/crop.ts'
import { patchMeans } from '../see/by-colour.ts'
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

/** Tries places across the picture and takes those that cover least. */
export function freeSpots(
  sight: Sight,
  size: Size,
  count: number,
  options: { rows: number[]; place?: Place; foot: boolean; sky?: boolean },
): Standing[] {
  const { pixels } = sight
  const sky = options.sky ? skyPatches(sight) : undefined
  const isSky =
    sky &&
    patchMeans(
      sight,
      Float32Array.from(sight.patches.labels, (label) => sky[label]!),
    )
  const tries: { spot: Standing; cost: number }[] = []
  for (const row of options.rows) {
    for (let column = 0; column <= 12; column++) {
      const x = 0.08 + (0.84 * column) / 12
      const spot: Standing = {
        left: x * pixels.width - size.width / 2,
        top: row * pixels.height - (options.foot ? size.height : size.height / 2),
        ...size,
        foot: options.foot,
      }
      const wanted = options.place?.across
        ? Math.abs(x - middleX[options.place.across]) * 4
        : Math.abs(x - 0.7) * 0.25
      const k = scaleOf(sight)
      const label =
        sight.patches.labels[
          Math.min(
            sight.small.height - 1,
            Math.max(0, Math.floor((spot.top + size.height / 2) / k)),
          ) *
            sight.small.width +
            Math.min(
              sight.small.width - 1,
              Math.max(0, Math.floor((spot.left + size.width / 2) / k)),
            )
        ]!
      const outside = isSky ? 1.2 * (1 - isSky[label]!) : 0
      tries.push({ spot, cost: covered(sight, spot) + wanted + outside })
    }
  }
  const chosen: Standing[] = []
  for (const { spot } of tries.sort((a, b) => a.cost - b.cost)) {
    if (chosen.length >= count) break
    const clash = chosen.some(
      (other) =>
        Math.abs(other.left - spot.left) < size.width * 0.9 &&
        Math.abs(other.top - spot.top) < size.height * 0.7,
    )
    if (!clash) chosen.push(spot)
  }
  return chosen
}
