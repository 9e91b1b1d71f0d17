import type { Frame } from '../raster/crop.ts'
import { piecesOf } from '../see/by-colour.ts'
import { findSubject } from '../see/find-subject.ts'
import { boxOf } from '../see/found.ts'
import type { Sight } from '../see/sight.ts'
import { enlarged } from './standing.ts'

/** Box of the subject at full size. */
export function subjectFrame(sight: Sight): Frame | undefined {
  const mask = findSubject(sight)
  const piece = mask && piecesOf(mask, 2, 0.001).sort((a, b) => b.area - a.area)[0]
  return piece && enlarged(sight, boxOf(piece))
}
