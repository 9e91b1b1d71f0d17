import type { Mask, Pixels } from '#image/pixels.ts'
import { inpaint } from '../fill/inpaint.ts'
import { enlarge, type Plane } from '../raster/enlarge.ts'
import { grow, union } from '../raster/morphology.ts'
import { hardened, matte } from '../see/matte.ts'
import type { Found } from '../see/found.ts'
import type { Sight } from '../see/sight.ts'
import { wholeThing } from '../see/whole-thing.ts'
import type { Job } from './job.ts'

/** A thing in full, cut along its edges, and the hole it leaves. */
export interface Taken {
  shares: Plane
  hole: Mask
}

/** Nearest-neighbour copy of a small mask at full size. */
function fullSize({ width, height, data }: Mask, to: Pixels): Mask {
  const plane = enlarge({ width, height, data: Float32Array.from(data) }, to.width, to.height)
  return hardened({ width: to.width, height: to.height, data: plane }, 100)
}

/** The whole of what was found and the hole that hides every trace of it. */
export function takenFrom(sight: Sight, found: Found, job: Job): Taken {
  const whole = wholeThing(sight, found)
  const shares = job.tier.careful
    ? matte(sight, whole)
    : {
        ...fullSize(whole, sight.pixels),
        data: Float32Array.from(fullSize(whole, sight.pixels).data, (value) => value / 255),
      }
  const size = Math.max(sight.pixels.width, sight.pixels.height)
  const seen = union(hardened(shares, 0.12), fullSize(whole, sight.pixels))
  return { shares, hole: grow(seen, job.tier.careful ? size / 130 : 2) }
}

/** The picture as it may be behind what was taken away. */
export const filledBehind = (pixels: Pixels, { hole }: Taken, job: Job): Pixels =>
  inpaint(pixels, hole, { seed: job.seed, patches: job.tier.careful })
