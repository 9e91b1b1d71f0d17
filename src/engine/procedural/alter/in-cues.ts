import type { Pixels } from '#image/pixels.ts'
import type { Operation } from '../operation.ts'
import { findCues, type Cue } from '../see/find-cues.ts'
import type { Region } from '../see/regions.ts'
import { foundOf, matteOf, type Found } from '../see/resolve-target.ts'
import { Sight } from '../see/sight.ts'
import { withoutCues } from './add-thing.ts'
import type { Job } from './job.ts'
import { labOfName, recolour } from './recolour.ts'
import { filledBehind, takenFrom } from './take-away.ts'

/** The thing in a drawn box: of all regions that lie in it the one that stands out and fills it best. */
function thingIn(sight: Sight, { box }: Cue): Found | undefined {
  const k = sight.small.width / sight.pixels.width
  const [left, top, width, height] = [box.left * k, box.top * k, box.width * k, box.height * k]
  const inside = ({ left: l, right, top: t, bottom }: Region): boolean =>
    l >= left - 1 && right <= left + width + 1 && t >= top - 1 && bottom <= top + height + 1
  let best = { node: -1, score: -Infinity }
  for (const [node, { region, standOut }] of sight.tree.entries()) {
    if (!inside(region)) continue
    const off = Math.hypot(region.x - left - width / 2, region.y - top - height / 2) / width
    const score = 1.5 * Math.log1p(standOut / 10) + Math.log(region.area / (width * height)) - off
    if (score > best.score) best = { node, score }
  }
  return best.node < 0 ? undefined : foundOf(sight.maskOfNode(best.node))
}

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
    const found = thingIn(now, cue)
    const changed = found && (await change(now, operation, found, job))
    if (!changed) continue
    pixels = changed
    done = true
  }
  return done ? pixels : undefined
}
