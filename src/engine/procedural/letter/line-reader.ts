import { crop } from '#image/crop.ts'
import type { Pixels } from '#image/pixels.ts'
import { resizePixels } from '#image/resize.ts'
import { detectLines, type LineBox } from '#ocr/detect-lines.ts'
import { createNetLoader, type Nets } from '#ocr/nets.ts'
import { recogniseLine } from '#ocr/recognise-line.ts'
import { MissingPackageError } from '#schema/missing-package-error.ts'

/** A line of text in a picture; the box in its own pixels. */
export interface ReadLine {
  box: LineBox
  text: string
}

/** Reads pictures; answers nothing where the optional packages are not installed. */
export interface LineReader {
  /** All lines, top to bottom; parts of one row are one line. */
  read(pixels: Pixels): Promise<ReadLine[] | undefined>
}

/** The detector sees words of half this height still; larger only costs time. */
const longest = 736

const sameRow = (one: LineBox, two: LineBox): boolean => {
  const overlap = Math.min(one.y + one.height, two.y + two.height) - Math.max(one.y, two.y)
  const gap = Math.max(one.x, two.x) - Math.min(one.x + one.width, two.x + two.width)
  return (
    overlap > 0.5 * Math.min(one.height, two.height) && gap < 0.8 * Math.max(one.height, two.height)
  )
}

const joined = (one: ReadLine, two: ReadLine): ReadLine => {
  const [first, second] = one.box.x <= two.box.x ? [one, two] : [two, one]
  const x = first.box.x
  const y = Math.min(one.box.y, two.box.y)
  return {
    box: {
      x,
      y,
      width: Math.max(one.box.x + one.box.width, two.box.x + two.box.width) - x,
      height: Math.max(one.box.y + one.box.height, two.box.y + two.box.height) - y,
    },
    text: `${first.text} ${second.text}`,
  }
}

function rowsOf(lines: readonly ReadLine[]): ReadLine[] {
  const rows: ReadLine[] = []
  for (const line of lines) {
    const at = rows.findIndex((row) => sameRow(row.box, line.box))
    if (at < 0) rows.push(line)
    else rows[at] = joined(rows[at]!, line)
  }
  return rows
}

async function readWith(nets: Nets, pixels: Pixels): Promise<ReadLine[]> {
  const scale = Math.min(1, longest / Math.max(pixels.width, pixels.height))
  const small = await resizePixels(
    pixels,
    Math.round(pixels.width * scale),
    Math.round(pixels.height * scale),
  )
  const boxes = (await detectLines(small, nets)).map(({ x, y, width, height }) => ({
    x: x / scale,
    y: y / scale,
    width: width / scale,
    height: height / scale,
  }))
  const lines: ReadLine[] = []
  for (const box of boxes.slice(0, 16))
    lines.push({ box, text: (await recogniseLine(crop(pixels, box), nets)).text })
  return rowsOf(lines.filter(({ text }) => text.trim() !== ''))
}

/** A reader that loads its nets when first asked. */
export function createLineReader(): LineReader {
  const load = createNetLoader()
  let missing = false
  return {
    async read(pixels) {
      if (missing) return undefined
      try {
        return await readWith(await load(), pixels)
      } catch (error) {
        if (!(error instanceof MissingPackageError)) throw error
        missing = true
        return undefined
      }
    },
  }
}

/** A reader that never reads: the draft finds text by its shape alone. */
export const blindReader: LineReader = { read: async () => undefined }
