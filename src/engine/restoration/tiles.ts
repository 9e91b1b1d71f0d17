/** A stretch of one axis, in pixels. */
export interface Span {
  start: number
  size: number
}

export interface Tiling {
  /** The longest side of a tile; a multiple of `multiple`. */
  side: number
  /** By how much neighbours overlap, at least. */
  overlap: number
  /** What the sides of a tile must be multiples of, where an axis is cut at all. */
  multiple: number
}

/**
 * Cuts an axis into the fewest spans of one size that cover it and overlap; one span, of whatever
 * length, where it fits.
 */
export function planSpans(length: number, { side, overlap, multiple }: Tiling): Span[] {
  if (length <= side) return [{ start: 0, size: length }]
  const count = Math.ceil((length - overlap) / (side - overlap))
  const least = (length + (count - 1) * overlap) / count
  const size = Math.ceil(least / multiple) * multiple
  const step = (length - size) / (count - 1)
  return Array.from({ length: count }, (_, index) => ({ start: Math.round(index * step), size }))
}

/**
 * What each position of a span counts for in the whole, in output pixels; over all spans they add up
 * to 1 everywhere. The quarter of the overlap next to a cut counts for nothing, since a net sees
 * no picture beyond the cut; then it rises in a straight line.
 */
export function spanWeights(
  spans: readonly Span[],
  length: number,
  overlap: number,
  scale: number,
): Float32Array[] {
  const sums = new Float32Array(length * scale)
  const margin = (overlap * scale) / 4
  const weights = spans.map(({ start, size }) => {
    const own = new Float32Array(size * scale)
    const isFirst = start === 0
    const isLast = start + size === length
    for (let at = 0; at < own.length; at++) {
      const fromCut = Math.min(isFirst ? Infinity : at, isLast ? Infinity : own.length - 1 - at)
      const weight = Math.max(0, Math.min(1, (fromCut + 0.5 - margin) / (2 * margin)))
      own[at] = weight
      sums[start * scale + at]! += weight
    }
    return own
  })
  for (const [index, own] of weights.entries()) {
    const first = spans[index]!.start * scale
    for (let at = 0; at < own.length; at++) own[at]! /= sums[first + at]!
  }
  return weights
}
