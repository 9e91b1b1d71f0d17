import type { Pixels } from '#image/pixels.ts'
import type { Operation, Place } from '../operation.ts'
import { isStuff } from '../see/find-stuff.ts'
import { findCues } from '../see/find-cues.ts'
import { boxOf } from '../see/found.ts'
import { resolveTarget } from '../see/resolve-target.ts'
import type { Sight } from '../see/sight.ts'
import { freeSpots } from './free-spots.ts'
import type { Job } from './job.ts'
import { cutOut, groundShadow, layOver, scaled, type Sprite } from './sprite.ts'
import { filledBehind, takenFrom } from './take-away.ts'
import { withoutCues } from './add-thing.ts'

type Move = Extract<Operation, { op: 'move' }>

/** New left edge and top for a frame that goes to a side: far enough to be seen, on as free a place as there is. */
function toSide(sight: Sight, { frame }: Sprite, place: Place): [number, number] {
  const { height } = sight.pixels
  const room = height - frame.height
  const tops = {
    top: Math.min(frame.top - height * 0.15, room * 0.2),
    middle: room / 2,
    bottom: Math.max(frame.top + height * 0.15, room * 0.9),
  }
  const top = place.down ? tops[place.down] : frame.top
  const inside = Math.min(room * 0.98, Math.max(room * 0.02, top))
  if (!place.across) return [frame.left, inside]
  const rows = [(inside + frame.height / 2) / height]
  const [spot] = freeSpots(sight, frame, 1, { rows, place, foot: false })
  return [spot?.left ?? frame.left, inside]
}

function bySomething(
  sight: Sight,
  { frame }: Sprite,
  by: NonNullable<Move['to']['by']>,
): [number, number] | undefined {
  const piece = resolveTarget(sight, by.target)?.pieces[0]
  if (!piece) return undefined
  const k = sight.pixels.width / sight.small.width
  const box = boxOf(piece)
  const [left, top, width, height] = [box.left * k, box.top * k, box.width * k, box.height * k]
  const gap = frame.width * 0.12
  const low = top + height - frame.height
  switch (by.relation) {
    case 'left-of':
      return [left - gap - frame.width, low]
    case 'right-of':
    case 'beside':
      return [left + width + gap, low]
    case 'above':
      return [left + (width - frame.width) / 2, top - gap - frame.height]
    case 'below':
      return [left + (width - frame.width) / 2, top + height + gap]
    case 'on':
      return [
        left + (width - frame.width) / 2,
        top + Math.min(height, frame.height) * 0.3 - frame.height,
      ]
    default:
      return by.relation satisfies never
  }
}

function destination(sight: Sight, sprite: Sprite, { to }: Move): [number, number] | undefined {
  if (to.cue) {
    const cue =
      findCues(sight.pixels).find(
        ({ box }) =>
          box.left > sprite.frame.left + sprite.frame.width ||
          box.left + box.width < sprite.frame.left,
      ) ?? findCues(sight.pixels)[0]
    if (!cue) return undefined
    const { box } = cue
    return [
      box.left + (box.width - sprite.frame.width) / 2,
      box.top + (box.height - sprite.frame.height) / 2,
    ]
  }
  if (to.by) return bySomething(sight, sprite, to.by)
  return to.place ? toSide(sight, sprite, to.place) : undefined
}

/** Cuts a thing out, fills the hole, sets it down elsewhere. */
export async function moveThing(
  sight: Sight,
  operation: Move,
  job: Job,
): Promise<Pixels | undefined> {
  const found = resolveTarget(sight, operation.target)
  if (!found || isStuff(operation.target.noun)) return undefined
  const taken = takenFrom(sight, found, job)
  const sprite = cutOut(sight.pixels, taken.shares)
  const goal = sprite && destination(sight, sprite, operation)
  if (!sprite || !goal) return undefined
  const behind = filledBehind(sight.pixels, taken, job)
  const cleared = operation.to.cue ? withoutCues(behind, job) : behind
  return layOver(cleared, sprite.pixels, goal[0], goal[1])
}

/** Cuts a thing out and sets it back larger or smaller, on the same foot. */
export async function resizeThing(
  sight: Sight,
  { target, factor }: Extract<Operation, { op: 'resize' }>,
  job: Job,
): Promise<Pixels | undefined> {
  const found = resolveTarget(sight, target)
  if (!found || isStuff(target.noun)) return undefined
  const taken = takenFrom(sight, found, job)
  const sprite = cutOut(sight.pixels, taken.shares)
  if (!sprite) return undefined
  const behind = filledBehind(sight.pixels, taken, job)
  const sized = await scaled(sprite.pixels, factor)
  const { frame } = sprite
  const left = frame.left + (frame.width - sized.width) / 2
  const top = frame.top + frame.height - sized.height
  const low = frame.top + frame.height > sight.pixels.height * 0.6
  const ground =
    job.tier.careful && low
      ? groundShadow(
          behind,
          { x: left + sized.width / 2, y: top + sized.height, width: sized.width },
          0.25,
        )
      : behind
  return layOver(ground, sized, left, top)
}
