/** Value below which a share of the sorted numbers lies; nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** Median with least and greatest: machines differ from second to second. */
export const spread = (values: readonly number[], digits = 0, unit = 'ms'): string =>
  `${median(values).toFixed(digits)} ${unit} (${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)}, n ${values.length})`

export const tell = (what: string, found: string): void => console.log(`${what.padEnd(46)}${found}`)
