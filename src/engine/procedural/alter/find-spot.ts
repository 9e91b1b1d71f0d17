import type { Drawing } from '../draw/drawing.ts'
import type { Spot } from '../operation.ts'
import { findCues } from '../see/find-cues.ts'
import { isStuff } from '../see/find-stuff.ts'
import { boxOf } from '../see/found.ts'
import { resolveTarget } from '../see/resolve-target.ts'
import type { Sight } from '../see/sight.ts'
import { freeSpots, middleY, type Size } from './free-spots.ts'
import { enlarged, type Standing } from './standing.ts'
import { wornAt } from './wear.ts'

function bySomething(
  sight: Sight,
  drawing: Drawing,
  size: Size,
  count: number,
  by: NonNullable<Spot['by']>,
): Standing[] | undefined {
  const found = resolveTarget(sight, by.target)
  const piece = found?.pieces[0]
  if (!piece) return undefined
  const box = enlarged(sight, boxOf(piece))
  const foot = drawing.stands === 'ground'
  const gap = size.width * 0.15
  const row = (x: number, low: number): Standing[] =>
    Array.from({ length: count }, (_, index) => ({
      left: x - size.width / 2 + (index - (count - 1) / 2) * size.width * 1.15,
      top: low - size.height,
      ...size,
      foot,
    }))
  const centre = box.left + box.width / 2
  switch (by.relation) {
    case 'left-of':
      return row(box.left - gap - size.width / 2, box.top + box.height)
    case 'right-of':
      return row(box.left + box.width + gap + size.width / 2, box.top + box.height)
    case 'above':
      return row(centre, box.top - gap)
    case 'below':
      return row(centre, box.top + box.height + gap + size.height)
    case 'beside': {
      const right = box.left + box.width + gap + size.width < sight.pixels.width
      return row(
        right ? box.left + box.width + gap + size.width / 2 : box.left - gap - size.width / 2,
        box.top + box.height,
      )
    }
    case 'on':
      // On a table its feet stand a little below the far edge; on stuff they stand in its middle.
      return row(
        centre,
        isStuff(by.target.noun)
          ? box.top + box.height * 0.55
          : box.top + Math.min(box.height * 0.3, size.height * 0.3),
      )
    default:
      return by.relation satisfies never
  }
}

/** Fits a thing into each drawn box. */
function inCues(sight: Sight, drawing: Drawing): Standing[] {
  return findCues(sight.pixels).map(({ box }) => {
    const scale = Math.min(box.width / drawing.wide, box.height / drawing.tall) * 0.94
    const [width, height] = [drawing.wide * scale, drawing.tall * scale]
    return {
      left: box.left + (box.width - width) / 2,
      top: box.top + (box.height - height) / (drawing.stands === 'ground' ? 1 : 2),
      width,
      height,
      foot: false,
    }
  })
}

const wearable = new Set(['head', 'eyes', 'neck', 'lip'])

/** Rows of the picture, 0 to 1, where such a thing is at home or asked to be. */
function rowsFor(
  { stands }: Drawing,
  { place }: Spot,
): { rows: number[]; foot: boolean; sky?: boolean } {
  const down = place?.down
  if (stands === 'sky')
    return { rows: down ? [middleY[down]] : [0.16, 0.24], foot: false, sky: true }
  if (stands === 'air' || down === 'top')
    return { rows: down ? [middleY[down]] : [0.26, 0.36], foot: false }
  if (down === 'middle') return { rows: [0.62], foot: true }
  return { rows: place?.depth === 'back' ? [0.66, 0.72] : [0.9, 0.94], foot: true }
}

/** Where the copies of a thing go. Empty when the place meant is not in the picture. */
export function findSpots(
  sight: Sight,
  drawing: Drawing,
  wanted: { spot: Spot; count: number; scale: number },
): Standing[] {
  const { spot, count, scale } = wanted
  const { width, height } = sight.pixels
  if (spot.cue) return inCues(sight, drawing)
  if (drawing.stands === 'cover') return [{ left: 0, top: 0, width, height, foot: false }]
  if (wearable.has(drawing.stands)) return wornAt(sight, drawing, spot.by?.target)
  const tall = drawing.share * scale * height * (count > 2 ? 0.75 : 1)
  const size = { width: Math.min(width * 0.9, (tall * drawing.wide) / drawing.tall), height: tall }
  const beside = spot.by && bySomething(sight, drawing, size, count, spot.by)
  if (beside) return beside
  const place = spot.place === undefined ? {} : { place: spot.place }
  return freeSpots(sight, size, count, { ...rowsFor(drawing, spot), ...place })
}
