import { alignLetters, plainLetters } from '#score/error-rate.ts'

/** What was read beside what is wanted; numbers of characters without spaces. */
export interface TextComparison {
  wanted: number
  /** Characters of what was read that are compared. */
  read: number
  edits: number
  /** Wanted characters that are there. */
  found: number
  /** Sum over the lines of the longer of both sides. */
  longest: number
  words: number
  /** Words whose characters are all there, next to each other. */
  wordsFound: number
}

const isWhole = (at: Int32Array, from: number, to: number): boolean => {
  for (let index = from; index < to; index++) {
    const place = at[index]!
    if (place < 0 || (index > from && place !== at[index - 1]! + 1)) return false
  }
  return true
}

function compareLine(wanted: string, read: readonly string[], anywhere: boolean): TextComparison {
  const letters = plainLetters(wanted)
  const { edits, at, from, to } = alignLetters(letters, read, anywhere)
  const lengths = wanted.split(/\s+/u).map((word) => plainLetters(word).length)
  let [start, wordsFound] = [0, 0]
  for (const length of lengths) {
    if (length > 0 && isWhole(at, start, start + length)) wordsFound += 1
    start += length
  }
  return {
    wanted: letters.length,
    read: to - from,
    edits,
    found: at.filter((place) => place >= 0).length,
    longest: Math.max(letters.length, to - from),
    words: lengths.filter((length) => length > 0).length,
    wordsFound,
  }
}

const sumOf = (one: TextComparison, other: TextComparison): TextComparison => ({
  wanted: one.wanted + other.wanted,
  read: one.read + other.read,
  edits: one.edits + other.edits,
  found: one.found + other.found,
  longest: one.longest + other.longest,
  words: one.words + other.words,
  wordsFound: one.wordsFound + other.wordsFound,
})

/**
 * Compares all that was read with the wanted text; `anywhere` = each wanted line with the stretch that is most like it,
 * wherever that stands.
 */
export function compareTexts(wanted: string, read: string, anywhere: boolean): TextComparison {
  const letters = plainLetters(read)
  const lines = anywhere ? wanted.split('\n').filter((line) => plainLetters(line).length > 0) : []
  if (lines.length < 2) return compareLine(wanted, letters, anywhere)
  return lines.map((line) => compareLine(line, letters, true)).reduce(sumOf)
}
