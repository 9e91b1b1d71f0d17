import { encodeJpeg } from '#image/encode-lossy.ts'
import type { Pixels } from '#image/pixels.ts'

/** Of the picture's area. */
const share = 0.01
/** Mean difference of 8-bit channels over the window below which nobody sees an edit. */
const least = 12
/** Windows are tried at every so many pixels. */
const step = 8

interface Corner {
  left: number
  top: number
}

/** Where a square window of `side` pixels holds the most change, and how much a channel on average. */
function mostChanged(a: Pixels, b: Pixels, side: number): Corner & { mean: number } {
  const [columns, rows] = [Math.floor(a.width / step), Math.floor(a.height / step)]
  const sums = new Float64Array((columns + 1) * (rows + 1))
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const at = (y * step * a.width + x * step) * 4
      const change =
        (Math.abs(a.data[at]! - b.data[at]!) +
          Math.abs(a.data[at + 1]! - b.data[at + 1]!) +
          Math.abs(a.data[at + 2]! - b.data[at + 2]!)) /
        3
      const here = (y + 1) * (columns + 1) + x + 1
      sums[here] = change + sums[here - 1]! + sums[here - columns - 1]! - sums[here - columns - 2]!
    }
  }
  const cells = Math.max(1, Math.floor(side / step))
  let best = { left: 0, top: 0, mean: 0 }
  for (let y = cells; y <= rows; y++) {
    for (let x = cells; x <= columns; x++) {
      const at = y * (columns + 1) + x
      const up = at - cells * (columns + 1)
      const mean = (sums[at]! - sums[at - cells]! - sums[up]! + sums[up - cells]!) / cells ** 2
      if (mean > best.mean) best = { left: (x - cells) * step, top: (y - cells) * step, mean }
    }
  }
  return best
}

/**
 * The source with the right answer in one hundredth of its area, where it changes most, as a JPEG of quality 90; undefined
 * where that could not be seen, or the two differ in size.
 */
export async function smallEditOf(source: Pixels, answer: Pixels): Promise<Uint8Array | undefined> {
  if (source.data.length !== answer.data.length || source.width !== answer.width) return undefined
  const { width, height } = source
  const side = Math.floor(Math.sqrt(share * width * height))
  const { left, top, mean } = mostChanged(source, answer, side)
  if (mean < least) return undefined
  const data = source.data.slice()
  for (let y = top; y < Math.min(height, top + side); y++) {
    const from = (y * width + left) * 4
    data.set(answer.data.subarray(from, from + side * 4), from)
  }
  return encodeJpeg({ width, height, data }, 90)
}
