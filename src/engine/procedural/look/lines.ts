import type { Pixels } from '#image/pixels.ts'
import { softBlur } from '../raster/box-blur.ts'
import { lumaPlane } from '../raster/rgb-planes.ts'

/**
 * Dark lines at edges, 1 = paper, 0 = ink: a sharpened difference of two blurs, softly cut off.
 * Winnemoeller, Kyprianidis, Olsen 2012, "XDoG".
 */
export function inkLines(
  pixels: Pixels,
  options: { radius: number; strength?: number; softness?: number },
): Float32Array {
  const { width, height } = pixels
  const { radius, strength = 0.985, softness = 0.35 } = options
  const luma = lumaPlane(pixels)
  const near = softBlur(luma, width, height, Math.max(1, Math.round(radius)))
  const far = softBlur(luma, width, height, Math.max(2, Math.round(radius * 2)))
  const lines = new Float32Array(luma.length)
  for (let at = 0; at < lines.length; at++) {
    const difference = near[at]! - strength * far[at]!
    const value = difference >= 0 ? 1 : 1 + Math.tanh(softness * difference)
    lines[at] = Math.min(1, Math.max(0, value))
  }
  return lines
}
