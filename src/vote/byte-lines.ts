import { open, type FileHandle } from 'node:fs/promises'
import { UserError } from '#schema/user-error.ts'

/** Fits the caches of a core; a reader of many lines uses one such piece again and again. */
const pieceBytes = 256 * 1024
const longestLine = 64 * 1024 * 1024
/** Bytes behind a piece that may be looked at: ends of line, so that no search needs to ask for the end. */
const spare = 8

const newline = 10
const carriageReturn = 13

export const unreadable = (file: string, error: unknown): UserError =>
  new UserError(
    `the file cannot be read (${error instanceof Error ? error.message : String(error)})`,
    'Check the path.',
    { file },
  )

/** A piece of a file, which is written over afterwards: bytes 0 to `size`, and ends of line behind them. */
export interface Piece {
  bytes: Buffer
  /** The same bytes, to be looked at four at a time. */
  words: DataView
  size: number
}

/** Takes lines as places in a piece; lines count from 1. */
export interface LineTaker {
  /** A line of a known kind, whose end need not be looked for first: answers where the next begins, 0 when it is of another kind, or cut off. */
  quick: (piece: Piece, from: number, line: number) => number
  /** Any line, `from` to `to`, without its end. Answers whether to go on with lines. */
  take: (piece: Piece, from: number, to: number, line: number) => boolean
  /** Gets the file from the refused line on. */
  rest?: (bytes: AsyncIterable<Buffer>, line: number) => Promise<void>
}

const pieceOf = (length: number): Piece => {
  const bytes = Buffer.alloc(length + spare)
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  return { bytes, words, size: 0 }
}

/** A file read piece by piece. */
class Source {
  piece = pieceOf(pieceBytes)
  readonly #handle: FileHandle
  readonly #file: string

  constructor(handle: FileHandle, file: string) {
    this.#handle = handle
    this.#file = file
  }

  /** Keeps the piece from `from` on and reads on behind that. Answers whether there was more. */
  async readOn(from: number, line: number): Promise<boolean> {
    const { bytes, size } = this.piece
    const left = size - from
    if (left > longestLine)
      throw new UserError('the line is longer than 64 MB', 'Put one row on each line.', {
        file: this.#file,
        line: line + 1,
      })
    if (2 * left > bytes.length) this.piece = pieceOf(2 * bytes.length)
    const into = this.piece.bytes
    bytes.copy(into, 0, from, size)
    const more = await this.#read(into, left, into.length - spare)
    this.piece.size = left + more
    into.fill(newline, left + more, left + more + spare)
    return more > 0
  }

  async #read(into: Buffer, from: number, to: number): Promise<number> {
    try {
      return (await this.#handle.read(into, from, to - from, null)).bytesRead
    } catch (error) {
      throw unreadable(this.#file, error)
    }
  }

  /** The rest of the file, in buffers of their own. */
  async *rest(from: number): AsyncIterable<Buffer> {
    yield Buffer.from(this.piece.bytes.subarray(from, this.piece.size))
    for (;;) {
      const bytes = Buffer.allocUnsafe(pieceBytes)
      const found = await this.#read(bytes, 0, pieceBytes)
      if (found === 0) return
      yield bytes.subarray(0, found)
    }
  }
}

/** Bytes of a byte order mark. */
const markOf = ({ bytes, size }: Piece): number =>
  size >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0

interface Place {
  at: number
  line: number
  isRefused: boolean
}

/** Hands over the lines that end in a piece; the last line of a file may lack its end. */
function takeLines(piece: Piece, taker: LineTaker, place: Place, isLast: boolean): void {
  const { bytes, size } = piece
  let { at, line } = place
  while (at < size) {
    const next = taker.quick(piece, at, line + 1)
    if (next > 0) {
      line += 1
      at = next
      continue
    }
    const end = bytes.indexOf(newline, at)
    // The end of line behind the piece ends the last line too, if it lacks its own.
    if (end >= size && !isLast) break
    const to = end > at && bytes[end - 1] === carriageReturn ? end - 1 : end
    line += 1
    if (!taker.take(piece, at, to, line)) {
      place.isRefused = true
      break
    }
    at = end + 1
  }
  place.at = at
  place.line = line
}

async function linesOf(source: Source, taker: LineTaker): Promise<void> {
  const place: Place = { at: 0, line: 0, isRefused: false }
  for (let isFirst = true; ; isFirst = false) {
    const isMore = await source.readOn(place.at, place.line)
    place.at = isFirst ? markOf(source.piece) : 0
    takeLines(source.piece, taker, place, !isMore)
    if (place.isRefused) return taker.rest?.(source.rest(place.at), place.line)
    if (!isMore) return undefined
  }
}

/** Lines of a file, without a byte order mark. No string is made that the taker does not make. */
export async function eachLine(file: string, taker: LineTaker): Promise<void> {
  const handle = await open(file).catch((error: unknown) => {
    throw unreadable(file, error)
  })
  try {
    await linesOf(new Source(handle, file), taker)
  } finally {
    await handle.close()
  }
}
