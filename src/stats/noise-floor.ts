import { quantile } from './quantile.ts'
import { studentQuantile } from './student-t.ts'

/** From this many comparisons on their spread says something. */
const fewest = 5

export interface NoiseFloor {
  /** Spread of the log ratio of two runs between which nothing changed. */
  spread: number
  /** Comparisons it was learned from. */
  n: number
}

/**
 * How far two runs lie apart when nothing changed, from log ratios of neighbouring runs: 1.4826 x the median of
 * their distances from zero, which a real change or two among them does not move (Hampel 1974). null under 5.
 */
export const noiseFloor = (logRatios: readonly number[]): NoiseFloor | null =>
  logRatios.length < fewest
    ? null
    : { spread: 1.4826 * quantile(logRatios.map(Math.abs), 0.5), n: logRatios.length }

/** The log ratio that such noise passes with chance `alpha`, two-sided; Student's, since the spread is estimated. */
export const noiseLimit = ({ spread, n }: NoiseFloor, alpha: number): number =>
  spread * studentQuantile(1 - alpha / 2, n - 1)
