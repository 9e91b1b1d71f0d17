import type { Lab } from '../raster/lab.ts'
import type { Superpixels } from './superpixels.ts'

/** What is known of one patch, or of several joined. Colours in L*a*b*, places in pixels. */
export interface Region {
  area: number
  l: number
  a: number
  b: number
  /** Root mean square of the lightness gradient: how rough it is. */
  rough: number
  x: number
  y: number
  /** Mean squared offsets from the centre. */
  xx: number
  xy: number
  yy: number
  left: number
  right: number
  top: number
  bottom: number
  /** Pixels on each side of the frame: left, right, top, bottom. */
  frame: [number, number, number, number]
}

/** A border between two patches: how long it is and how strong the step of colour across it. */
export interface Border {
  first: number
  second: number
  length: number
  step: number
}

const noRegion = (): Region => ({
  area: 0,
  l: 0,
  a: 0,
  b: 0,
  rough: 0,
  x: 0,
  y: 0,
  xx: 0,
  xy: 0,
  yy: 0,
  left: Infinity,
  right: -1,
  top: Infinity,
  bottom: -1,
  frame: [0, 0, 0, 0],
})

/** Squared lightness gradient at a pixel. */
function gradientAt({ width, height, l }: Lab, at: number, x: number, y: number): number {
  const dx = x < width - 1 ? l[at + 1]! - l[at]! : 0
  const dy = y < height - 1 ? l[at + width]! - l[at]! : 0
  return dx * dx + dy * dy
}

function addPixel(region: Region, lab: Lab, at: number, x: number, y: number): void {
  region.area += 1
  region.l += lab.l[at]!
  region.a += lab.a[at]!
  region.b += lab.b[at]!
  region.rough += Math.min(400, gradientAt(lab, at, x, y))
  region.x += x
  region.y += y
  region.xx += x * x
  region.xy += x * y
  region.yy += y * y
  region.left = Math.min(region.left, x)
  region.right = Math.max(region.right, x)
  region.top = Math.min(region.top, y)
  region.bottom = Math.max(region.bottom, y)
  if (x === 0) region.frame[0] += 1
  if (x === lab.width - 1) region.frame[1] += 1
  if (y === 0) region.frame[2] += 1
  if (y === lab.height - 1) region.frame[3] += 1
}

/** The patches' means and places. */
export function regionsOf(lab: Lab, { count, labels, width }: Superpixels): Region[] {
  const regions = Array.from({ length: count }, noRegion)
  for (let at = 0; at < labels.length; at++) {
    const x = at % width
    addPixel(regions[labels[at]!]!, lab, at, x, (at - x) / width)
  }
  for (const region of regions) {
    for (const key of ['l', 'a', 'b', 'x', 'y', 'xx', 'xy', 'yy'] as const)
      region[key] /= region.area
    region.xx -= region.x ** 2
    region.xy -= region.x * region.y
    region.yy -= region.y ** 2
    region.rough = Math.sqrt(region.rough / region.area)
  }
  return regions
}

/** Two regions as one. */
export function joined(one: Region, two: Region): Region {
  const area = one.area + two.area
  const mean = (key: 'l' | 'a' | 'b' | 'x' | 'y'): number =>
    (one[key] * one.area + two[key] * two.area) / area
  const [x, y] = [mean('x'), mean('y')]
  const moment = (key: 'xx' | 'xy' | 'yy', first: 'x' | 'y', second: 'x' | 'y'): number => {
    const of = (region: Region): number =>
      region.area * (region[key] + region[first] * region[second])
    return (of(one) + of(two)) / area - (first === 'x' ? x : y) * (second === 'x' ? x : y)
  }
  return {
    area,
    l: mean('l'),
    a: mean('a'),
    b: mean('b'),
    rough: Math.sqrt((one.rough ** 2 * one.area + two.rough ** 2 * two.area) / area),
    x,
    y,
    xx: moment('xx', 'x', 'x'),
    xy: moment('xy', 'x', 'y'),
    yy: moment('yy', 'y', 'y'),
    left: Math.min(one.left, two.left),
    right: Math.max(one.right, two.right),
    top: Math.min(one.top, two.top),
    bottom: Math.max(one.bottom, two.bottom),
    frame: one.frame.map((value, side) => value + two.frame[side]!) as Region['frame'],
  }
}

export function colourStep(one: Region, two: Region): number {
  const l = one.l - two.l
  const a = one.a - two.a
  const b = one.b - two.b
  return Math.sqrt(l * l + a * a + b * b)
}

/** All pairs of touching patches. */
export function bordersOf(
  lab: Lab,
  { width, height, count, labels }: Superpixels,
  regions: readonly Region[],
): Border[] {
  const borders = new Map<number, Border>()
  const note = (at: number, next: number): void => {
    const [one, two] = [labels[at]!, labels[next]!]
    if (one === two) return
    const [first, second] = one < two ? [one, two] : [two, one]
    const key = first * count + second
    const border = borders.get(key) ?? { first, second, length: 0, step: 0 }
    border.length += 1
    const dl = lab.l[at]! - lab.l[next]!
    const da = lab.a[at]! - lab.a[next]!
    const db = lab.b[at]! - lab.b[next]!
    border.step += Math.sqrt(dl * dl + da * da + db * db)
    borders.set(key, border)
  }
  for (let at = 0; at < labels.length; at++) {
    if (at % width < width - 1) note(at, at + 1)
    if (at < width * (height - 1)) note(at, at + width)
  }
  const all = [...borders.values()]
  // Soft edges step little from pixel to pixel, and much from patch to patch.
  for (const border of all) {
    const across = colourStep(regions[border.first]!, regions[border.second]!)
    border.step = (0.4 * border.step) / border.length + 0.6 * across
  }
  return all
}
