/** Quantile of sorted values by linear interpolation: type 7 of Hyndman and Fan 1996. @throws RangeError when empty. */
export function quantileOfSorted(sorted: readonly number[], p: number): number {
  if (sorted.length === 0) throw new RangeError('no values')
  const at = (sorted.length - 1) * p
  const low = Math.floor(at)
  const below = sorted[low]!
  const above = sorted[Math.min(low + 1, sorted.length - 1)]!
  return below + (above - below) * (at - low)
}

export const ascending = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b)

export const quantile = (values: readonly number[], p: number): number =>
  quantileOfSorted(ascending(values), p)

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length
