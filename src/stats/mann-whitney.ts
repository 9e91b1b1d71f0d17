import { normalCdf } from './normal.ts'
import { rank } from './ranks.ts'

/** Largest size of either sample that is counted exactly. */
const exactUpTo = 50

export interface MannWhitney {
  /** Pairs in which A is the greater, half for equal: U of A, 0 to nA x nB. */
  u: number
  /** Two-sided. */
  p: number
  method: 'exact' | 'normal'
}

/**
 * P(U = u) for every u of two samples of m and n untied values: the last of all is one of A with chance
 * m / (m + n), and then exceeds all n of B (Mann and Whitney 1947). Sums only, so that nothing cancels.
 */
function distribution(m: number, n: number): Float64Array {
  let rows: Float64Array[] = Array.from({ length: n + 1 }, () => Float64Array.of(1))
  for (let a = 1; a <= m; a++) {
    const next: Float64Array[] = [Float64Array.of(1)]
    for (let b = 1; b <= n; b++) {
      const [fewerA, fewerB] = [rows[b]!, next[b - 1]!]
      const row = new Float64Array(a * b + 1)
      for (let u = 0; u < fewerB.length; u++) row[u]! += (fewerB[u]! * b) / (a + b)
      for (let u = 0; u < fewerA.length; u++) row[u + b]! += (fewerA[u]! * a) / (a + b)
      next.push(row)
    }
    rows = next
  }
  return rows[n]!
}

function exactP(u: number, m: number, n: number): number {
  const chances = distribution(m, n)
  const from = Math.max(u, m * n - u)
  let tail = 0
  for (let at = chances.length - 1; at >= from; at--) tail += chances[at]!
  return Math.min(1, 2 * tail)
}

/** Normal approximation with the correction for ties and for continuity (Lehmann 1975). */
function normalP(u: number, m: number, n: number, ties: number): number {
  const total = m + n
  const variance = ((m * n) / 12) * (total + 1 - ties / (total * (total - 1)))
  if (variance <= 0) return 1
  const z = (Math.abs(u - (m * n) / 2) - 0.5) / Math.sqrt(variance)
  return Math.min(1, 2 * normalCdf(-z))
}

/**
 * Mann-Whitney U test that neither of two independent samples tends to be greater: exact without ties and up
 * to 50 values each, else by the normal approximation. @throws RangeError when a sample is empty.
 */
export function mannWhitney(a: readonly number[], b: readonly number[]): MannWhitney {
  const [m, n] = [a.length, b.length]
  if (m === 0 || n === 0) throw new RangeError('no values')
  const { ranks, ties } = rank([...a, ...b])
  const rankSum = ranks.subarray(0, m).reduce((sum, value) => sum + value, 0)
  const u = rankSum - (m * (m + 1)) / 2
  return ties === 0 && m <= exactUpTo && n <= exactUpTo
    ? { u, p: exactP(u, m, n), method: 'exact' }
    : { u, p: normalP(u, m, n, ties), method: 'normal' }
}

/** Least two-sided p that any data of these sizes can give. */
export function leastMannWhitneyP(m: number, n: number): number {
  let ways = 1
  for (let k = 1; k <= Math.min(m, n); k++) ways *= (m + n - k + 1) / k
  return Math.min(1, 2 / ways)
}
