import { ascending } from './quantile.ts'

/** Largest nA x nB whose p is counted exactly. */
const exactUpTo = 10_000

export interface KolmogorovSmirnov {
  /** Greatest distance between the two empirical distributions, 0 to 1. */
  d: number
  /** Two-sided. */
  p: number
  method: 'exact' | 'asymptotic'
}

function distance(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [ascending(a), ascending(b)]
  let [i, j, largest] = [0, 0, 0]
  while (i < x.length && j < y.length) {
    const value = Math.min(x[i]!, y[j]!)
    while (i < x.length && x[i] === value) i += 1
    while (j < y.length && y[j] === value) j += 1
    // As whole numbers over nA x nB, so that equal distances are equal.
    largest = Math.max(largest, Math.abs(i * y.length - j * x.length))
  }
  return largest
}

/**
 * Share of lattice paths from (0, 0) to (m, n) that leave the band |i/m - j/n| < d (Hodges 1958): every order of
 * the pooled values is a path, all equally likely. Counts paths that stay outside nowhere, as chances.
 */
function exactP(scaled: number, m: number, n: number): number {
  const outside = (i: number, j: number): boolean => Math.abs(i * n - j * m) >= scaled
  // leaves[j]: chance that a path which has come to (i, j) has left the band on its way.
  const leaves = new Float64Array(n + 1)
  for (let j = 1; j <= n; j++) leaves[j] = outside(0, j) ? 1 : leaves[j - 1]!
  for (let i = 1; i <= m; i++) {
    if (outside(i, 0)) leaves[0] = 1
    for (let j = 1; j <= n; j++) {
      leaves[j] = outside(i, j) ? 1 : (leaves[j]! * i + leaves[j - 1]! * j) / (i + j)
    }
  }
  return leaves[n]!
}

/** P(K > x) of Kolmogorov's limit distribution (Smirnov 1948). */
function limitP(x: number): number {
  if (x < 0.2) return 1
  let sum = 0
  for (let k = 1; k <= 100; k++) {
    const term = Math.exp(-2 * k * k * x * x)
    sum += k % 2 === 1 ? term : -term
    if (term < 1e-18) break
  }
  return Math.min(1, Math.max(0, 2 * sum))
}

/**
 * Two-sample Kolmogorov-Smirnov test: sees a change of shape that leaves the median where it is. Exact up to
 * nA x nB = 10,000, else by the limit distribution; with ties both are conservative. @throws RangeError when empty.
 */
export function kolmogorovSmirnov(a: readonly number[], b: readonly number[]): KolmogorovSmirnov {
  const [m, n] = [a.length, b.length]
  if (m === 0 || n === 0) throw new RangeError('no values')
  const scaled = distance(a, b)
  const d = scaled / (m * n)
  return m * n <= exactUpTo
    ? { d, p: scaled === 0 ? 1 : exactP(scaled, m, n), method: 'exact' }
    : { d, p: limitP(d * Math.sqrt((m * n) / (m + n))), method: 'asymptotic' }
}
