import type { Pixels } from '#image/pixels.ts'
import type { Frame } from '../raster/crop.ts'
import { findTextByShape, mainTextByShape } from './find-text.ts'
import type { LineReader, ReadLine } from './line-reader.ts'
import { matchText } from './match-text.ts'

/** A line of the picture and the part of it that is meant, as shares of its characters. */
export interface Located {
  box: Frame
  /** Where the wanted text begins and ends in the line, 0 to 1 by characters; the whole line is 0 to 1. */
  from: number
  until: number
  /** What the line says, when it was read. */
  text?: string
  /** Found by its shape, not read. */
  guessed: boolean
}

/** More wrong letters than this, and it is another text. */
const mostWrong = 0.4

const frameOfBox = ({ box }: ReadLine): Frame => ({
  left: box.x,
  top: box.y,
  width: box.width,
  height: box.height,
})

function byReading(lines: readonly ReadLine[], wanted: string): Located | undefined {
  let best: { line: ReadLine; from: number; until: number; cost: number } | undefined
  for (const line of lines) {
    const match = matchText(wanted, line.text)
    if (!match || match.error > mostWrong) continue
    const length = Array.from(match.plain).length
    // Among equals, the line that says nothing else.
    const cost = match.error + 0.05 * (1 - (match.until - match.from) / length)
    if (cost < (best?.cost ?? Infinity))
      best = { line, from: match.from / length, until: match.until / length, cost }
  }
  return (
    best && {
      box: frameOfBox(best.line),
      from: best.from,
      until: best.until,
      text: best.line.text,
      guessed: false,
    }
  )
}

/** Finds a text, by reading where that can be done, else by its shape; with no wanted text, the main line. */
export async function locateText(
  pixels: Pixels,
  wanted: string | undefined,
  reader: LineReader,
): Promise<Located | undefined> {
  const lines = await reader.read(pixels)
  if (lines) {
    if (wanted !== undefined) return byReading(lines, wanted)
    const main = lines.toSorted(
      (a, b) => b.box.height * b.box.width - a.box.height * a.box.width,
    )[0]
    return main && { box: frameOfBox(main), from: 0, until: 1, text: main.text, guessed: false }
  }
  const box = wanted === undefined ? mainTextByShape(pixels) : findTextByShape(pixels, wanted)
  return box && { box, from: 0, until: 1, guessed: true }
}
