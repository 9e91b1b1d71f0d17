import type { Mask } from '#image/pixels.ts'
import { fillHoles } from '../raster/morphology.ts'
import { findFaces, type Face } from './find-face.ts'
import type { Region } from './regions.ts'
import type { Sight } from './sight.ts'

const disc = (mask: Mask, cx: number, cy: number, rx: number, ry: number): void => {
  for (let y = Math.max(0, Math.floor(cy - ry)); y <= Math.min(mask.height - 1, cy + ry); y++)
    for (let x = Math.max(0, Math.floor(cx - rx)); x <= Math.min(mask.width - 1, cx + rx); x++)
      if (((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1) mask.data[y * mask.width + x] = 255
}

function ofFace(sight: Sight, { eyes, width }: Face): Mask {
  const mask: Mask = {
    width: sight.small.width,
    height: sight.small.height,
    data: new Uint8Array(sight.lab.l.length),
  }
  const radius = Math.max(1.5, width * 0.06)
  for (const [x, y] of eyes) disc(mask, x, y, radius, radius)
  return mask
}

interface Eye {
  node: number
  region: Region
  standOut: number
}

/** How well two regions go together as eyes: level, alike in size and colour, a few widths apart. */
function pairScore(one: Eye, two: Eye): number {
  const width = (one.region.right - one.region.left + two.region.right - two.region.left) / 2 + 1
  const apart = Math.abs(one.region.x - two.region.x) / width
  const level = Math.abs(one.region.y - two.region.y) / width
  if (apart < 1.3 || apart > 4.5 || level > 0.9) return 0
  const size =
    Math.min(one.region.area, two.region.area) / Math.max(one.region.area, two.region.area)
  const colour = Math.hypot(
    one.region.l - two.region.l,
    one.region.a - two.region.a,
    one.region.b - two.region.b,
  )
  if (size < 0.25 || colour > 30) return 0
  const strength =
    Math.min(one.standOut, two.standOut) * Math.sqrt(one.region.area + two.region.area)
  return strength * size * Math.exp(-((colour / 18) ** 2)) * (1 - 0.5 * level)
}

/** Two round patches of one colour side by side: an animal's eyes. */
function pairOf(sight: Sight): Mask | undefined {
  const total = sight.lab.l.length
  const eyes = sight.tree.flatMap(({ region, standOut }, node): Eye[] => {
    const [w, h] = [region.right - region.left + 1, region.bottom - region.top + 1]
    const fill = region.area / (w * h)
    const share = region.area / total
    const fits = share > 0.001 && share < 0.04 && w / h > 0.6 && w / h < 2.2 && fill > 0.5
    // Eyes are dark in the middle, or of a colour of their own.
    return fits && standOut > 12 && region.rough > 4 ? [{ node, region, standOut }] : []
  })
  let best: { score: number; pair: [Eye, Eye] } | undefined
  for (const [index, one] of eyes.entries()) {
    for (const two of eyes.slice(index + 1)) {
      const score = pairScore(one, two)
      if (score > (best?.score ?? 0)) best = { score, pair: [one, two] }
    }
  }
  if (!best) return undefined
  const [one, two] = best.pair.map(({ node }) => sight.maskOfNode(node).data) as [
    Uint8Array,
    Uint8Array,
  ]
  const data = one.map((value, at) => value || two[at]!)
  return fillHoles({ width: sight.small.width, height: sight.small.height, data })
}

/** The eyes, of a face where there is one. Undefined when no two patches look like eyes. */
export function findEyes(sight: Sight, animal: boolean): Mask | undefined {
  const face = animal ? undefined : findFaces(sight)[0]
  return face ? ofFace(sight, face) : pairOf(sight)
}
