/** Case kept; spaces dropped (the nets lose them); full-width and compatible forms folded by NFKC. */
export const plainLetters = (text: string): string[] =>
  Array.from(text.normalize('NFKC').replaceAll(/\s+/gu, ''))

/** Edit distances of `wanted` to the best stretch of `read` (Sellers 1980), or to all of it. */
function distance(wanted: readonly string[], read: readonly string[], anywhere: boolean): number {
  let row = Array.from({ length: read.length + 1 }, (_, index) => (anywhere ? 0 : index))
  for (const [index, letter] of wanted.entries()) {
    const next = [index + 1]
    for (const [at, other] of read.entries()) {
      next.push(Math.min(next[at]! + 1, row[at + 1]! + 1, row[at]! + (letter === other ? 0 : 1)))
    }
    row = next
  }
  return anywhere ? Math.min(...row) : row.at(-1)!
}

/** Edits (insert, delete, replace) that make `read` of `wanted`. */
export const levenshtein = (wanted: readonly string[], read: readonly string[]): number =>
  distance(wanted, read, false)

/** Character error rate: Levenshtein distance over the length of the wanted text, at most 1. */
export function characterErrorRate(
  wanted: string,
  read: string,
  options: { anywhere: boolean },
): number {
  const letters = plainLetters(wanted)
  if (letters.length === 0) return 0
  return Math.min(1, distance(letters, plainLetters(read), options.anywhere) / letters.length)
}
