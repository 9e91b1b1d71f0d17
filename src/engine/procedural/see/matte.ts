import type { Mask } from '#image/pixels.ts'
import { softBlur } from '../raster/box-blur.ts'
import type { Plane } from '../raster/enlarge.ts'
import { guidedFilter } from '../raster/guided-filter.ts'
import { grow, shrink } from '../raster/morphology.ts'
import { binsOf, colourModel } from './colour-model.ts'
import type { Sight } from './sight.ts'

function asPlane({ data }: Mask): Float32Array {
  const plane = new Float32Array(data.length)
  for (let at = 0; at < plane.length; at++) plane[at] = data[at]! / 255
  return plane
}

const smoothStep = (value: number, low: number, high: number): number => {
  const t = Math.min(1, Math.max(0, (value - low) / (high - low)))
  return t * t * (3 - 2 * t)
}

/** Chance of each small pixel to belong to the thing, by colours near its edge and distance to it. */
function byColour(sight: Sight, mask: Mask, reach: number): Float32Array {
  const { width, height } = mask
  const core = shrink(mask, 1)
  const near = grow(mask, reach)
  const wide = grow(mask, reach * 4)
  const bins = binsOf(sight.lab)
  const inside = asPlane(core)
  const outside = new Float32Array(bins.length)
  for (let at = 0; at < outside.length; at++) outside[at] = wide.data[at] && !mask.data[at] ? 1 : 0
  const [thing, rest] = [colourModel(bins, inside), colourModel(bins, outside)]
  const place = softBlur(asPlane(mask), width, height, Math.max(1, reach - 1))
  const chance = new Float32Array(bins.length)
  for (let at = 0; at < chance.length; at++) {
    if (!near.data[at]) continue
    const ratio = Math.max(-3, Math.min(3, Math.log(thing[bins[at]!]! / rest[bins[at]!]!)))
    const p = Math.min(0.98, Math.max(0.02, place[at]!))
    chance[at] = 1 / (1 + Math.exp(-(ratio * 0.7 + 2.2 * Math.log(p / (1 - p)))))
  }
  return chance
}

/**
 * A small mask as soft shares (0 to 1) at full size whose edges follow the picture: colours near the edge decide, then
 * a guided filter carries it up (Hosni et al. 2013, "Fast Cost-Volume Filtering", for the filtered decision).
 */
export function matte(sight: Sight, mask: Mask, options: { reach?: number } = {}): Plane {
  const { reach = 3 } = options
  const chance = byColour(sight, mask, reach)
  const cleaned = guidedFilter(sight.small, chance, { radius: 4, epsilon: 1e-3 })
  const decided = cleaned.data.map((value) => smoothStep(value, 0.3, 0.7))
  return sharpMatte(sight, decided)
}

/** Small shares carried up to full size along edges, without deciding again. */
function sharpMatte(sight: Sight, shares: Float32Array): Plane {
  const { pixels, small } = sight
  const shown = guidedFilter(small, shares, { radius: 2, epsilon: 2e-4, full: pixels })
  for (let at = 0; at < shown.data.length; at++)
    shown.data[at] = smoothStep(shown.data[at]!, 0.12, 0.88)
  return shown
}

/** Hard mask of where shares reach `least`. */
export function hardened({ width, height, data }: Plane, least = 0.5): Mask {
  const hard = new Uint8Array(data.length)
  for (let at = 0; at < hard.length; at++) if (data[at]! >= least) hard[at] = 255
  return { width, height, data: hard }
}
