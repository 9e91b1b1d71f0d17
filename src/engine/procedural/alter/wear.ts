import type { Drawing } from '../draw/drawing.ts'
import type { Target } from '../operation.ts'
import { coverage } from '../raster/morphology.ts'
import { piecesOf } from '../see/by-colour.ts'
import { findEyes } from '../see/find-eyes.ts'
import { findFaces } from '../see/find-face.ts'
import { boxOf } from '../see/found.ts'
import { resolveTarget } from '../see/resolve-target.ts'
import type { Sight } from '../see/sight.ts'
import { enlarged, scaleOf, type Standing } from './standing.ts'

/** Head, eyes and neck of whoever is meant: a face, or for an animal its two eyes, or the top of its box. */
interface Head {
  /** Middle of the eyes, and how far they are apart. */
  x: number
  y: number
  apart: number
  top: number
  chin: number
  width: number
}

/** Of a person: the face. */
function headOfFace(sight: Sight): Head | undefined {
  const face = findFaces(sight)[0]
  if (!face) return undefined
  const k = scaleOf(sight)
  const { left, top, width, height } = face
  const [one, two] = face.eyes as [[number, number], [number, number]]
  // Eyes sit two fifths down a face; what was taken for them may be a brow or a fringe.
  const apart = Math.min(0.52, Math.max(0.34, (two[0] - one[0]) / width)) * width
  const line = Math.max(top + height * 0.3, Math.min(top + height * 0.5, (one[1] + two[1]) / 2))
  return {
    x: (left + width / 2) * k,
    y: line * k,
    apart: apart * k,
    top: top * k,
    chin: (top + height) * k,
    width: width * k,
  }
}

/** Of an animal seen from near: its two eyes. */
function headOfEyes(sight: Sight, named: boolean): Head | undefined {
  const eyes = findEyes(sight, true)
  // Where nobody is named, only eyes that cannot be overlooked.
  if (!eyes || (!named && coverage(eyes) < 0.006)) return undefined
  const [one, two] = piecesOf(eyes, 0, 0)
    .sort((a, b) => b.area - a.area)
    .map(({ centroid }) => centroid)
  if (!one || !two) return undefined
  const k = scaleOf(sight)
  const apart = Math.hypot(one.x - two.x, one.y - two.y) * k
  const y = ((one.y + two.y) / 2) * k
  const x = ((one.x + two.x) / 2) * k
  return { x, y, apart, top: y - apart * 0.9, chin: y + apart * 1.2, width: apart * 2.1 }
}

/** Of anything else: the top of its box. */
function headOfBox(sight: Sight, target: Target): Head | undefined {
  const piece = resolveTarget(sight, target)?.pieces[0]
  if (!piece) return undefined
  const box = enlarged(sight, boxOf(piece))
  const width = Math.min(box.width, box.height * 0.8) * 0.7
  return {
    x: box.left + box.width / 2,
    y: box.top + width * 0.45,
    apart: width * 0.42,
    top: box.top,
    chin: box.top + width,
    width,
  }
}

function headOf(sight: Sight, target: Target | undefined): Head | undefined {
  const isAnimal = /dog|cat|bird|horse|cow|rabbit/.test(`${target?.noun} ${target?.owner}`)
  if (!target) return headOfFace(sight) ?? headOfEyes(sight, false)
  if (isAnimal) return headOfEyes(sight, true) ?? headOfBox(sight, target)
  return headOfFace(sight) ?? headOfBox(sight, target)
}

/** A worn thing on a head: hats above, glasses on the eyes, collars below the chin. */
export function wornAt(sight: Sight, drawing: Drawing, target: Target | undefined): Standing[] {
  const head = headOf(sight, target)
  if (!head) return []
  const ratio = drawing.tall / drawing.wide
  const at = (width: number, middle: number): Standing => ({
    left: head.x - width / 2,
    top: middle - (width * ratio) / 2,
    width,
    height: width * ratio,
    foot: false,
  })
  if (drawing.stands === 'head') {
    const width = head.width * Math.min(1.5, (drawing.wide / drawing.tall) * 0.85 + 0.2)
    const height = width * ratio
    const top = head.top + head.width * 0.12 - height * 0.86
    return [{ left: head.x - width / 2, top, width, height, foot: false }]
  }
  if (drawing.stands === 'eyes') return [at(head.apart * 2.35, head.y)]
  if (drawing.stands === 'lip') return [at(head.apart * 1.25, head.y + (head.chin - head.y) * 0.46)]
  const width = head.width * 1.12
  const lowest = sight.pixels.height - width * ratio * 0.3
  return [at(width, Math.min(lowest, head.chin + width * ratio * 0.42))]
}
