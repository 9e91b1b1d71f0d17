/** Values in [low, high), as many as `count`. */
export interface Bin {
  low: number
  high: number
  count: number
}

/** Linear steps in each doubling: every value is known to 1/64, 1.6 %. */
const steps = 64

/**
 * A log-linear histogram (after Gil Tene's HdrHistogram): the same relative resolution over all magnitudes, and
 * two of the same kind add up exactly. Values in any unit, over 0; those of 0 or less come into a bin [0, 0).
 */
export function histogramOf(values: Iterable<number>): Bin[] {
  const counts = new Map<number, Bin>()
  for (const value of values) {
    if (!Number.isFinite(value)) throw new RangeError(`${value} cannot be counted`)
    const bin = binOf(value)
    const known = counts.get(bin.low)
    if (known) known.count += 1
    else counts.set(bin.low, bin)
  }
  return [...counts.values()].sort((a, b) => a.low - b.low)
}

function binOf(value: number): Bin {
  if (value <= 0) return { low: 0, high: 0, count: 1 }
  const base = 2 ** Math.floor(Math.log2(value))
  const width = base / steps
  const low = base + Math.floor((value - base) / width) * width
  return { low, high: low + width, count: 1 }
}
