/** Case kept; spaces dropped (the nets lose them), marks of direction too; full-width and compatible forms folded by NFKC. */
export const plainLetters = (text: string): string[] =>
  Array.from(text.normalize('NFKC').replaceAll(/[\s\p{Cf}]+/gu, ''))

/** Edits (insert, delete, replace) that make `read` of `wanted`. */
export const levenshtein = (wanted: readonly string[], read: readonly string[]): number =>
  alignLetters(wanted, read, false).edits

/** How a text that was read stands beside the one that is wanted. */
export interface Alignment {
  /** Insertions, deletions and replacements. */
  edits: number
  /** For each wanted letter the index of the same letter in what was read; -1 = missing or another one. */
  at: Int32Array
  /** The stretch of what was read that is compared: first letter, and the one behind the last. */
  from: number
  to: number
}

/** Edit distances of the first letters of `wanted` to stretches of `read` that end at each place, row by row. */
function distances(
  wanted: readonly string[],
  read: readonly string[],
  anywhere: boolean,
): Uint32Array[] {
  const rows = [Uint32Array.from({ length: read.length + 1 }, (_, end) => (anywhere ? 0 : end))]
  for (const [index, letter] of wanted.entries()) {
    const above = rows[index]!
    const row = new Uint32Array(read.length + 1)
    row[0] = index + 1
    for (let end = 1; end <= read.length; end++) {
      const replaced = above[end - 1]! + (letter === read[end - 1] ? 0 : 1)
      row[end] = Math.min(row[end - 1]! + 1, above[end]! + 1, replaced)
    }
    rows.push(row)
  }
  return rows
}

/**
 * Fewest edits between `wanted` and all of `read` (Levenshtein 1966), or the best stretch of it (Sellers 1980), with
 * the letters that fit. Of equal alignments the one that ends first.
 */
export function alignLetters(
  wanted: readonly string[],
  read: readonly string[],
  anywhere: boolean,
): Alignment {
  const rows = distances(wanted, read, anywhere)
  const last = rows[wanted.length]!
  let to = read.length
  if (anywhere) to = last.reduce((best, edits, end) => (edits < last[best]! ? end : best), 0)
  const at = new Int32Array(wanted.length).fill(-1)
  let [index, end] = [wanted.length, to]
  while (index > 0) {
    const here = rows[index]![end]!
    const isSame = end > 0 && wanted[index - 1] === read[end - 1]
    if (end > 0 && here === rows[index - 1]![end - 1]! + (isSame ? 0 : 1)) {
      index -= 1
      end -= 1
      if (isSame) at[index] = end
    } else if (here === rows[index - 1]![end]! + 1) index -= 1
    else end -= 1
  }
  return { edits: last[to]!, at, from: anywhere ? end : 0, to }
}

/** Character error rate: Levenshtein distance over the length of the wanted text, at most 1. */
export function characterErrorRate(
  wanted: string,
  read: string,
  { anywhere }: { anywhere: boolean },
): number {
  const letters = plainLetters(wanted)
  if (letters.length === 0) return 0
  return Math.min(1, alignLetters(letters, plainLetters(read), anywhere).edits / letters.length)
}
