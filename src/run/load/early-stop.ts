import type { Load } from '#schema/load.ts'
import { orderInterval } from '#stats/estimate.ts'

/** Looks are taken at doubling counts only: each is a chance to stop by luck. */
const firstLook = 32
/** Looks from 32 to 100,000 samples; the level is split over them (Bonferroni), so that all hold together. */
const looks = 12
const level = 0.95

const isLook = (count: number): boolean =>
  count >= firstLook && Number.isInteger(Math.log2(count / firstLook))

/**
 * Whether a percentile of the latencies (ms) is known to the asked relative half width, by the distribution-free
 * interval of order statistics. False between looks.
 */
export function isKnownEnough(
  latencies: readonly number[],
  { percentile, relativeHalfWidth }: NonNullable<Load['earlyStop']>,
): boolean {
  if (!isLook(latencies.length)) return false
  const sorted = latencies.toSorted((a, b) => a - b)
  const interval = orderInterval(sorted, percentile, 1 - (1 - level) / looks)
  if (!interval) return false
  const [low, high] = interval
  const middle = (low + high) / 2
  return middle > 0 && (high - low) / 2 / middle <= relativeHalfWidth
}
