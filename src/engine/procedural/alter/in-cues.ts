import type { Pixels } from '#image/pixels.ts'
import type { Operation } from '../operation.ts'
import { findCues } from '../see/find-cues.ts'
import { foundOf, type Found } from '../see/found.ts'
import { matteOf } from '../see/resolve-target.ts'
import { Sight } from '../see/sight.ts'
import { standingOutIn } from '../see/standing-out.ts'
import { withoutCues } from './add-thing.ts'
import type { Job } from './job.ts'
import { labOfName, recolour } from './recolour.ts'
import { filledBehind, takenFrom } from './take-away.ts'

function change(
  sight: Sight,
  operation: Operation,
  found: Found,
  job: Job,
): Promise<Pixels> | Pixels | undefined {
  if (operation.op === 'recolour')
    return recolour(sight.pixels, matteOf(sight, found), labOfName(operation.to))
  if (operation.op === 'remove')
    return filledBehind(sight.pixels, takenFrom(sight, found, job), job)
  return undefined
}

/** Changes what the boxes drawn on a picture point at, and paints the boxes out. Undefined without boxes. */
export async function changeInCues(
  sight: Sight,
  operation: Operation,
  job: Job,
): Promise<Pixels | undefined> {
  const cues = findCues(sight.pixels)
  if (cues.length === 0) return undefined
  let pixels = withoutCues(sight.pixels, job)
  let done = false
  for (const cue of cues) {
    const now = await Sight.open(pixels)
    const k = now.small.width / now.pixels.width
    const { left, top, width, height } = cue.box
    const box = { left: left * k, top: top * k, width: width * k, height: height * k }
    const node = standingOutIn(now, box)
    const found = node === undefined ? undefined : foundOf(now.maskOfNode(node))
    const changed = found && (await change(now, operation, found, job))
    if (!changed) continue
    pixels = changed
    done = true
  }
  return done ? pixels : undefined
}
