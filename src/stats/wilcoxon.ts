import { normalCdf } from './normal.ts'
import { rank } from './ranks.ts'

/** Most differences that are counted exactly. */
const exactUpTo = 50

export interface Wilcoxon {
  /** Sum of the ranks of positive differences. */
  w: number
  /** Two-sided. */
  p: number
  method: 'exact' | 'normal'
  /** Differences that are not zero. */
  n: number
}

/** P(W = w) for w = 0 .. n(n+1)/2: each rank is positive with chance one half (Wilcoxon 1945). */
export function signedRankDistribution(n: number): Float64Array {
  const chances = new Float64Array((n * (n + 1)) / 2 + 1)
  chances[0] = 1
  for (let rankOf = 1, top = 0; rankOf <= n; rankOf++) {
    top += rankOf
    for (let w = top; w >= 0; w--)
      chances[w] = ((chances[w] ?? 0) + (w >= rankOf ? chances[w - rankOf]! : 0)) / 2
  }
  return chances
}

function exactP(w: number, n: number): number {
  const chances = signedRankDistribution(n)
  const from = Math.max(w, chances.length - 1 - w)
  let tail = 0
  for (let at = chances.length - 1; at >= from; at--) tail += chances[at]!
  return Math.min(1, 2 * tail)
}

/** Normal approximation with the correction for ties and for continuity (Lehmann 1975). */
function normalP(w: number, n: number, ties: number): number {
  const variance = (n * (n + 1) * (2 * n + 1)) / 24 - ties / 48
  const z = (Math.abs(w - (n * (n + 1)) / 4) - 0.5) / Math.sqrt(variance)
  return Math.min(1, 2 * normalCdf(-z))
}

/**
 * Wilcoxon signed-rank test that paired differences lie symmetrically about zero; zeros are dropped. Exact
 * without ties and up to 50 differences, else by the normal approximation. No difference at all has p = 1.
 */
export function wilcoxon(differences: readonly number[]): Wilcoxon {
  const kept = differences.filter((difference) => difference !== 0)
  const n = kept.length
  const { ranks, ties } = rank(kept.map(Math.abs))
  const w = kept.reduce((sum, difference, at) => sum + (difference > 0 ? ranks[at]! : 0), 0)
  return ties === 0 && n <= exactUpTo
    ? { w, p: exactP(w, n), method: 'exact', n }
    : { w, p: normalP(w, n, ties), method: 'normal', n }
}
