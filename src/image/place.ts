import type { Pixels } from './pixels.ts'
import type { Placement } from './register.ts'

interface Taps {
  /** Four positions a target pixel, kept inside the picture. */
  at: Int32Array
  weight: Float32Array
}

/** Catmull and Rom's cubic: passes through the pixels, and blurs half as much as a straight line between them. */
const cubic = (t: number): [number, number, number, number] => [
  ((-t + 2) * t - 1) * t * 0.5,
  ((3 * t - 5) * t * t + 2) * 0.5,
  ((-3 * t + 4) * t + 1) * t * 0.5,
  (t - 1) * t * t * 0.5,
]

/** Where each of `count` target pixels lies among `size` pixels of the output; beyond its edge it is the edge. */
function tapsOf(count: number, size: number, scale: number, shift: number): Taps {
  const taps: Taps = { at: new Int32Array(count * 4), weight: new Float32Array(count * 4) }
  for (let target = 0; target < count; target++) {
    const offset = (target + 0.5) / count - 0.5 - shift
    const from = (offset * scale + 0.5) * size - 0.5
    const first = Math.floor(from)
    const weights = cubic(from - first)
    for (let tap = 0; tap < 4; tap++) {
      taps.at[target * 4 + tap] = Math.min(size - 1, Math.max(0, first - 1 + tap))
      taps.weight[target * 4 + tap] = weights[tap]!
    }
  }
  return taps
}

/** Rows of the output at the target's width. */
function stretchRows({ width, height, data }: Pixels, { at, weight }: Taps): Float32Array {
  const count = at.length / 4
  const rows = new Float32Array(count * height * 4)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < count; x++) {
      const to = (y * count + x) * 4
      for (let tap = x * 4; tap < x * 4 + 4; tap++) {
        const from = (y * width + at[tap]!) * 4
        const share = weight[tap]!
        rows[to]! += share * data[from]!
        rows[to + 1]! += share * data[from + 1]!
        rows[to + 2]! += share * data[from + 2]!
        rows[to + 3]! += share * data[from + 3]!
      }
    }
  }
  return rows
}

/** The output drawn into a frame of the size given, bicubic; what it does not show is its nearest edge. */
export function place(
  output: Pixels,
  { width, height }: Pick<Pixels, 'width' | 'height'>,
  placement: Placement,
): Pixels {
  const columns = tapsOf(width, output.width, placement.scaleX, placement.shiftX)
  const { at, weight } = tapsOf(height, output.height, placement.scaleY, placement.shiftY)
  const rows = stretchRows(output, columns)
  const line = width * 4
  const data = new Uint8ClampedArray(line * height)
  for (let y = 0; y < height; y++) {
    const [a, b, c, d] = [at[y * 4]!, at[y * 4 + 1]!, at[y * 4 + 2]!, at[y * 4 + 3]!]
    const [k, l, m, n] = [
      weight[y * 4]!,
      weight[y * 4 + 1]!,
      weight[y * 4 + 2]!,
      weight[y * 4 + 3]!,
    ]
    for (let x = 0; x < line; x++) {
      const sum =
        k * rows[a * line + x]! +
        l * rows[b * line + x]! +
        m * rows[c * line + x]! +
        n * rows[d * line + x]!
      // Rounded and clamped by the array itself.
      data[y * line + x] = sum
    }
  }
  return { width, height, data: new Uint8Array(data.buffer) }
}
