/** Quantiles of one sample, by share, ascending; the first and the last are where the whiskers end. */
export interface Spread {
  label: string
  quantiles: readonly { share: number; value: number }[]
}

const at = (spread: Spread, share: number): number | undefined =>
  spread.quantiles.find((one) => one.share === share)?.value

/** Box plots of several samples on one axis, as lines of text: ├──[▒▒┃▒▒]──┤ is first to last, quarters, median. */
export function textWhiskers(spreads: readonly Spread[], width: number): string[] {
  const ends = spreads.flatMap(({ quantiles }) => [
    quantiles[0]?.value ?? 0,
    quantiles.at(-1)?.value ?? 0,
  ])
  const [low, high] = [Math.min(...ends), Math.max(...ends)]
  const place = (value: number): number =>
    high === low ? 0 : Math.round(((value - low) / (high - low)) * (width - 1))
  return spreads.map((spread) => {
    const cells = Array.from({ length: width }, () => ' ')
    const paint = (from: number, to: number, mark: string): void => {
      for (let cell = from; cell <= to; cell++) cells[cell] = mark
    }
    const [first, last] = [spread.quantiles[0], spread.quantiles.at(-1)]
    if (first && last) {
      paint(place(first.value), place(last.value), '─')
      cells[place(first.value)] = '├'
      cells[place(last.value)] = '┤'
    }
    const [quarter, median, threeQuarters] = [0.25, 0.5, 0.75].map((share) => at(spread, share))
    if (quarter !== undefined && threeQuarters !== undefined)
      paint(place(quarter), place(threeQuarters), '▒')
    if (median !== undefined) cells[place(median)] = '┃'
    return `${spread.label} ${cells.join('').trimEnd()}`
  })
}
