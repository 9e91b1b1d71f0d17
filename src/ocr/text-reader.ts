import type { Pixels } from '#image/pixels.ts'
import type { LineBox } from './detect-lines.ts'

/** One line of text as it was read. */
export interface ReadLine {
  text: string
  /** How sure the reader is of its letters, 0 to 1. */
  sure: number
  box: LineBox
}

/** Reads pictures in the scripts that it knows. */
export interface TextReader {
  /** Net, build and language; kept with every score that it gave. */
  id: string
  /** All lines in reading order. */
  read(picture: Pixels): Promise<ReadLine[]>
}

/** A line and how far it is turned from the horizontal, clockwise in radians. */
export interface TurnedLine extends ReadLine {
  turn: number
}

interface Placed {
  line: TurnedLine
  x: number
  y: number
  height: number
}

/** Where the lines stand once the picture is turned so that the one with most letters is upright. */
function turned(lines: readonly TurnedLine[]): Placed[] {
  const longest = lines.reduce<TurnedLine | undefined>(
    (most, line) => (line.text.length > (most?.text.length ?? 0) ? line : most),
    undefined,
  )
  const turn = longest?.turn ?? 0
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  return lines.map((line) => {
    const { box } = line
    const { x, y } = box.slant?.centre ?? { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    return {
      line,
      x: x * cos + y * sin,
      y: y * cos - x * sin,
      height: turn === 0 ? box.height : (box.slant?.height ?? box.height),
    }
  })
}

/** Rows from top to bottom, in each the lines in reading direction. */
export function inReadingOrder(lines: readonly TurnedLine[], rightToLeft: boolean): ReadLine[] {
  const rows: Placed[][] = []
  for (const placed of turned(lines).toSorted((a, b) => a.y - b.y)) {
    const row = rows.at(-1)
    const first = row?.[0]
    const isSameRow =
      first !== undefined && placed.y - first.y < Math.min(first.height, placed.height) / 2
    if (row && isSameRow) row.push(placed)
    else rows.push([placed])
  }
  const sign = rightToLeft ? -1 : 1
  return rows.flatMap((row) =>
    row
      .toSorted((a, b) => sign * (a.x - b.x))
      .map(({ line: { text, sure, box } }) => ({ text, sure, box })),
  )
}
