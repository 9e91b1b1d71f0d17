import type { Pixels } from '#image/pixels.ts'
import { grain } from '../raster/grain.ts'
import { eachPixel, greyed, scaledBy, smooth, towards, type Rgb } from './each-pixel.ts'

/** An S-shaped curve about the middle; 0 leaves everything. */
const contrastCurve = (amount: number): Float32Array =>
  Float32Array.from({ length: 256 }, (_, value) => {
    const t = value / 255
    return 255 * (t + amount * (smooth(t, 0, 1) - t))
  })

function curved(data: Uint8ClampedArray, from: number, curve: Float32Array): void {
  for (let c = 0; c < 3; c++) data[from + c] = curve[data[from + c]!]!
}

function saturated(data: Uint8ClampedArray, from: number, by: number): void {
  const mean = 0.299 * data[from]! + 0.587 * data[from + 1]! + 0.114 * data[from + 2]!
  for (let c = 0; c < 3; c++) data[from + c] = mean + (data[from + c]! - mean) * by
}

export const monochrome = (pixels: Pixels): Pixels =>
  eachPixel(pixels, (data, from) => greyed(data, from, 1))

/** The matrix of the CSS filter `sepia(1)` (W3C Filter Effects, section 13). */
export const sepia = (pixels: Pixels): Pixels =>
  eachPixel(pixels, (data, from) => {
    const [r, g, b] = [data[from]!, data[from + 1]!, data[from + 2]!]
    data[from] = 0.393 * r + 0.769 * g + 0.189 * b
    data[from + 1] = 0.349 * r + 0.686 * g + 0.168 * b
    data[from + 2] = 0.272 * r + 0.534 * g + 0.131 * b
  })

/** Faded blacks, yellowed whites, dark corners, grain. */
export function vintage(pixels: Pixels, seed: number): Pixels {
  const { width, height } = pixels
  const random = grain(seed)
  return eachPixel(pixels, (data, from, _at, x, y) => {
    saturated(data, from, 0.62)
    scaledBy(data, from, [0.86, 0.8, 0.66], 30)
    const edge = Math.hypot(x / width - 0.5, y / height - 0.5)
    scaledBy(data, from, [1, 1, 1], (random() - 0.5) * 16)
    const dark = 1 - 0.55 * smooth(edge, 0.32, 0.75)
    scaledBy(data, from, [dark, dark, dark])
  })
}

export const negative = (pixels: Pixels): Pixels =>
  eachPixel(pixels, (data, from) => {
    for (let c = 0; c < 3; c++) data[from + c] = 255 - data[from + c]!
  })

export const warm = (pixels: Pixels): Pixels =>
  eachPixel(pixels, (data, from) => {
    scaledBy(data, from, [1.12, 1.01, 0.8], 2)
    towards(data, from, [255, 190, 110], 0.06)
  })

export const cold = (pixels: Pixels): Pixels =>
  eachPixel(pixels, (data, from) => {
    scaledBy(data, from, [0.82, 0.97, 1.15])
    towards(data, from, [120, 170, 235], 0.06)
  })

export function brighter(pixels: Pixels): Pixels {
  const curve = Float32Array.from({ length: 256 }, (_, value) => 255 * (value / 255) ** 0.68)
  return eachPixel(pixels, (data, from) => {
    curved(data, from, curve)
    saturated(data, from, 1.06)
  })
}

export const darker = (pixels: Pixels): Pixels =>
  eachPixel(pixels, (data, from) => scaledBy(data, from, [0.52, 0.52, 0.55]))

export const vivid = (pixels: Pixels): Pixels => {
  const curve = contrastCurve(0.35)
  return eachPixel(pixels, (data, from) => {
    curved(data, from, curve)
    saturated(data, from, 1.55)
  })
}

export const pale = (pixels: Pixels): Pixels =>
  eachPixel(pixels, (data, from) => {
    saturated(data, from, 0.45)
    scaledBy(data, from, [0.82, 0.82, 0.82], 42)
  })

export const contrast = (pixels: Pixels): Pixels => {
  const curve = contrastCurve(0.9)
  return eachPixel(pixels, (data, from) => curved(data, from, curve))
}

/** Deep contrast, teal shadows, orange lights, dark corners. */
export function dramatic(pixels: Pixels): Pixels {
  const { width, height } = pixels
  const curve = contrastCurve(0.9)
  return eachPixel(pixels, (data, from, _at, x, y) => {
    curved(data, from, curve)
    const light = (data[from]! + data[from + 1]! + data[from + 2]!) / 765
    towards(data, from, light < 0.5 ? [16, 66, 86] : [255, 190, 120], 0.14)
    const dark = 1 - 0.5 * smooth(Math.hypot(x / width - 0.5, y / height - 0.5), 0.3, 0.75)
    scaledBy(data, from, [dark, dark, dark])
  })
}

const glow: readonly Rgb[] = [
  [8, 4, 30],
  [70, 10, 110],
  [230, 30, 150],
  [60, 220, 240],
  [240, 250, 255],
]

/** Night colours of neon tubes: darkness to violet, magenta and cyan by lightness. */
export const neon = (pixels: Pixels): Pixels =>
  eachPixel(pixels, (data, from) => {
    const light = (0.299 * data[from]! + 0.587 * data[from + 1]! + 0.114 * data[from + 2]!) / 255
    const place = Math.min(3.999, light * 4)
    const low = Math.floor(place)
    const [one, two] = [glow[low]!, glow[low + 1]!]
    const part = place - low
    const to: Rgb = [
      one[0] + (two[0] - one[0]) * part,
      one[1] + (two[1] - one[1]) * part,
      one[2] + (two[2] - one[2]) * part,
    ]
    towards(data, from, to, 0.72)
  })
