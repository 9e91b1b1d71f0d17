import type { Pixels } from '#image/pixels.ts'
import { softBlur } from '../raster/box-blur.ts'
import { fromRgbPlanes, lumaPlane } from '../raster/rgb-planes.ts'
import { valueNoise } from '../raster/value-noise.ts'
import { smooth } from '../light/each-pixel.ts'
import { inkLines } from './lines.ts'

const sized = ({ width, height }: Pixels, part: number): number =>
  Math.max(1, (Math.max(width, height) * part) / 1024)

/** Parallel strokes of a pencil: 0 in a stroke, 1 between, for tones below a limit. */
const hatch = (x: number, y: number, slope: number, gap: number): number => {
  const phase = ((((x + y * slope) / gap) % 1) + 1) % 1
  return smooth(Math.abs(phase - 0.5), 0.08, 0.3)
}

/** Graphite: soft contours, hatched shades, toothed paper. */
export function sketch(pixels: Pixels, seed: number): Pixels {
  const { width, height } = pixels
  const luma = lumaPlane(pixels)
  const blurred = softBlur(luma, width, height, Math.round(sized(pixels, 7)))
  const even = softBlur(luma, width, height, Math.round(sized(pixels, 3)))
  const tooth = valueNoise(width, height, { cell: sized(pixels, 2.5), seed, octaves: 2 })
  const out = new Float32Array(luma.length)
  const gap = sized(pixels, 6)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      // Colour dodge of the grey picture with its blurred negative, the classical pencil effect.
      const dodge = Math.min(1, luma[at]! / Math.max(1, blurred[at]!))
      const contour = smooth(dodge, 0.55, 0.99)
      const dark = 1 - even[at]! / 255
      const first = 1 - (1 - hatch(x, y, 0.8, gap)) * smooth(dark, 0.42, 0.72) * 0.5
      const second = 1 - (1 - hatch(x, y, -0.9, gap * 0.9)) * smooth(dark, 0.66, 0.92) * 0.55
      const paper = 1 - 0.16 * dark - 0.22 * Math.max(0, tooth[at]! - 0.5) * (1 - contour * 0.6)
      out[at] = 250 * (0.16 + 0.84 * contour) * first * second * paper
    }
  return fromRgbPlanes(width, height, [out, out, out])
}

/** Black ink on paper: bold outlines and filled darks. */
export function ink(pixels: Pixels): Pixels {
  const { width, height } = pixels
  const lines = inkLines(pixels, { radius: sized(pixels, 2), strength: 0.97, softness: 0.28 })
  const luma = softBlur(lumaPlane(pixels), width, height, Math.round(sized(pixels, 3)))
  const out = new Float32Array(luma.length)
  for (let at = 0; at < out.length; at++) {
    const fill = 0.12 + 0.88 * smooth(luma[at]!, 46, 92)
    const wash = 0.8 + 0.2 * smooth(luma[at]!, 96, 168)
    out[at] = 246 * lines[at]! * fill * wash
  }
  const warm = out.map((value) => value * 0.95)
  return fromRgbPlanes(width, height, [out, out.map((value) => value * 0.985), warm])
}
