import type { Pixels } from './pixels.ts'

export interface Point {
  x: number
  y: number
}

/** Turning, scaling and shifting: a point of the target picture -> its point in the source picture. */
export interface Similarity {
  /** Scale times cosine and sine of the turn. */
  a: number
  b: number
  source: Point
  target: Point
}

const centre = (points: readonly Point[]): Point => ({
  x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
  y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
})

/**
 * The similarity that brings target points nearest to their source points, by least squares
 * (Umeyama 1991, in the plane, without mirroring). Both lists have the same length, at least 2.
 */
export function fitSimilarity(source: readonly Point[], target: readonly Point[]): Similarity {
  const [from, to] = [centre(source), centre(target)]
  let [along, across, spread] = [0, 0, 0]
  for (const [index, point] of target.entries()) {
    const [ux, uy] = [point.x - to.x, point.y - to.y]
    const [vx, vy] = [(source[index]?.x ?? 0) - from.x, (source[index]?.y ?? 0) - from.y]
    along += ux * vx + uy * vy
    across += ux * vy - uy * vx
    spread += ux * ux + uy * uy
  }
  return { a: along / spread, b: across / spread, source: from, target: to }
}

/** Where a point of the target picture lies in the source picture. */
export function toSource({ a, b, source, target }: Similarity, { x, y }: Point): Point {
  const [dx, dy] = [x - target.x, y - target.y]
  return { x: a * dx - b * dy + source.x, y: b * dx + a * dy + source.y }
}

/** Adds the bilinear colour at a point to `sums`; outside the picture its nearest edge counts. */
function addColour({ width, height, data }: Pixels, { x, y }: Point, sums: Float64Array): void {
  const cx = Math.min(width - 1, Math.max(0, x))
  const cy = Math.min(height - 1, Math.max(0, y))
  const [left, top] = [Math.floor(cx), Math.floor(cy)]
  const [right, bottom] = [Math.min(width - 1, left + 1), Math.min(height - 1, top + 1)]
  const [across, down] = [cx - left, cy - top]
  const corners = [
    [(top * width + left) * 4, (1 - across) * (1 - down)],
    [(top * width + right) * 4, across * (1 - down)],
    [(bottom * width + left) * 4, (1 - across) * down],
    [(bottom * width + right) * 4, across * down],
  ] as const
  for (const [at, weight] of corners) {
    for (let channel = 0; channel < 4; channel++)
      sums[channel]! += (data[at + channel] ?? 0) * weight
  }
}

/**
 * The target picture of a similarity. Where it shrinks, each pixel is the mean of as many samples
 * along each side as source pixels fall on it.
 */
export function warp(
  pixels: Pixels,
  similarity: Similarity,
  width: number,
  height: number,
): Pixels {
  const data = new Uint8Array(width * height * 4)
  const steps = Math.max(1, Math.round(Math.hypot(similarity.a, similarity.b)))
  const sums = new Float64Array(4)
  for (let index = 0; index < width * height; index++) {
    const x = index % width
    const y = (index - x) / width
    sums.fill(0)
    for (let step = 0; step < steps * steps; step++) {
      const sx = step % steps
      const sy = (step - sx) / steps
      const at = { x: x + (sx + 0.5) / steps - 0.5, y: y + (sy + 0.5) / steps - 0.5 }
      addColour(pixels, toSource(similarity, at), sums)
    }
    for (let channel = 0; channel < 4; channel++)
      data[index * 4 + channel] = Math.round(sums[channel]! / (steps * steps))
  }
  return { width, height, data }
}
