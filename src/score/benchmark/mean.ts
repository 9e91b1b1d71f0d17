/** A published mean with what it left out: a missing answer is never a number. */
export interface PublishedMean {
  /** undefined where nothing was there. */
  value: number | undefined
  n: number
  missing: number
}

export function meanOf(values: readonly (number | undefined)[]): PublishedMean {
  const there = values.filter((value) => value !== undefined)
  const value =
    there.length === 0 ? undefined : there.reduce((sum, one) => sum + one, 0) / there.length
  return { value, n: there.length, missing: values.length - there.length }
}

/** Mean of groups' means, each group weighing the same. */
export function macroMean<T>(
  items: readonly T[],
  groupOf: (item: T) => string,
  valueOf: (item: T) => number | undefined,
): { overall: PublishedMean; groups: Record<string, PublishedMean> } {
  const groups = Object.fromEntries(
    [...Map.groupBy(items, groupOf)].map(([group, members]) => [
      group,
      meanOf(members.map(valueOf)),
    ]),
  )
  const means = Object.values(groups)
  return {
    overall: {
      ...meanOf(means.map(({ value }) => value)),
      n: means.reduce((sum, { n }) => sum + n, 0),
      missing: means.reduce((sum, { missing }) => sum + missing, 0),
    },
    groups,
  }
}
