import type { Random } from './random.ts'
import { logGamma } from './student-t.ts'

/** By counting down the cumulative distribution; for n p below 10. */
function byInversion(random: Random, n: number, p: number): number {
  let chance = Math.exp(n * Math.log1p(-p))
  let left = random.next()
  let k = 0
  while (left > chance && k < n) {
    left -= chance
    chance *= ((n - k) / (k + 1)) * (p / (1 - p))
    k += 1
  }
  return k
}

/** Transformed rejection with squeeze, BTRS of Hormann 1993; exact, for n p of 10 and more, p up to 1/2. */
function byRejection(random: Random, n: number, p: number): number {
  const spread = Math.sqrt(n * p * (1 - p))
  const b = 1.15 + 2.53 * spread
  const a = -0.0873 + 0.0248 * b + 0.01 * p
  const center = n * p + 0.5
  const squeeze = 0.92 - 4.2 / b
  const alpha = (2.83 + 5.1 / b) * spread
  const mode = Math.floor((n + 1) * p)
  const logOdds = Math.log(p / (1 - p))
  const logMode = logGamma(mode + 1) + logGamma(n - mode + 1)
  for (;;) {
    const v = random.next()
    const u = random.next() - 0.5
    const us = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / us + b) * u + center)
    if (us >= 0.07 && v <= squeeze) return k
    if (k < 0 || k > n) continue
    const bound = logMode - logGamma(k + 1) - logGamma(n - k + 1) + (k - mode) * logOdds
    if (Math.log((v * alpha) / (a / (us * us) + b)) <= bound) return k
  }
}

/** Successes of n trials. */
export function drawBinomial(random: Random, n: number, p: number): number {
  if (n === 0 || p <= 0) return 0
  if (p >= 1) return n
  if (p > 0.5) return n - drawBinomial(random, n, 1 - p)
  return n * p < 10 ? byInversion(random, n, p) : byRejection(random, n, p)
}

/** As many draws with replacement as `counts` sum to, in their proportions, counted. */
export function drawMultinomial(random: Random, counts: Float64Array, into: Float64Array): void {
  let votes = counts.reduce((sum, count) => sum + count, 0)
  let draws = votes
  for (const [index, count] of counts.entries()) {
    const drawn = count === 0 ? 0 : drawBinomial(random, draws, count / votes)
    into[index] = drawn
    draws -= drawn
    votes -= count
  }
}
