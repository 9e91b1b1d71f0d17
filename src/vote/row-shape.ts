import type { Piece } from './byte-lines.ts'
import { endOfText } from './find-byte.ts'
import type { WordBook } from './word-book.ts'

const quote = 34
const newline = 10
const carriageReturn = 13

/** Text that is the same in all rows of a shape, four bytes in a number. */
interface Fixed {
  length: number
  fours: Int32Array
  tail: number
  tailBytes: number
}

function fixedText(text: string): Fixed {
  const bytes = Buffer.from(text)
  const tailBytes = bytes.length % 4
  const fours = Int32Array.from({ length: bytes.length >> 2 }, (_, k) => bytes.readInt32LE(4 * k))
  const tail = tailBytes === 0 ? 0 : bytes.readUIntLE(bytes.length - tailBytes, tailBytes)
  return { length: bytes.length, fours, tail, tailBytes }
}

/** A value between two pieces of text that are the same in all rows of a shape. */
interface Gap {
  before: Fixed
  isText: boolean
  /** Place among the cells, -1 when not wanted. */
  slot: number
}

/** How flat JSON rows with the same keys in the same order are written. */
export interface RowShape {
  gaps: Gap[]
  after: Fixed
  /** Cells of a row before its gaps are filled: true and false belong to the shape. */
  constants: unknown[]
}

const space = String.raw`[ \t]*`
const plainText = String.raw`"[^"\\\u0000-\u001f]*"`
const wholeNumber = String.raw`(?:0|[1-9]\d{0,14})`
const entry = new RegExp(
  `${space}(${plainText})${space}:${space}(?:(${plainText})|(${wholeNumber})|(true|false|null))${space}([,}])`,
  'y',
)

/** The shape of a row that JSON.parse could read; undefined unless all its values are plain text, whole numbers, true, false or null. */
export function shapeOf(row: string, wanted: readonly string[]): RowShape | undefined {
  const start = row.indexOf('{') + 1
  const gaps: Gap[] = []
  const constants: unknown[] = wanted.map(() => undefined)
  const names = new Set<string>()
  let written = 0
  for (let at = start; ; at = entry.lastIndex) {
    entry.lastIndex = at
    const found = entry.exec(row)
    if (!found) return undefined
    const [all, key = '', text, number, constant, end] = found
    const name = key.slice(1, -1)
    if (names.has(name)) return undefined
    names.add(name)
    const slot = wanted.indexOf(name)
    if (constant !== undefined) {
      if (slot >= 0 && constant !== 'null') constants[slot] = constant === 'true'
    } else {
      const value = text ?? number!
      const from = at + all.lastIndexOf(value) + (text === undefined ? 0 : 1)
      gaps.push({ before: fixedText(row.slice(written, from)), isText: text !== undefined, slot })
      written = from + value.length - (text === undefined ? 0 : 2)
    }
    if (end === '}') return { gaps, after: fixedText(row.slice(written)), constants }
  }
}

function isAt(words: DataView, from: number, { fours, tail, tailBytes }: Fixed): boolean {
  let at = from
  for (let k = 0; k < fours.length; k++, at += 4)
    if (words.getInt32(at, true) !== fours[k]) return false
  return tailBytes === 0 || (words.getInt32(at, true) & ((1 << (8 * tailBytes)) - 1)) === tail
}

const isDigit = (byte: number | undefined): boolean =>
  byte !== undefined && byte >= 48 && byte <= 57

/** A whole number without leading zeros, as JSON has them, of at most 15 digits; where it ends, or -1. */
function endOfNumber(bytes: Buffer, from: number): number {
  let at = from
  while (isDigit(bytes[at]) && at - from < 16) at += 1
  const digits = at - from
  return digits === 0 || digits > 15 || (digits > 1 && bytes[from] === 48) ? -1 : at
}

/** Cells of a row of this shape; answers where the next row begins, 0 for any other row. */
export function cutShaped(
  piece: Piece,
  from: number,
  { gaps, after, constants }: RowShape,
  book: WordBook,
  cells: unknown[],
): number {
  const { bytes, words, size } = piece
  for (let k = 0; k < constants.length; k++) cells[k] = constants[k]
  let at = from
  for (let k = 0; k < gaps.length; k++) {
    const { before, isText, slot } = gaps[k]!
    // No fixed text holds an end of line, so that none is found behind the piece.
    if (!isAt(words, at, before)) return 0
    const start = at + before.length
    at = isText ? endOfText(words, start) : endOfNumber(bytes, start)
    if (at < 0 || (isText && bytes[at] !== quote)) return 0
    if (slot < 0) continue
    if (!isText) cells[slot] = Number(bytes.toString('latin1', start, at))
    else if (start < at) cells[slot] = book.word(piece, start, at)
  }
  if (!isAt(words, at, after)) return 0
  at += after.length
  if (bytes[at] === carriageReturn) at += 1
  return at < size && bytes[at] === newline ? at + 1 : 0
}
