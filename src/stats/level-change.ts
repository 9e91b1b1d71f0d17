import { studentQuantile } from './student-t.ts'
import { momentsOf, type Moments } from './t-test.ts'

interface Ratio {
  /** null where a level is not positive: a ratio would mean nothing. */
  value: number | null
  low: number | null
  high: number | null
}

/**
 * Ratio of the mean after a change to the one before, with Student's interval of its logarithm (delta method,
 * Welch's degrees of freedom; Casella and Berger 2002, section 5.5.4).
 */
export function levelRatio(before: Moments, after: Moments, level: number): Ratio {
  if (before.mean <= 0 || after.mean <= 0) return { value: null, low: null, high: null }
  const value = after.mean / before.mean
  if (before.n < 2 || after.n < 2) return { value, low: null, high: null }
  const [ofBefore, ofAfter] = [before, after].map(
    ({ n, mean, squares }) => squares / (n - 1) / n / mean ** 2,
  ) as [number, number]
  const variance = ofBefore + ofAfter
  if (variance === 0) return { value, low: value, high: value }
  const df = variance ** 2 / (ofBefore ** 2 / (before.n - 1) + ofAfter ** 2 / (after.n - 1))
  const half = studentQuantile((1 + level) / 2, df) * Math.sqrt(variance)
  return { value, low: value * Math.exp(-half), high: value * Math.exp(half) }
}

/**
 * Indexes at which the change inside [start, end) may as well have been: those whose likelihood is not below the
 * best one's by more than chance (Hansen 2000: P(LR <= x) = (1 - e^(-x/2))^2). Holds `at`.
 */
export function changeRange(
  values: ArrayLike<number>,
  [start, at, end]: readonly [number, number, number],
  level: number,
): { from: number; to: number } {
  const { mean, n, squares } = momentsOf(values, start, end)
  // What remains of the squares once two levels are fitted, for each place, from one running sum.
  const left = new Float64Array(n)
  let sum = 0
  for (let k = 1; k < n; k++) {
    sum += values[start + k - 1]! - mean
    left[k] = squares - sum ** 2 / k - sum ** 2 / (n - k)
  }
  const least = Math.max(0, Math.min(...left.subarray(1)))
  const most = least * (1 - (2 * Math.log(1 - Math.sqrt(level))) / n) + squares * 1e-12
  let [from, to] = [at, at]
  for (let k = 1; k < n; k++) {
    if (left[k]! > most) continue
    from = Math.min(from, start + k)
    to = Math.max(to, start + k)
  }
  return { from, to }
}
