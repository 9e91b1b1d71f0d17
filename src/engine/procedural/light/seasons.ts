import type { Pixels } from '#image/pixels.ts'
import { valueNoise } from '../raster/value-noise.ts'
import { eachPixel, greenness, scaledBy, smooth, towards, type Rgb } from './each-pixel.ts'
import type { Setting } from './setting.ts'

/** Turns green leaves to orange, red and gold in blotches; the light is golden. */
export function autumn(pixels: Pixels, { seed, careful }: Setting): Pixels {
  const { width, height } = pixels
  const kind = careful
    ? valueNoise(width, height, { cell: width / 14, seed: seed + 7, octaves: 4 })
    : undefined
  return eachPixel(pixels, (data, from, at, _x, y) => {
    // Grass fades, leaves turn.
    const green = greenness(data, from) * (1 - 0.4 * smooth(y / height, 0.6, 0.82))
    const light = 0.299 * data[from]! + 0.587 * data[from + 1]! + 0.114 * data[from + 2]!
    const tint = (kind?.[at] ?? 0.5) - 0.5
    const leaf: Rgb = [
      Math.min(255, light * 1.62 + 22),
      light * (0.93 + tint * 0.9),
      light * (0.36 + tint * 0.3),
    ]
    scaledBy(data, from, [1.05, 1, 0.91])
    towards(data, from, leaf, green * 0.9)
  })
}

/** Fresh light greens and a clear mild light. */
export const spring = (pixels: Pixels): Pixels =>
  eachPixel(pixels, (data, from) => {
    const green = greenness(data, from)
    scaledBy(data, from, [1.04, 1.05, 1.02], 4)
    scaledBy(data, from, [1 + 0.1 * green, 1 + 0.14 * green, 1 - 0.1 * green])
  })

/** Deep greens, strong warm light. */
export const summer = (pixels: Pixels): Pixels =>
  eachPixel(pixels, (data, from) => {
    const mean = (data[from]! + data[from + 1]! + data[from + 2]!) / 3
    for (let c = 0; c < 3; c++) data[from + c] = mean + (data[from + c]! - mean) * 1.22
    scaledBy(data, from, [1.08, 1.05, 0.95], 6)
  })
