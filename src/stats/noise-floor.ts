import { quantile } from './quantile.ts'
import { studentQuantile } from './student-t.ts'

/** From this many comparisons on their spread says something. */
const fewest = 5

export interface NoiseFloor {
  /** Spread of the log ratio of two runs between which nothing changed, beyond what their samples explain. */
  spread: number
  /** Comparisons it was learned from. */
  n: number
}

/** A log ratio of two runs, with the standard error that their own samples give it. */
export interface NoisyChange {
  logRatio: number
  error: number
}

/**
 * How far two whole runs lie apart when nothing changed (a warmer room, a busier network), from neighbouring runs:
 * 1.4826 x the median distance from zero, which a real change or two among them does not move (Hampel 1974), less
 * the variance of the samples, for which a test allows already. null under 5 comparisons.
 */
export function noiseFloor(changes: readonly NoisyChange[]): NoiseFloor | null {
  if (changes.length < fewest) return null
  const distances = changes.map(({ logRatio }) => Math.abs(logRatio))
  const variance = (1.4826 * quantile(distances, 0.5)) ** 2
  const ofSamples = quantile(
    changes.map(({ error }) => error ** 2),
    0.5,
  )
  return { spread: Math.sqrt(Math.max(0, variance - ofSamples)), n: changes.length }
}

/** The log ratio that such noise passes with chance `alpha`, two-sided; Student's, since the spread is estimated. */
export const noiseLimit = ({ spread, n }: NoiseFloor, alpha: number): number =>
  spread * studentQuantile(1 - alpha / 2, n - 1)
