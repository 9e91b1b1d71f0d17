import { connectedComponents } from '#image/components.ts'
import type { Mask } from '#image/pixels.ts'
import type { Target } from '../operation.ts'
import { boxBlur } from '../raster/box-blur.ts'
import { grow } from '../raster/morphology.ts'
import type { Sight } from './sight.ts'

/** Small bright spots, with some of their glow: lamps, stars, highlights. Undefined when there are none. */
export function findLights(sight: Sight, { place }: Target): Mask | undefined {
  const { lab, small } = sight
  const { width, height } = small
  const around = boxBlur(lab.l, width, height, Math.round(width / 18))
  const data = new Uint8Array(lab.l.length)
  for (let at = 0; at < data.length; at++)
    if (lab.l[at]! > 66 && lab.l[at]! - around[at]! > 22) data[at] = 255
  const spots = connectedComponents({ width, height, data }).filter(({ area, box, centroid }) => {
    const round = Math.max(box.width, box.height) / Math.min(box.width, box.height) < 3
    const low = place?.down !== 'bottom' || centroid.y > height * 0.6
    const high = place?.down !== 'top' || centroid.y < height * 0.4
    const left = place?.across !== 'left' || centroid.x < width * 0.5
    const right = place?.across !== 'right' || centroid.x > width * 0.5
    return area < data.length * 0.006 && area > 2 && round && low && high && left && right
  })
  if (spots.length === 0) return undefined
  const mask: Mask = { width, height, data: new Uint8Array(data.length) }
  for (const { pixels } of spots) for (const at of pixels) mask.data[at] = 255
  return grow(mask, 2)
}

/** The brightest spot of a picture with its glare: the sun, or what stands for it. Undefined when half the picture is as bright. */
export function findGlare(sight: Sight): Mask | undefined {
  const { lab, small } = sight
  const { width, height } = small
  const highest = lab.l.reduce((most, value) => Math.max(most, value), 0)
  if (highest < 82) return undefined
  const data = new Uint8Array(lab.l.length)
  for (let at = 0; at < data.length; at++) if (lab.l[at]! > highest - 7) data[at] = 255
  const [spot] = connectedComponents({ width, height, data }).sort((a, b) => b.area - a.area)
  if (!spot || spot.area < 6 || spot.area > data.length * 0.12) return undefined
  const mask: Mask = { width, height, data: new Uint8Array(data.length) }
  for (const at of spot.pixels) mask.data[at] = 255
  return grow(mask, Math.round(Math.sqrt(spot.area) * 0.3))
}
