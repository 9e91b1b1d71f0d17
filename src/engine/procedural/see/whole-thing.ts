import type { Mask } from '#image/pixels.ts'
import { fillHoles, grow, union } from '../raster/morphology.ts'
import { maskOfPieces, piecesOf } from './by-colour.ts'
import { personPatches } from './find-subject.ts'
import { grab, maskOfSides } from './grab.ts'
import { colourStep } from './regions.ts'
import { boxOf, type Found } from './found.ts'
import type { Sight } from './sight.ts'

/** Largest step of colour that is still shading. */
const shading = 6.5

/** Patches of the surroundings: outside the box, or reached from there without crossing an edge. */
function reachedFromOutside(sight: Sight, inside: Uint8Array, nearBox: Uint8Array): Uint8Array {
  const reached = nearBox.map((near) => (near ? 0 : 1))
  for (let before = -1, size = 0; before !== size;) {
    before = size
    for (const { first, second, step } of sight.borders) {
      if (reached[first] === reached[second]) continue
      const next = reached[first] ? second : first
      const across = Math.min(step, colourStep(sight.regions[first]!, sight.regions[second]!))
      if (!inside[next] && across < shading) reached[next] = 1
    }
    size = reached.reduce((sum, value) => sum + value, 0)
  }
  return reached
}

/**
 * The whole of a thing of which a part was found by its colour: wheels, handle and stand too. Within its box, whatever
 * cannot be reached from outside without crossing an edge belongs to it.
 */
export function wholeThing(sight: Sight, found: Found): Mask {
  const { labels, count } = sight.patches
  const areas = new Float32Array(count)
  for (let at = 0; at < labels.length; at++) if (found.mask.data[at]) areas[labels[at]!]! += 1
  const inside = Uint8Array.from(areas, (area, patch) =>
    area > sight.regions[patch]!.area * 0.5 ? 1 : 0,
  )
  const boxes = found.pieces.map(boxOf)
  const within = (index: number, part: number): boolean => {
    const { x, y } = sight.regions[index]!
    return boxes.some(({ left, top, width, height }) => {
      const [dx, dy] = [width * part + 4, height * part + 4]
      return x > left - dx && x < left + width + dx && y > top - dy && y < top + height + dy
    })
  }
  const person = personPatches(sight)
  const nearBox = Uint8Array.from(inside, (_, patch) => (within(patch, 0.22) ? 1 : 0))
  const reached = reachedFromOutside(sight, inside, nearBox)
  // What looks like something farther off is a bit of that, cut off from it.
  const beyond = sight.regions.filter(
    (_, patch) => !nearBox[patch] && !person?.[patch] && within(patch, 1.1),
  )
  const isElsewhere = (patch: number): boolean =>
    beyond.some((region) => colourStep(region, sight.regions[patch]!) < shading)
  const belief = Float32Array.from(inside, (part, patch) => {
    if (part) return 0.995
    if (!nearBox[patch] || (person?.[patch] && !inside[patch])) return 0.003
    return reached[patch] || isElsewhere(patch) ? 0.12 : 0.82
  })
  const around = Uint8Array.from(belief, (value, patch) =>
    value < 0.2 && within(patch, 0.9) && !person?.[patch] ? 1 : 0,
  )
  const sides = grab(sight, belief, { smoothness: 0.6, colour: 0.5, rounds: 1, around })
  const whole = maskOfSides(sight, sides)
  // Only what hangs together with what was found, thin stalks between them counted in.
  const close = grow(found.mask, 7)
  const pieces = piecesOf(whole, 1, 0.0001).filter(({ pixels }) =>
    pixels.some((at) => close.data[at]),
  )
  return fillHoles(union(maskOfPieces(whole, pieces), found.mask))
}
