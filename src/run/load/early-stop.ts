import type { Load } from '#schema/load.ts'
import type { Observation } from '#stats/estimate.ts'
import { estimateSeriesQuantile } from '#stats/series-estimate.ts'

/** Looks are taken at doubling counts only: each is a chance to stop by luck. */
const firstLook = 32
/** Looks from 32 to 100,000 samples; the level is split over them (Bonferroni), so that all hold together. */
const looks = 12
const level = 0.95

const isLook = (count: number): boolean =>
  count >= firstLook && Number.isInteger(Math.log2(count / firstLook))

/**
 * Whether a percentile of the latencies (ms, in the order measured; cluster = what was asked) is known to the asked
 * relative half width, as many of them counted as are independent. False between looks.
 */
export function isKnownEnough(
  latencies: readonly Observation[],
  { percentile, relativeHalfWidth }: NonNullable<Load['earlyStop']>,
): boolean {
  if (!isLook(latencies.length)) return false
  const options = { level: 1 - (1 - level) / looks, missing: 0, seed: 0 }
  const { low, high } = estimateSeriesQuantile(latencies, percentile, options)
  if (low === null || high === null) return false
  const middle = (low + high) / 2
  return middle > 0 && (high - low) / 2 / middle <= relativeHalfWidth
}
