import type { Pixels } from '#image/pixels.ts'
import type { Operation } from '../operation.ts'
import { Sight } from '../see/sight.ts'
import { findSpots } from './find-spot.ts'
import type { Job } from './job.ts'
import { subjectOf } from './relocate.ts'
import { groundShadow, layOver, litBy, scaled } from './sprite.ts'

/** Cuts something out of one of the given pictures and sets it into another. */
export async function combine(
  { target, into, spot: wanted }: Extract<Operation, { op: 'combine' }>,
  job: Job,
): Promise<Pixels | undefined> {
  const from = job.pictures[(target.picture ?? 2) - 1]
  const host = job.pictures[into - 1]
  if (!from || !host) return undefined
  const { picture: _picture, ...plain } = target
  const sprite = subjectOf(await Sight.open(from), plain, job.tier.careful)
  if (!sprite) return undefined
  const share = Math.min(0.5, Math.max(0.24, sprite.frame.height / from.height))
  const factor = (host.height * share) / sprite.frame.height
  const sized = await scaled(sprite.pixels, factor)
  const shape = {
    wide: sized.width,
    tall: sized.height,
    stands: 'ground' as const,
    share: sized.height / host.height,
    colour: [0, 0, 0] as const,
    draw: () => '',
  }
  const [spot] = findSpots(await Sight.open(host), shape, { spot: wanted, count: 1, scale: 1 })
  if (!spot) return undefined
  const ground = job.tier.careful
    ? groundShadow(host, {
        x: spot.left + sized.width / 2,
        y: spot.top + sized.height,
        width: sized.width * 0.8,
      })
    : host
  return layOver(ground, job.tier.careful ? litBy(sized, host, 0.3) : sized, spot.left, spot.top)
}
