import type { Pixels } from '#image/pixels.ts'
import { grain } from '../raster/grain.ts'

interface Point {
  x: number
  y: number
}

type Triangle = readonly [Point, Point, Point]

/** Mean of the colours at the middle of a triangle and half way to its corners. */
function colourOf({ width, height, data }: Pixels, triangle: Triangle): number[] {
  const [a, b, c] = triangle
  const middle = { x: (a.x + b.x + c.x) / 3, y: (a.y + b.y + c.y) / 3 }
  const sum = [0, 0, 0]
  for (const { x, y } of [middle, ...triangle]) {
    const px = Math.min(width - 1, Math.max(0, Math.round((middle.x + x) / 2)))
    const py = Math.min(height - 1, Math.max(0, Math.round((middle.y + y) / 2)))
    for (let k = 0; k < 3; k++) sum[k]! += data[(py * width + px) * 4 + k]! / 4
  }
  return sum
}

const side = (p: Point, q: Point, x: number, y: number): number =>
  (q.x - p.x) * (y - p.y) - (q.y - p.y) * (x - p.x)

function fill(
  out: Uint8Array,
  { width, height }: Pixels,
  [a, b, c]: Triangle,
  colour: readonly number[],
): void {
  const turn = Math.sign(side(a, b, c.x, c.y))
  const left = Math.max(0, Math.floor(Math.min(a.x, b.x, c.x)))
  const right = Math.min(width - 1, Math.max(a.x, b.x, c.x))
  const bottom = Math.min(height - 1, Math.max(a.y, b.y, c.y))
  for (let y = Math.max(0, Math.floor(Math.min(a.y, b.y, c.y))); y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const within =
        side(a, b, x, y) * turn >= 0 && side(b, c, x, y) * turn >= 0 && side(c, a, x, y) * turn >= 0
      if (within) for (let k = 0; k < 3; k++) out[(y * width + x) * 4 + k] = colour[k]!
    }
  }
}

/** Flat triangles between shaken grid points. */
export function lowPoly(pixels: Pixels, seed: number): Pixels {
  const { width, height, data } = pixels
  const random = grain(seed + 31)
  const cell = Math.max(8, Math.max(width, height) / 34)
  const columns = Math.ceil(width / cell) + 2
  const rows = Math.ceil(height / cell) + 2
  const points = Array.from({ length: columns * rows }, (_, index): Point => ({
    x: ((index % columns) - 0.5 + (random() - 0.5) * 0.8) * cell,
    y: (Math.floor(index / columns) - 0.5 + (random() - 0.5) * 0.8) * cell,
  }))
  const out = data.slice()
  for (let at = 0; at + columns + 1 < points.length; at++) {
    if (at % columns === columns - 1) continue
    const [a, b, c, d] = [
      points[at]!,
      points[at + 1]!,
      points[at + columns]!,
      points[at + columns + 1]!,
    ]
    for (const triangle of [
      [a, b, d],
      [a, d, c],
    ] as const)
      fill(out, pixels, triangle, colourOf(pixels, triangle))
  }
  return { width, height, data: out }
}
