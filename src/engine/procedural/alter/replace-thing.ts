import type { Pixels } from '#image/pixels.ts'
import { drawingOf } from '../draw/drawing-of.ts'
import type { Operation } from '../operation.ts'
import { frameOf } from '../raster/crop.ts'
import { isStuff } from '../see/find-stuff.ts'
import { resolveTarget } from '../see/resolve-target.ts'
import type { Sight } from '../see/sight.ts'
import { drawInto } from './add-thing.ts'
import type { Job } from './job.ts'
import { filledBehind, takenFrom } from './take-away.ts'

/** Takes a thing away and draws another as large in its place. */
export async function replaceThing(
  sight: Sight,
  { target, thing }: Extract<Operation, { op: 'replace' }>,
  job: Job,
): Promise<Pixels | undefined> {
  const drawing = drawingOf(thing.noun)
  const found = resolveTarget(sight, target)
  if (!drawing) job.warn(`"${thing.noun}" is not among the things that can be drawn`)
  if (!drawing || !found || isStuff(target.noun)) return undefined
  const taken = takenFrom(sight, found, job)
  const frame = frameOf(taken.shares, 0.5)
  if (!frame) return undefined
  const behind = filledBehind(sight.pixels, taken, job)
  // The same size of thing, standing where the old one stood.
  const scale = Math.sqrt((frame.width * frame.height) / (drawing.wide * drawing.tall))
  const [width, height] = [drawing.wide * scale, drawing.tall * scale]
  const stands = drawing.stands === 'ground'
  const at = {
    left: frame.left + (frame.width - width) / 2,
    top: stands ? frame.top + frame.height - height : frame.top + (frame.height - height) / 2,
    width,
    height,
    foot: stands,
  }
  return drawInto(
    behind,
    drawing,
    {
      noun: thing.noun,
      ...((thing.colour ?? target.colour) ? { colour: thing.colour ?? target.colour! } : {}),
    },
    at,
    job.tier.careful,
  )
}
