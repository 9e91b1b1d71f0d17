/** Where a wanted text stands in a read one: characters from `from` to `until` of the text without its spaces. */
export interface Match {
  from: number
  until: number
  /** Wrong characters over wanted ones. */
  error: number
  /** The read text without spaces, case folded. */
  plain: string
}

const plainOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{P}]+/gu, '')

/** The stretch of a read text that is most like the wanted one (Sellers 1980, with the start carried along). */
export function matchText(wanted: string, read: string): Match | undefined {
  const letters = Array.from(plainOf(wanted))
  const plain = plainOf(read)
  const others = Array.from(plain)
  if (letters.length === 0 || others.length === 0) return undefined
  let row = others.map((_, at) => ({ cost: 0, start: at + 1 }))
  row.unshift({ cost: 0, start: 0 })
  for (const [index, letter] of letters.entries()) {
    const next = [{ cost: index + 1, start: 0 }]
    for (const [at, other] of others.entries()) {
      const replaced = { cost: row[at]!.cost + (letter === other ? 0 : 1), start: row[at]!.start }
      const dropped = { cost: row[at + 1]!.cost + 1, start: row[at + 1]!.start }
      const added = { cost: next[at]!.cost + 1, start: next[at]!.start }
      next.push(
        [replaced, dropped, added].reduce((best, one) => (one.cost < best.cost ? one : best)),
      )
    }
    row = next
  }
  const until = row.reduce((best, { cost }, at) => (cost < row[best]!.cost ? at : best), 0)
  const { cost, start } = row[until]!
  return { from: start, until, error: cost / letters.length, plain }
}
