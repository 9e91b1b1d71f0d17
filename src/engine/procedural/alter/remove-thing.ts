import type { Pixels } from '#image/pixels.ts'
import type { Operation } from '../operation.ts'
import { findTarget } from '../see/resolve-target.ts'
import type { Sight } from '../see/sight.ts'
import { takeSome } from './count-things.ts'
import type { Job } from './job.ts'
import { filledBehind, takenFrom } from './take-away.ts'

/** Takes something away and fills in what may be behind it. */
export async function removeThing(
  sight: Sight,
  { target, count }: Extract<Operation, { op: 'remove' }>,
  job: Job,
): Promise<Pixels | undefined> {
  if (target.noun === 'background') return undefined
  const found = findTarget(sight, target, job.warn)
  if (!found) return undefined
  if (count !== undefined) return takeSome(sight, found, count, job)
  return filledBehind(sight.pixels, takenFrom(sight, found, job), job)
}
