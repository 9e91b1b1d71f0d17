import type { Mask, Pixels } from '#image/pixels.ts'
import { crop, cutBytes, frameOf, frameWithin, type Frame } from '../raster/crop.ts'
import { grain } from '../raster/grain.ts'
import { grow } from '../raster/morphology.ts'
import { complete } from './complete.ts'
import { membrane, pullPush } from './membrane.ts'
import type { Canvas, Matches } from './patch-match.ts'

/** The hole's box, let out so that there is enough to copy from. */
function surroundings(hole: Mask): Frame | undefined {
  const box = frameOf(hole)
  if (!box) return undefined
  const margin = Math.max(box.width, box.height) * 0.75 + 24
  return frameWithin(hole, {
    left: box.left - margin,
    top: box.top - margin,
    width: box.width + 2 * margin,
    height: box.height + 2 * margin,
  })
}

/** Whether the surroundings of a hole are so even that a smooth continuation is the best guess. */
function isEven({ width, data }: Pixels, hole: Mask): boolean {
  const ring = grow(hole, Math.max(3, Math.round(width / 30)))
  const steps: number[] = []
  for (let at = 0; at + width < ring.data.length; at++) {
    if (!ring.data[at] || hole.data[at] || (at + 1) % width === 0) continue
    for (const next of [at + 1, at + width]) {
      if (hole.data[next]) continue
      let step = 0
      for (let c = 0; c < 3; c++) step += Math.abs(data[at * 4 + c]! - data[next * 4 + c]!)
      steps.push(step)
    }
  }
  const edges = steps.filter((step) => step > 20).length
  const textured = steps.filter((step) => step > 9).length
  return edges < steps.length * 0.0015 && textured < steps.length * 0.02
}

/** The picture at a smaller size: each pixel the mean of the known ones it covers, unknown as soon as one is. */
function canvasOf({ width, height, data }: Pixels, hole: Mask, w: number, h: number): Canvas {
  const small: Canvas = {
    width: w,
    height: h,
    rgb: new Float32Array(w * h * 3),
    hole: new Uint8Array(w * h),
  }
  const counts = new Float32Array(w * h)
  for (let y = 0, at = 0; y < height; y++) {
    const row = Math.floor((y * h) / height) * w
    for (let x = 0; x < width; x++, at++) {
      const to = row + Math.floor((x * w) / width)
      if (hole.data[at]) {
        small.hole[to] = 1
        continue
      }
      counts[to]! += 1
      small.rgb[to * 3]! += data[at * 4]!
      small.rgb[to * 3 + 1]! += data[at * 4 + 1]!
      small.rgb[to * 3 + 2]! += data[at * 4 + 2]!
    }
  }
  for (let at = 0; at < counts.length; at++)
    if (counts[at]! > 1) for (let c = 0; c < 3; c++) small.rgb[at * 3 + c]! /= counts[at]!
  return small
}

/** Full-size pixel that the match of a small one points at, seen from (x, y); -1 when it lies outside. */
function sourceOf(
  { width, height }: Pixels,
  small: Canvas,
  matches: Matches,
  at: readonly [x: number, y: number, wx: number, wy: number],
): number {
  const [x, y, wx, wy] = at
  if (wx < 0 || wy < 0 || wx >= small.width || wy >= small.height) return -1
  const source = matches.source[wy * small.width + wx]!
  if (source < 0) return -1
  const ox = Math.round(x + ((source % small.width) - wx) * (width / small.width))
  const oy = Math.round(y + (Math.floor(source / small.width) - wy) * (height / small.height))
  return ox < 0 || oy < 0 || ox >= width || oy >= height ? -1 : oy * width + ox
}

/** Copies at full size what the small matches point at; several neighbours' opinions are averaged. */
function copied(pixels: Pixels, wanted: Mask, small: Canvas, matches: Matches): Float32Array {
  const { width, height, data } = pixels
  const out = new Float32Array(width * height * 3)
  for (let at = 0; at < wanted.data.length; at++) {
    if (!wanted.data[at]) continue
    const x = at % width
    const y = (at - x) / width
    const wx = Math.min(small.width - 1, Math.floor((x * small.width) / width))
    const wy = Math.min(small.height - 1, Math.floor((y * small.height) / height))
    let total = 0
    for (let near = 0; near < 9; near++) {
      const from = sourceOf(pixels, small, matches, [
        x,
        y,
        wx + (near % 3) - 1,
        wy + Math.floor(near / 3) - 1,
      ])
      if (from < 0) continue
      const weight = near === 4 ? 4 : 1
      total += weight
      for (let c = 0; c < 3; c++) out[at * 3 + c]! += weight * data[from * 4 + c]!
    }
    if (total > 0) for (let c = 0; c < 3; c++) out[at * 3 + c]! /= total
  }
  return out
}

/** Shifts the copy so that it meets its surroundings (Farbman et al. 2009, membrane cloning by pull-push). */
function blended(pixels: Pixels, hole: Mask, ring: Mask, copy: Float32Array): Pixels {
  const { width, height } = pixels
  const values = new Float32Array(width * height * 3)
  const weights = new Float32Array(width * height).fill(1)
  for (let at = 0; at < weights.length; at++) {
    if (hole.data[at]) weights[at] = 0
    else if (ring.data[at])
      for (let c = 0; c < 3; c++) values[at * 3 + c] = pixels.data[at * 4 + c]! - copy[at * 3 + c]!
  }
  pullPush({ values, weights, width, height }, 3)
  const data = pixels.data.slice()
  for (let at = 0; at < weights.length; at++) {
    if (!hole.data[at]) continue
    for (let c = 0; c < 3; c++) {
      const shift = Math.max(-40, Math.min(40, values[at * 3 + c]!))
      data[at * 4 + c] = Math.max(0, Math.min(255, Math.round(copy[at * 3 + c]! + shift)))
    }
  }
  return { ...pixels, data }
}

/** Longest side at which patches are matched. */
const working = 152

function byPatches(pixels: Pixels, hole: Mask, seed: number): Pixels {
  const scale = Math.min(1, working / Math.max(pixels.width, pixels.height))
  const [w, h] = [
    Math.max(16, Math.round(pixels.width * scale)),
    Math.max(16, Math.round(pixels.height * scale)),
  ]
  const small = canvasOf(pixels, hole, w, h)
  const matches = complete(small, grain(seed + 1))
  if (!matches) return membrane(pixels, hole)
  const ring = grow(hole, 2)
  return blended(pixels, hole, ring, copied(pixels, ring, small, matches))
}

/** Replaces the masked pixels by what could be behind them. `patches` = false gives the smooth continuation only. */
export function inpaint(
  pixels: Pixels,
  hole: Mask,
  options: { seed: number; patches: boolean },
): Pixels {
  const frame = surroundings(hole)
  if (!frame) return pixels
  const part = crop(pixels, frame)
  const mask: Mask = { ...frame, data: cutBytes(hole.data, hole.width, frame, 1) }
  const smooth = !options.patches || isEven(part, mask)
  const filled = smooth ? membrane(part, mask) : byPatches(part, mask, options.seed)
  const data = pixels.data.slice()
  for (let y = 0; y < frame.height; y++) {
    const to = ((frame.top + y) * pixels.width + frame.left) * 4
    data.set(filled.data.subarray(y * frame.width * 4, (y + 1) * frame.width * 4), to)
  }
  return { ...pixels, data }
}
