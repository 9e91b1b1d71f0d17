import { boxBlur } from '../raster/box-blur.ts'
import type { Pixels } from '#image/pixels.ts'
import type { Lab } from '../raster/lab.ts'
import type { Sight } from './sight.ts'
import { skinLikeness } from './skin.ts'

/** A box at the small size. */
export interface Box {
  left: number
  top: number
  width: number
  height: number
}

/** A face at the small size, and the two dark spots in it. */
export interface Face extends Box {
  eyes: [x: number, y: number][]
  score: number
}

/** Sums over any rectangle in four look-ups (Crow 1984; Viola, Jones 2001, "integral image"). */
class Sums {
  readonly #sums: Float64Array
  readonly #width: number
  readonly #height: number

  constructor(plane: Float32Array, width: number, height: number) {
    this.#width = width
    this.#height = height
    this.#sums = new Float64Array((width + 1) * (height + 1))
    for (let y = 0; y < height; y++) {
      let row = 0
      for (let x = 0; x < width; x++) {
        row += plane[y * width + x]!
        this.#sums[(y + 1) * (width + 1) + x + 1] = this.#sums[y * (width + 1) + x + 1]! + row
      }
    }
  }

  /** Mean over a rectangle cut to the plane; 0 for nothing. */
  mean(left: number, top: number, right: number, bottom: number): number {
    const [x0, x1] = [Math.max(0, Math.round(left)), Math.min(this.#width, Math.round(right))]
    const [y0, y1] = [Math.max(0, Math.round(top)), Math.min(this.#height, Math.round(bottom))]
    if (x1 <= x0 || y1 <= y0) return 0
    const at = (x: number, y: number): number => this.#sums[y * (this.#width + 1) + x]!
    return (at(x1, y1) - at(x0, y1) - at(x1, y0) + at(x0, y0)) / ((x1 - x0) * (y1 - y0))
  }
}

interface Scale {
  width: number
  height: number
  /** How much darker each pixel is than what is round it, at the size of an eye. */
  relief: Float32Array
  skin: Float32Array
  stride: number
}

interface Spot {
  x: number
  y: number
  depth: number
}

function darkest({ relief, stride }: Scale, box: readonly [number, number, number, number]): Spot {
  let best: Spot = { x: box[0], y: box[1], depth: 0 }
  for (let y = Math.floor(box[1]); y <= box[3]; y++)
    for (let x = Math.floor(box[0]); x <= box[2]; x++) {
      const depth = relief[y * stride + x]!
      if (depth > best.depth) best = { x, y, depth }
    }
  return best
}

/** How much a spot is a spot: light skin on both sides and below it; above there may be a brow. */
function isolation({ relief, skin, stride, width }: Scale, { x, y, depth }: Spot): number {
  const far = Math.max(2, Math.round(width * 0.14))
  let clear = 0
  for (const [dx, dy] of [
    [-far, 0],
    [far, 0],
    [0, far],
  ] as const) {
    const at = (y + dy) * stride + x + dx
    if ((relief[at] ?? 99) < depth * 0.5 && (skin[at] ?? 0) > 0.35) clear += 1
  }
  return clear / 3
}

/** Two like dark spots side by side where eyes are: in a photograph as in a drawing. */
function eyesIn(
  scale: Scale,
  left: number,
  top: number,
): { eyes: Face['eyes']; score: number } | undefined {
  const { width: w, height: h } = scale
  const rows = [top + h * 0.3, top + h * 0.54] as const
  const one = darkest(scale, [left + w * 0.18, rows[0], left + w * 0.42, rows[1]])
  const two = darkest(scale, [left + w * 0.58, rows[0], left + w * 0.82, rows[1]])
  if (one.depth < 5 || two.depth < 5) return undefined
  const level = Math.abs(one.y - two.y) / h
  if (level > 0.1) return undefined
  const alike = Math.min(one.depth, two.depth) / Math.max(one.depth, two.depth)
  const middle = Math.abs((one.x + two.x) / 2 - left - w / 2) / w
  // Between the eyes it is light again.
  const bridge = darkest(scale, [
    left + w * 0.45,
    Math.min(one.y, two.y),
    left + w * 0.55,
    Math.max(one.y, two.y),
  ])
  const depth = Math.min(18, Math.min(one.depth, two.depth)) - Math.max(0, bridge.depth) * 0.6
  const alone = isolation(scale, one) * isolation(scale, two)
  if (depth < 3 || alone < 0.4) return undefined
  return {
    eyes: [
      [one.x, one.y],
      [two.x, two.y],
    ],
    score: depth * alone * alike * (1 - 3 * level) * (1 - 3 * middle),
  }
}

interface Window {
  sums: Sums
  scale: Scale
  left: number
  top: number
}

/** How much a window looks like a face by its skin: cheeks and brow are, both sides and the crown are not. */
function skinScore({ sums, scale, left, top }: Window): number {
  const { width: w, height: h } = scale
  const cheeks = sums.mean(left + w * 0.16, top + h * 0.52, left + w * 0.84, top + h * 0.86)
  if (cheeks < 0.55) return 0
  const brow = sums.mean(left + w * 0.24, top + h * 0.16, left + w * 0.76, top + h * 0.32)
  const beside = Math.max(
    sums.mean(left - w * 0.42, top + h * 0.2, left - w * 0.1, top + h * 0.8),
    sums.mean(left + w * 1.1, top + h * 0.2, left + w * 1.42, top + h * 0.8),
  )
  const above = sums.mean(left + w * 0.1, top - h * 0.34, left + w * 0.9, top - h * 0.06)
  return cheeks * (0.55 + 0.45 * brow) * (1 - 0.5 * beside) * (1 - 0.5 * above)
}

function scan({ width, height }: Pixels, sums: Sums, scale: Scale): Face[] {
  const step = Math.max(1, Math.round(scale.width / 9))
  const faces: Face[] = []
  for (let top = Math.round(scale.height * 0.1); top + scale.height * 0.9 < height; top += step)
    for (let left = 0; left + scale.width < width; left += step) {
      const skin = skinScore({ sums, scale, left, top })
      if (skin < 0.26) continue
      const found = eyesIn(scale, left, top)
      if (!found) continue
      const score = found.score * skin
      if (score > sure)
        faces.push({ left, top, width: scale.width, height: scale.height, eyes: found.eyes, score })
    }
  return faces
}

const overlap = (one: Box, two: Box): boolean =>
  one.left < two.left + two.width &&
  two.left < one.left + one.width &&
  one.top < two.top + two.height &&
  two.top < one.top + one.height

/** Below this it is more likely a knot in wood than a face. */
const sure = 4.6

/** Faces, surest first: skin, shape of a head and two eyes in windows of all sizes (after Hsu et al. 2002). */
export const findFaces = (sight: Sight): Face[] =>
  sight.once('faces', () => {
    const faces = searched(sight, sight.lab)
    const relit = faces.length === 0 ? inDaylight(sight.lab) : undefined
    // Guessed colours need surer shapes.
    return relit ? searched(sight, relit).filter(({ score }) => score > sure * 1.5) : faces
  })

/** A dark picture as it would be by day: full lightness, mean colour grey (Buchsbaum 1980, "gray world"). */
function inDaylight({ width, height, l, a, b }: Lab): Lab | undefined {
  const bright = l.toSorted()[Math.floor(l.length * 0.96)]!
  if (bright > 78 || bright < 12) return undefined
  const mean = (plane: Float32Array): number =>
    plane.reduce((sum, value) => sum + value, 0) / plane.length
  const [ma, mb, gain] = [mean(a), mean(b), 90 / bright]
  return {
    width,
    height,
    l: l.map((value) => value * gain),
    a: a.map((value) => (value - ma) * gain + 4),
    b: b.map((value) => (value - mb) * gain + 4),
  }
}

function searched({ small }: Sight, lab: Lab): Face[] {
  const { width, height } = small
  const skin = new Float32Array(lab.l.length)
  for (let at = 0; at < skin.length; at++)
    skin[at] = skinLikeness(lab.l[at]!, lab.a[at]!, lab.b[at]!)
  const sums = new Sums(skin, width, height)
  const all: Face[] = []
  for (let side = 15; side < Math.min(width, height) * 0.6; side *= 1.22) {
    const near = boxBlur(lab.l, width, height, Math.max(1, Math.round(side / 22)))
    const far = boxBlur(lab.l, width, height, Math.max(2, Math.round(side / 5)))
    const relief = new Float32Array(near.length)
    for (let at = 0; at < relief.length; at++) relief[at] = far[at]! - near[at]!
    all.push(
      ...scan(small, sums, {
        width: Math.round(side),
        height: Math.round(side * 1.16),
        relief,
        skin,
        stride: width,
      }),
    )
  }
  const kept: Face[] = []
  for (const face of all.sort((a, b) => b.score - a.score))
    if (!kept.some((other) => overlap(face, other))) kept.push(face)
  return kept
}
