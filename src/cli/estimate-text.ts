interface EstimateLike {
  value: number | null
  low: number | null
  high: number | null
  n: number
}

/** An estimate in words: value, interval, n; an absent one is said to be absent. */
export function estimateText(
  { value, low, high, n }: EstimateLike,
  format: (value: number) => string,
): string {
  if (value === null) return `no value (n ${n})`
  const interval =
    low === null || high === null ? 'no interval' : `${format(low)} to ${format(high)}`
  return `${format(value)} (${interval}, n ${n})`
}
