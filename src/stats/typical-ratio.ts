import type { StatEstimate } from './estimate.ts'
import { hodgesLehmann } from './hodges-lehmann.ts'

/**
 * How many times the second value of a pair is the first, typically: Hodges and Lehmann's shift of the logarithms.
 * Cases that differ among themselves cost it nothing, which they do to a ratio of medians. Values must be positive.
 */
export function typicalRatio(
  a: readonly number[],
  b: readonly number[],
  level: number,
): StatEstimate {
  const logs = b.map((value, index) => Math.log(value / a[index]!))
  const { value, low, high, method } = hodgesLehmann(logs, level)
  const exp = (log: number | null): number | null => (log === null ? null : Math.exp(log))
  return {
    value: Math.exp(value),
    low: exp(low),
    high: exp(high),
    level,
    statistic: 'typical ratio of a pair',
    method,
    n: logs.length,
    clusters: logs.length,
    missing: 0,
    ...(low === null ? { note: 'tooFewClusters' as const } : {}),
    ...(low !== null && low === high ? { note: 'degenerate' as const } : {}),
  }
}
