import type { Pixels } from '#image/pixels.ts'
import type { Component } from '#image/components.ts'
import { drawingOf } from '../draw/drawing-of.ts'
import type { Operation } from '../operation.ts'
import { maskOfPieces } from '../see/by-colour.ts'
import type { Found } from '../see/found.ts'
import { resolveTarget } from '../see/resolve-target.ts'
import { Sight } from '../see/sight.ts'
import { addThing } from './add-thing.ts'
import { findSpots } from './find-spot.ts'
import type { Job } from './job.ts'
import { cutOut, layOver } from './sprite.ts'
import { filledBehind, takenFrom } from './take-away.ts'

/** Pieces that are things of their own: none much smaller than the largest. */
const wholePieces = ({ pieces }: Found): Component[] =>
  pieces.filter(({ area }) => area > (pieces[0]?.area ?? 0) * 0.3)

/** Takes some of several things away, the last ones first. */
export async function takeSome(
  sight: Sight,
  found: Found,
  count: number,
  job: Job,
): Promise<Pixels> {
  const pieces = wholePieces(found)
    .toSorted((a, b) => b.centroid.x - a.centroid.x)
    .slice(0, count)
  const some: Found = { mask: maskOfPieces(found.mask, pieces), pieces }
  return filledBehind(sight.pixels, takenFrom(sight, some, job), job)
}

/** Sets copies of a thing beside it; drawn ones where it cannot be cut out. */
async function addSome(
  sight: Sight,
  found: Found | undefined,
  target: Extract<Operation, { op: 'count' }>['target'],
  count: number,
  job: Job,
): Promise<Pixels | undefined> {
  const piece = found && wholePieces(found)[0]
  const drawing = drawingOf(target.noun ?? '')
  if (!piece) {
    const thing = {
      noun: target.noun ?? '',
      count,
      ...(target.colour ? { colour: target.colour } : {}),
    }
    return drawing && addThing(sight, { op: 'add', thing, spot: {} }, job)
  }
  const one: Found = { mask: maskOfPieces(found.mask, [piece]), pieces: [piece] }
  const sprite = cutOut(sight.pixels, takenFrom(sight, one, job).shares)
  if (!sprite) return undefined
  const { frame } = sprite
  const shape = {
    wide: frame.width,
    tall: frame.height,
    stands:
      frame.top + frame.height > sight.pixels.height * 0.7 ? ('ground' as const) : ('air' as const),
    share: frame.height / sight.pixels.height,
    colour: [0, 0, 0] as const,
    draw: () => '',
  }
  let pixels = sight.pixels
  for (let copy = 0; copy < count; copy++) {
    const now = await Sight.open(pixels)
    const [spot] = findSpots(now, shape, { spot: {}, count: 1, scale: 1 })
    if (!spot) return undefined
    pixels = layOver(
      pixels,
      sprite.pixels,
      spot.left,
      shape.stands === 'ground' ? frame.top : spot.top,
    )
  }
  return pixels
}

/** Brings the number of some things to what is asked. */
export async function countThings(
  sight: Sight,
  { target, count, of }: Extract<Operation, { op: 'count' }>,
  job: Job,
): Promise<Pixels | undefined> {
  const found = resolveTarget(sight, { ...target, many: true })
  const there = found ? wholePieces(found).length : 0
  const missing = of === 'more' ? count : count - there
  if (missing === 0) return sight.pixels
  return missing > 0
    ? addSome(sight, found, target, missing, job)
    : found && takeSome(sight, found, -missing, job)
}
