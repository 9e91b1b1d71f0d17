import type { Pixels } from '#image/pixels.ts'
import { rasteriseSvg } from '#image/svg.ts'
import { drawingOf, thingSvg } from '../draw/drawing-of.ts'
import type { Drawing } from '../draw/drawing.ts'
import type { Operation, Thing } from '../operation.ts'
import { crop, frameWithin } from '../raster/crop.ts'
import { grow, union } from '../raster/morphology.ts'
import { inpaint } from '../fill/inpaint.ts'
import { findCues } from '../see/find-cues.ts'
import { Sight } from '../see/sight.ts'
import { findSpots } from './find-spot.ts'
import type { Standing } from './standing.ts'
import type { Job } from './job.ts'
import { groundShadow, layOver, litBy, softened } from './sprite.ts'

const luminous = new Set(['sun', 'moon', 'stars', 'fire', 'rainbow', 'candle'])

/** Draws one thing into a picture, lit by what is round it and with a shadow where it stands. */
export async function drawInto(
  pixels: Pixels,
  drawing: Drawing,
  thing: Pick<Thing, 'noun' | 'colour'>,
  at: Standing,
  careful: boolean,
): Promise<Pixels> {
  const [width, height] = [Math.max(2, Math.round(at.width)), Math.max(2, Math.round(at.height))]
  let drawn = await rasteriseSvg(thingSvg(drawing, thing.colour), width, height)
  let below = pixels
  if (careful) {
    const around = frameWithin(pixels, {
      left: at.left - width * 0.3,
      top: at.top - height * 0.3,
      width: width * 1.6,
      height: height * 1.6,
    })
    if (!luminous.has(thing.noun)) drawn = litBy(drawn, crop(pixels, around), 0.42)
    drawn = softened(drawn, Math.max(1, Math.round(pixels.width / 1000)))
    if (at.foot)
      below = groundShadow(pixels, { x: at.left + width / 2, y: at.top + height * 0.985, width })
  }
  return layOver(below, drawn, at.left, at.top)
}

/** Paints out the drawn boxes that pointed at a place. */
export function withoutCues(pixels: Pixels, job: Job): Pixels {
  const cues = findCues(pixels)
  if (cues.length === 0) return pixels
  const lines = cues.map(({ line }) => line).reduce(union)
  return inpaint(pixels, grow(lines, 2), { seed: job.seed, patches: job.tier.careful })
}

/** Adds things of the vocabulary where they are asked for, or where such things are at home. */
export async function addThing(
  sight: Sight,
  { thing, spot }: Extract<Operation, { op: 'add' }>,
  job: Job,
): Promise<Pixels | undefined> {
  const drawing = drawingOf(thing.noun)
  if (!drawing) {
    job.warn(`"${thing.noun}" is not among the things that can be drawn`)
    return undefined
  }
  const scale = thing.size === 'large' ? 1.5 : thing.size === 'small' ? 0.6 : 1
  const spots = findSpots(sight, drawing, { spot, count: thing.count, scale })
  if (spots.length === 0) return undefined
  let pixels = spot.cue ? withoutCues(sight.pixels, job) : sight.pixels
  for (const at of spots) pixels = await drawInto(pixels, drawing, thing, at, job.tier.careful)
  return pixels
}
