import type { Pixels } from '#image/pixels.ts'
import { eachPixel } from '../light/each-pixel.ts'
import { superpixels } from '../see/superpixels.ts'
import type { Sight } from '../see/sight.ts'
import { kuwahara } from './kuwahara.ts'
import { inkLines } from './lines.ts'

/** Square blocks of few colours. */
export function pixelArt(pixels: Pixels): Pixels {
  const { width, height, data } = pixels
  const block = Math.max(3, Math.round(Math.max(width, height) / 110))
  const columns = Math.ceil(width / block)
  const sums = new Float64Array(columns * Math.ceil(height / block) * 4)
  for (let at = 0; at < width * height; at++) {
    const cell =
      (Math.floor(Math.floor(at / width) / block) * columns + Math.floor((at % width) / block)) * 4
    for (let c = 0; c < 3; c++) sums[cell + c]! += data[at * 4 + c]!
    sums[cell + 3]! += 1
  }
  return eachPixel(pixels, (out, from, _at, x, y) => {
    const cell = (Math.floor(y / block) * columns + Math.floor(x / block)) * 4
    // An ordered pattern of two by two hides the steps, as the old machines did.
    const dither = (((Math.floor(x / block) & 1) ^ (Math.floor(y / block) & 1)) - 0.5) * 14
    for (let c = 0; c < 3; c++) {
      const mean = sums[cell + c]! / sums[cell + 3]!
      const strong = (mean - 128) * 1.15 + 128 + dither
      out[from + c] = Math.round(strong / 36.4) * 36.4
    }
  })
}

/** Printed dots on flat colour, black outlines. */
export function comic(pixels: Pixels): Pixels {
  const flat = kuwahara(pixels, Math.max(2, Math.max(pixels.width, pixels.height) / 110))
  const lines = inkLines(flat, {
    radius: Math.max(1, pixels.width / 520),
    strength: 0.975,
    softness: 0.5,
  })
  const gap = Math.max(4, Math.max(pixels.width, pixels.height) / 128)
  return eachPixel(flat, (data, from, at, x, y) => {
    const luma = 0.299 * data[from]! + 0.587 * data[from + 1]! + 0.114 * data[from + 2]!
    // Rotated screen: the dot grows as the tone darkens.
    const u = (x + y) / gap / 1.414
    const v = (x - y) / gap / 1.414
    const far = Math.hypot(u - Math.round(u), v - Math.round(v)) / 0.707
    const dot = far < Math.sqrt(Math.max(0, 1 - luma / 235)) * 0.9 ? 0.62 : 1.08
    const mean = luma
    for (let c = 0; c < 3; c++) {
      const strong = mean + (data[from + c]! - mean) * 1.8
      data[from + c] = (Math.round(strong / 51) * 51 * dot + 10) * (0.1 + 0.9 * lines[at]!)
    }
  })
}

/** Mean colour of each label, at full size by the small labels. */
function patchMeansOf(
  pixels: Pixels,
  labels: Int32Array,
  width: number,
  height: number,
  count: number,
): Float64Array {
  const sums = new Float64Array(count * 4)
  for (let y = 0; y < pixels.height; y += 2)
    for (let x = 0; x < pixels.width; x += 2) {
      const label =
        labels[
          Math.floor((y * height) / pixels.height) * width + Math.floor((x * width) / pixels.width)
        ]! * 4
      for (let c = 0; c < 3; c++) sums[label + c]! += pixels.data[(y * pixels.width + x) * 4 + c]!
      sums[label + 3]! += 1
    }
  return sums
}

/** Pieces of coloured glass, leaded. */
export function mosaic(sight: Sight): Pixels {
  const { pixels, lab } = sight
  const { labels, width, height, count } = superpixels(lab, 420, 22)
  const sums = patchMeansOf(pixels, labels, width, height, count)
  const wide = Math.max(2, Math.round(pixels.width / 340))
  const labelAt = (x: number, y: number): number =>
    labels[
      Math.min(height - 1, Math.max(0, Math.floor((y * height) / pixels.height))) * width +
        Math.min(width - 1, Math.max(0, Math.floor((x * width) / pixels.width)))
    ]!
  return eachPixel(pixels, (data, from, _at, x, y) => {
    const label = labelAt(x, y)
    const lead = labelAt(x + wide, y) !== label || labelAt(x, y + wide) !== label
    for (let c = 0; c < 3; c++) {
      const mean = sums[label * 4 + c]! / Math.max(1, sums[label * 4 + 3]!)
      const glass = (mean - 110) * 1.3 + 122 + (data[from + c]! - mean) * 0.16
      data[from + c] = lead ? 24 : glass
    }
  })
}
