import type { Pixels } from '#image/pixels.ts'
import { softBlur } from '../raster/box-blur.ts'
import { lumaPlane } from '../raster/rgb-planes.ts'
import { valueNoise } from '../raster/value-noise.ts'
import { eachPixel, towards } from '../light/each-pixel.ts'
import { kuwahara } from './kuwahara.ts'
import { inkLines } from './lines.ts'
import { strokes } from './strokes.ts'

/** Radius in pixels of what is `part` in 1024. */
const sized = ({ width, height }: Pixels, part: number): number =>
  Math.max(1, (Math.max(width, height) * part) / 1024)

/** Light from the upper left over a height field, 0 to about 255. */
function relief(
  data: Uint8ClampedArray,
  from: number,
  field: Float32Array,
  at: number,
  width: number,
  amount: number,
): void {
  const slope = (field[at]! - (field[at - width - 1] ?? field[at]!)) * amount
  for (let c = 0; c < 3; c++) data[from + c] = data[from + c]! + slope
}

/** Short thick strokes over flattened colours, with the relief of the paint. */
export function oil(pixels: Pixels, seed: number): Pixels {
  const flat = kuwahara(pixels, sized(pixels, 9))
  const painted = strokes(flat, pixels, {
    seed,
    length: sized(pixels, 26),
    thickness: sized(pixels, 8),
    jitter: 18,
    cover: 1.4,
  })
  const field = lumaPlane(painted)
  const bristles = valueNoise(pixels.width, pixels.height, {
    cell: sized(pixels, 7),
    seed,
    octaves: 2,
  })
  for (let at = 0; at < field.length; at++) field[at]! += bristles[at]! * 34
  return eachPixel(painted, (data, from, at) => relief(data, from, field, at, pixels.width, 0.34))
}

/** Separate dabs of pure colour over a warm ground. */
export function impressionist(pixels: Pixels, seed: number): Pixels {
  const base = kuwahara(pixels, sized(pixels, 16))
  const coarse = strokes(base, base, {
    seed,
    length: sized(pixels, 46),
    thickness: sized(pixels, 13),
    jitter: 34,
    cover: 1.2,
  })
  const fine = strokes(coarse, pixels, {
    seed: seed + 1,
    length: sized(pixels, 24),
    thickness: sized(pixels, 7),
    jitter: 30,
    cover: 0.75,
    edges: true,
  })
  return eachPixel(fine, (data, from) => {
    const mean = (data[from]! + data[from + 1]! + data[from + 2]!) / 3
    for (let c = 0; c < 3; c++) data[from + c] = mean + (data[from + c]! - mean) * 1.22 + 6
  })
}

/** Washes that pool at their edges, on rough white paper that shows at the margin. */
export function watercolour(pixels: Pixels, seed: number): Pixels {
  const { width, height } = pixels
  const washed = kuwahara(kuwahara(pixels, sized(pixels, 14)), sized(pixels, 9))
  const luma = lumaPlane(washed)
  const even = softBlur(luma, width, height, sized(pixels, 5))
  const paper = valueNoise(width, height, { cell: sized(pixels, 5), seed, octaves: 2 })
  const pigment = valueNoise(width, height, { cell: sized(pixels, 90), seed: seed + 1, octaves: 5 })
  const border = valueNoise(width, height, { cell: sized(pixels, 70), seed: seed + 2, octaves: 4 })
  return eachPixel(washed, (data, from, at, x, y) => {
    const pool = Math.min(1, Math.abs(even[at]! - luma[at]!) / 26)
    const thin = 0.13 + 0.34 * (pigment[at]! - 0.4)
    const mean = (data[from]! + data[from + 1]! + data[from + 2]!) / 3
    for (let c = 0; c < 3; c++) data[from + c] = mean + (data[from + c]! - mean) * 1.3 + 10
    towards(data, from, [255, 253, 246], Math.max(0.03, thin))
    const dark = 1 - 0.28 * pool - 0.12 * (paper[at]! - 0.5)
    for (let c = 0; c < 3; c++) data[from + c] = data[from + c]! * dark
    const edge = Math.min(x, y, width - 1 - x, height - 1 - y) / Math.max(width, height)
    const bare = Math.min(1, Math.max(0, (0.045 - edge + (border[at]! - 0.5) * 0.09) / 0.014))
    towards(data, from, [252, 250, 243], bare)
  })
}

/** Chalky strokes on toned paper. */
export function pastel(pixels: Pixels, seed: number): Pixels {
  const { width, height } = pixels
  const soft = strokes(kuwahara(pixels, sized(pixels, 8)), pixels, {
    seed,
    length: sized(pixels, 30),
    thickness: sized(pixels, 5),
    jitter: 16,
    cover: 1.4,
  })
  const tooth = valueNoise(width, height, { cell: sized(pixels, 3), seed, octaves: 2 })
  return eachPixel(soft, (data, from, at) => {
    towards(data, from, [244, 236, 222], 0.16 + 0.5 * Math.max(0, tooth[at]! - 0.52))
  })
}

/** Flat colours in few steps under dark outlines. */
export function cartoon(pixels: Pixels): Pixels {
  const flat = kuwahara(kuwahara(pixels, sized(pixels, 10)), sized(pixels, 6))
  const lines = inkLines(flat, { radius: sized(pixels, 1.6), softness: 0.5, strength: 0.98 })
  return eachPixel(flat, (data, from, at) => {
    const luma = 0.299 * data[from]! + 0.587 * data[from + 1]! + 0.114 * data[from + 2]!
    const step = 255 / 6
    const level =
      (Math.floor(luma / step) + 0.5 + 0.5 * Math.tanh(((luma % step) / step - 0.5) * 5)) * step
    const gain = level / Math.max(8, luma)
    const mean = luma * gain
    for (let c = 0; c < 3; c++)
      data[from + c] =
        (mean + (data[from + c]! * gain - mean) * 1.4 + 8) * (0.18 + 0.82 * lines[at]!)
  })
}

/** Few flat tones, as printed from several screens. */
export function poster(pixels: Pixels): Pixels {
  const flat = kuwahara(kuwahara(pixels, sized(pixels, 14)), sized(pixels, 8))
  const lines = inkLines(flat, { radius: sized(pixels, 2), softness: 0.3, strength: 0.97 })
  return eachPixel(flat, (data, from, at) => {
    for (let c = 0; c < 3; c++) {
      const value = Math.min(255, Math.max(0, (data[from + c]! - 128) * 1.3 + 132))
      data[from + c] = Math.round(value / 63.75) * 63.75 * (0.35 + 0.65 * lines[at]!)
    }
  })
}
