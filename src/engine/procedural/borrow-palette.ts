import type { Pixels } from '#image/pixels.ts'

interface Moments {
  mean: number[]
  deviation: number[]
}

/** Log-free opponent space: luma and two colour differences, enough to move colours without moving light. */
const toOpponent = (r: number, g: number, b: number): [number, number, number] => [
  (r + g + b) / 3,
  r - b,
  g - (r + b) / 2,
]

const fromOpponent = (l: number, d: number, e: number): [number, number, number] => {
  const g = l + (2 * e) / 3
  const sum = (3 * l - g) / 2
  return [sum + d / 2, g, sum - d / 2]
}

function momentsOf({ data }: Pixels): Moments {
  const sums = [0, 0, 0]
  const squares = [0, 0, 0]
  const count = data.length / 4
  for (let at = 0; at < data.length; at += 4) {
    const values = toOpponent(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0)
    for (const [axis, value] of values.entries()) {
      sums[axis]! += value
      squares[axis]! += value * value
    }
  }
  const mean = sums.map((sum) => sum / count)
  return {
    mean,
    deviation: squares.map((square, axis) =>
      Math.sqrt(Math.max(1, square / count - (mean[axis] ?? 0) ** 2)),
    ),
  }
}

/** Gives a picture the colour mean and spread of another (after Reinhard et al. 2001, "Color Transfer between Images"). */
export function borrowPalette(pixels: Pixels, reference: Pixels): Pixels {
  const own = momentsOf(pixels)
  const wanted = momentsOf(reference)
  const changed = new Uint8ClampedArray(pixels.data.length)
  const moved = (value: number, axis: number): number =>
    (value - (own.mean[axis] ?? 0)) * ((wanted.deviation[axis] ?? 1) / (own.deviation[axis] ?? 1)) +
    (wanted.mean[axis] ?? 0)
  for (let at = 0; at < changed.length; at += 4) {
    const [l, d, e] = toOpponent(
      pixels.data[at] ?? 0,
      pixels.data[at + 1] ?? 0,
      pixels.data[at + 2] ?? 0,
    )
    const [r, g, b] = fromOpponent(moved(l, 0), moved(d, 1), moved(e, 2))
    changed[at] = r
    changed[at + 1] = g
    changed[at + 2] = b
    changed[at + 3] = 255
  }
  return { ...pixels, data: new Uint8Array(changed.buffer) }
}
