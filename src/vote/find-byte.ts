/**
 * Four bytes are tried at once: (x - 0x01010101) & ~x has the top bit of the lowest byte of x that is 0, and of none
 * below it (Warren, Hacker's Delight, section 6-1); x - 0x20202020 likewise for bytes below 32. Reads up to three
 * bytes too far.
 */
const ones = 0x01010101
const tops = 0x80808080 | 0

/** Place of the lowest byte marked. */
const lowest = (marks: number): number => (31 - Math.clz32(marks & -marks)) >> 3

/** Where text of JSON ends: the first quote, backslash or control sign. */
export function endOfText(words: DataView, from: number): number {
  for (let at = from; ; at += 4) {
    const x = words.getInt32(at, true)
    const quote = x ^ 0x22222222
    const backslash = x ^ 0x5c5c5c5c
    const marks =
      (((quote - ones) & ~quote) | ((backslash - ones) & ~backslash) | ((x - 0x20202020) & ~x)) &
      tops
    if (marks !== 0) return at + lowest(marks)
  }
}

/** Where a cell of a CSV ends or needs a closer look: the first delimiter, quote or sign below 14, as ends of line are. `delimiters` is the delimiter, four times. */
export function endOfCell(words: DataView, from: number, delimiters: number): number {
  for (let at = from; ; at += 4) {
    const x = words.getInt32(at, true)
    const quote = x ^ 0x22222222
    const between = x ^ delimiters
    const marks =
      (((quote - ones) & ~quote) | ((between - ones) & ~between) | ((x - 0x0e0e0e0e) & ~x)) & tops
    if (marks !== 0) return at + lowest(marks)
  }
}
