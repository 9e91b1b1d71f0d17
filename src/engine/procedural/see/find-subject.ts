import type { Mask } from '#image/pixels.ts'
import { coverage, fillHoles } from '../raster/morphology.ts'
import { maskOfPieces, piecesOf } from './by-colour.ts'
import { findEyes } from './find-eyes.ts'
import { findFaces, type Face } from './find-face.ts'
import { grab, maskOfSides } from './grab.ts'
import { saliencyOf } from './saliency.ts'
import type { Sight } from './sight.ts'

/** Belief in a patch beside or above the face: `dx` in face widths from its middle, `down` in face heights below its top. */
function aboveChin(dx: number, down: number): number {
  if (dx < 0.42 && down > 0) return 0.995
  if (dx < 0.66 && down > -0.5) return 0.8
  return dx < 1 && down > -0.75 ? 0.34 : 0.005
}

/** Belief in a patch below the chin, `depth` in face heights. */
function belowChin(dx: number, depth: number, spread: number): number {
  if (depth > 6.5) return 0.005
  if (depth > 0.3 && dx < 0.4) return depth < 1.7 ? 0.93 : 0.69
  const reach = 0.65 + Math.min(spread, depth)
  if (dx < reach) return 0.5
  return dx < reach * 1.4 ? 0.31 : 0.005
}

/** What is believed of the patches when a face is known: head above, shoulders and body below. */
function beliefByFace(sight: Sight, face: Face): Float32Array {
  const { left, top, width, height } = face
  // Whoever is seen whole stands narrow; a portrait's shoulders fill the frame.
  const spread = sight.small.height - top - height > height * 4.5 ? 0.35 : 1.25
  return Float32Array.from(sight.regions, ({ x, y, frame }) => {
    const dx = Math.abs(x - left - width / 2) / width
    const down = (y - top) / height
    // What reaches the sides of the picture is more likely behind than beside.
    if (dx > 1.1 && frame[0] + frame[1] > 3) return 0.22
    return down < 1 ? aboveChin(dx, down) : belowChin(dx, down - 1, spread)
  })
}

function beliefBySaliency(sight: Sight): Float32Array {
  const saliency = saliencyOf(sight)
  const sorted = saliency.toSorted()
  const [low, high] = [
    sorted[Math.floor(sorted.length * 0.55)]!,
    sorted[Math.floor(sorted.length * 0.88)]!,
  ]
  return saliency.map((value) => {
    const part = (value - low) / Math.max(1e-6, high - low)
    return Math.min(0.93, Math.max(0.03, 0.2 + 0.6 * part))
  })
}

/** Keeps the largest piece and those at least a third of it. */
function largest(mask: Mask): Mask {
  const pieces = piecesOf(mask, 2, 0.002).sort((a, b) => b.area - a.area)
  const least = (pieces[0]?.area ?? 0) / 3
  return maskOfPieces(
    mask,
    pieces.filter(({ area }) => area >= least),
  )
}

/** Head of an animal seen from near: an ellipse about its eyes. */
function beliefByEyes(sight: Sight, eyes: Mask): Float32Array | undefined {
  const pair = piecesOf(eyes, 0, 0)
    .sort((a, b) => b.area - a.area)
    .slice(0, 2)
  const [one, two] = pair
  if (!one || !two) return undefined
  const apart = Math.hypot(one.centroid.x - two.centroid.x, one.centroid.y - two.centroid.y)
  const [cx, cy] = [
    (one.centroid.x + two.centroid.x) / 2,
    (one.centroid.y + two.centroid.y) / 2 + apart * 0.2,
  ]
  return Float32Array.from(sight.regions, ({ x, y }) => {
    const far = Math.hypot((x - cx) / (apart * 1.05), (y - cy) / (apart * 1.2))
    return far < 0.75 ? 0.99 : far < 1.15 ? 0.7 : far < 1.6 ? 0.4 : 0.06
  })
}

/** An animal whose face fills much of the picture; undefined when no two eyes are that far apart. */
export function nearAnimal(sight: Sight): Mask | undefined {
  const eyes = findEyes(sight, true)
  const belief = eyes && beliefByEyes(sight, eyes)
  if (!eyes || !belief || coverage(eyes) < 0.006) return undefined
  return fillHoles(largest(maskOfSides(sight, grab(sight, belief, { smoothness: 3, colour: 0.5 }))))
}

const personOf = (sight: Sight, face: Face): Uint8Array =>
  sight.once(`person ${face.left} ${face.top}`, () =>
    grab(sight, beliefByFace(sight, face), { smoothness: 3, colour: 0.8 }),
  )

/** Patches of the person with the surest face; none without a face. */
export const personPatches = (sight: Sight): Uint8Array | undefined => {
  const face = findFaces(sight)[0]
  return face && personOf(sight, face)
}

/** The people of a picture as masks at the small size, from left to right. */
export const findPeople = (sight: Sight): Mask[] =>
  findFaces(sight)
    .slice(0, 5)
    .toSorted((one, two) => one.left - two.left)
    .map((face) => fillHoles(largest(maskOfSides(sight, personOf(sight, face)))))

/** Who or what the picture is of, at the small size: round a face if there is one, else what stands out most. */
export function findSubject(sight: Sight): Mask | undefined {
  const sides =
    personPatches(sight) ?? grab(sight, beliefBySaliency(sight), { smoothness: 2.5, colour: 0.8 })
  const mask = maskOfSides(sight, sides)
  return mask.data.includes(255) ? fillHoles(largest(mask)) : undefined
}
