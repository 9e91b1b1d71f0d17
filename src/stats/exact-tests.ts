import { logGamma } from './student-t.ts'

const logChoose = (n: number, k: number): number =>
  logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)

/** Rounding makes equal chances differ in their last digits. */
const tolerance = 1 + 1e-7

/**
 * Two-sided exact test that yes has chance `p`: the sum of all outcomes no likelier than the observed one, as R's
 * binom.test (Clopper and Pearson 1934 gave the tails). `n` up to about 1e6. @returns p in (0, 1]
 */
export function binomialTest(yes: number, n: number, p = 0.5): number {
  if (n === 0) return 1
  if (p <= 0 || p >= 1) return yes === (p <= 0 ? 0 : n) ? 1 : 0
  const chanceOf = (k: number): number =>
    Math.exp(logChoose(n, k) + k * Math.log(p) + (n - k) * Math.log(1 - p))
  const observed = chanceOf(yes) * tolerance
  let sum = 0
  for (let k = 0; k <= n; k++) {
    const chance = chanceOf(k)
    if (chance <= observed) sum += chance
  }
  return Math.min(1, sum)
}

/**
 * McNemar's test (1947), exact: of pairs that changed, as many went one way as the other. Null where none
 * changed, since nothing was tested.
 */
export const mcNemarExact = (oneWay: number, otherWay: number): number | null =>
  oneWay + otherWay === 0 ? null : binomialTest(oneWay, oneWay + otherWay)
