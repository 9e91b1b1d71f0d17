import type { Component } from '#image/components.ts'
import type { shapeNames } from '#schema/case.ts'

type ShapeName = (typeof shapeNames)[number]

interface Outline {
  /** Area over bounding box. */
  extent: number
  /** Area over convex hull. */
  solidity: number
  /** Share of the area in the upper half of the box. */
  upper: number
  /** Area over the circle through the farthest point from the centroid. */
  roundness: number
  aspect: number
}

type Point = [x: number, y: number]

const cross = (o: Point, a: Point, b: Point): number =>
  (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])

/** Half a convex hull (Andrew's monotone chain). */
function halfHull(points: readonly Point[]): Point[] {
  const hull: Point[] = []
  for (const point of points) {
    while (hull.length > 1 && cross(hull.at(-2)!, hull.at(-1)!, point) <= 0) hull.pop()
    hull.push(point)
  }
  return hull.slice(0, -1)
}

function hullArea(points: readonly Point[]): number {
  const sorted = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])
  const hull = [...halfHull(sorted), ...halfHull(sorted.toReversed())]
  let twice = 0
  for (const [index, [x, y]] of hull.entries()) {
    const [nextX, nextY] = hull[(index + 1) % hull.length]!
    twice += x * nextY - nextX * y
  }
  return Math.abs(twice) / 2
}

function outlineOf({ area, box, centroid, pixels }: Component, stride: number): Outline {
  const corners: Point[] = []
  let upper = 0
  let farthest = 0
  for (const index of pixels) {
    const x = index % stride
    const y = (index - x) / stride
    if (y < box.y + box.height / 2) upper += 1
    farthest = Math.max(farthest, Math.hypot(x - centroid.x, y - centroid.y))
    corners.push([x, y], [x + 1, y + 1])
  }
  return {
    extent: area / (box.width * box.height),
    solidity: area / hullArea(corners),
    upper: upper / area,
    roundness: area / (Math.PI * farthest ** 2),
    aspect: box.width / box.height,
  }
}

/** Ideal values of each shape, measured on clean drawings; the nearest one names a patch. */
const ideals: Record<ShapeName, Outline> = {
  circle: { extent: 0.785, solidity: 0.98, upper: 0.5, roundness: 0.97, aspect: 1 },
  square: { extent: 1, solidity: 1, upper: 0.5, roundness: 0.63, aspect: 1 },
  triangle: { extent: 0.5, solidity: 0.98, upper: 0.25, roundness: 0.36, aspect: 1.1 },
  star: { extent: 0.36, solidity: 0.58, upper: 0.55, roundness: 0.4, aspect: 1.05 },
  heart: { extent: 0.64, solidity: 0.88, upper: 0.66, roundness: 0.6, aspect: 1.1 },
}

const weights: Outline = { extent: 2, solidity: 3, upper: 3, roundness: 2, aspect: 0.5 }

/** How unlike its ideal a shape may be: whole, and with a part hidden behind another thing. */
export const likeness = { whole: 0.75, hidden: 1.5 } as const

/** The shape a patch is nearest to, or undefined when it is less like any of them than `farthest`. */
export function shapeOf(
  patch: Component,
  stride: number,
  farthest: number = likeness.whole,
): ShapeName | undefined {
  const outline = outlineOf(patch, stride)
  let best: ShapeName | undefined
  let least = farthest
  for (const [name, ideal] of Object.entries(ideals) as [ShapeName, Outline][]) {
    const keys = Object.keys(weights) as (keyof Outline)[]
    const cost = keys.reduce(
      (sum, key) => sum + weights[key] * Math.abs(outline[key] - ideal[key]),
      0,
    )
    if (cost < least) {
      best = name
      least = cost
    }
  }
  return best
}
