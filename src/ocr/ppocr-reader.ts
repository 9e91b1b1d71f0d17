import { crop } from '#image/crop.ts'
import type { Pixels } from '#image/pixels.ts'
import { detectLines, type LineBox } from './detect-lines.ts'
import type { Nets } from './nets.ts'
import { lineHeight, recogniseLine, type LineReading } from './recognise-line.ts'
import { uprightLine } from './slant.ts'
import { inReadingOrder, type TextReader, type TurnedLine } from './text-reader.ts'

/** Below this the upright reading has failed. Upright renderings are read at 0.94 to 1, turned ones under 0.9. */
const upright = 0.9
/** A line slanted more than this is not inside its upright box, however sure the reading. */
const steep = Math.PI / 12
/** A picture full of scribble is not turned over line by line. */
const mostTurned = 24

type Reading = LineReading & { turn: number }

const isSteep = ({ slant }: LineBox): boolean =>
  slant !== undefined && slant.width > slant.height * 1.5 && Math.abs(slant.turn) > steep

async function readTurned(picture: Pixels, box: LineBox, nets: Nets): Promise<Reading[]> {
  const { slant } = box
  if (!slant) return []
  const readings: Reading[] = []
  for (const flipped of [false, true]) {
    const line = uprightLine(picture, slant, lineHeight, flipped)
    const turn = slant.turn + (flipped ? Math.PI : 0)
    readings.push({ ...(await recogniseLine(line, nets)), turn })
  }
  return readings
}

const surest = (readings: readonly Reading[]): Reading =>
  readings.reduce((best, one) => (one.sure > best.sure ? one : best))

/** Reads by the PP-OCRv4 nets: upright first, and along the line's own slant only where that fails. */
export function createPpocrReader(nets: Nets): TextReader {
  return {
    id: `ppocr4-${nets.ort.backend}`,
    async read(picture) {
      const lines: TurnedLine[] = []
      let tried = 0
      for (const box of await detectLines(picture, nets)) {
        const first = { ...(await recogniseLine(crop(picture, box), nets)), turn: 0 }
        const hasFailed = first.sure < upright || isSteep(box)
        const others = hasFailed && tried++ < mostTurned ? await readTurned(picture, box, nets) : []
        const known = isSteep(box) && others.length > 0 ? others : [first, ...others]
        const reading = surest(known)
        if (reading.text !== '') lines.push({ ...reading, box })
      }
      return inReadingOrder(lines, false)
    },
  }
}
