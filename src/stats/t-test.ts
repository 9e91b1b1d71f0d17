import { studentTwoSided } from './student-t.ts'

/** Sums of a part of a series, from which its mean and spread follow. */
export interface Moments {
  n: number
  mean: number
  /** Sum of squared distances to the mean. */
  squares: number
}

export function momentsOf(values: ArrayLike<number>, from = 0, to = values.length): Moments {
  const n = to - from
  let sum = 0
  for (let at = from; at < to; at++) sum += values[at]!
  const mean = sum / n
  let squares = 0
  for (let at = from; at < to; at++) squares += (values[at]! - mean) ** 2
  return { n, mean, squares }
}

/**
 * Two-sided p of Student's t-test of equal means with a common spread (Student 1908), for at least 3 values in
 * all; `inflation` is by how much the variance is larger than that of independent values. Two constant parts: 0
 * where they differ, 1 where they do not.
 */
export function tTestP(a: Moments, b: Moments, inflation = 1): number {
  const df = a.n + b.n - 2
  const variance = inflation * ((a.squares + b.squares) / df) * (1 / a.n + 1 / b.n)
  const distance = a.mean - b.mean
  if (distance === 0) return 1
  return variance === 0 ? 0 : studentTwoSided(distance / Math.sqrt(variance), df)
}

/** Two-sided p of Welch's t-test, for spreads that differ (Welch 1947); 1 for a part of one value. */
export function welchP(a: Moments, b: Moments): number {
  const distance = a.mean - b.mean
  if (distance === 0 || a.n < 2 || b.n < 2) return 1
  const [ofA, ofB] = [a.squares / (a.n - 1) / a.n, b.squares / (b.n - 1) / b.n]
  if (ofA + ofB === 0) return 0
  const df = (ofA + ofB) ** 2 / (ofA ** 2 / (a.n - 1) + ofB ** 2 / (b.n - 1))
  return studentTwoSided(distance / Math.sqrt(ofA + ofB), df)
}
