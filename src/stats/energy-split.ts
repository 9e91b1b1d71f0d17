export interface EnergySplit {
  /** First index after the change. */
  at: number
  /** End (exclusive) of the part after the change that the distance was taken to. */
  until: number
  /** Scaled energy distance of the two parts. */
  distance: number
}

/** Sums of |x - y| over all pairs of values[start .. k), for every k. */
function prefixPairs(values: ArrayLike<number>, start: number, end: number): Float64Array {
  const sums = new Float64Array(end - start + 1)
  for (let k = start + 1; k < end; k++) {
    const value = values[k]!
    let added = 0
    for (let i = start; i < k; i++) added += Math.abs(value - values[i]!)
    sums[k - start + 1] = sums[k - start]! + added
  }
  return sums
}

const none: EnergySplit = { at: -1, until: -1, distance: 0 }

/**
 * Where a series of [start, end) is most unlike itself, by the energy distance with exponent 1 (Matteson and
 * James 2014, section 2): over all ends of the later part (`inner`), which finds a bump, and up to
 * `end` only (`outer`), which finds a step. Parts have at least `least` >= 2 values.
 *
 * Exact in O(n^2) time and O(n) memory for both positions at once: going backwards, the pair sum of [at, k)
 * is that of [at + 1, k) and one running row, and the sum between parts is what remains of [start, k).
 */
export function energySplit(
  values: ArrayLike<number>,
  start: number,
  end: number,
  { least, leastInner }: { least: number; leastInner: number },
): { outer: EnergySplit; inner: EnergySplit } {
  const size = end - start
  const whole = prefixPairs(values, start, end)
  const later = new Float64Array(size + 1)
  let [outer, inner] = [none, none]
  for (let m = size - 1; m >= least; m--) {
    const value = values[start + m]!
    const before = whole[m]!
    const withinBefore = (2 * before) / (m * (m - 1))
    let row = 0
    let best = 0
    let until = 0
    let distance = 0
    for (let k = m + 1; k <= size; k++) {
      row += Math.abs(value - values[start + k - 1]!)
      const after = later[k]! + row
      later[k] = after
      const n = k - m
      if (n < least) continue
      const between = (2 * (whole[k]! - before - after)) / (m * n)
      distance = ((m * n) / k) * (between - withinBefore - (2 * after) / (n * (n - 1)))
      if (distance > best && n >= leastInner && m >= leastInner) {
        best = distance
        until = k
      }
    }
    if (best > inner.distance) inner = { at: start + m, until: start + until, distance: best }
    if (size - m >= least && distance > outer.distance)
      outer = { at: start + m, until: end, distance }
  }
  return { outer, inner }
}
