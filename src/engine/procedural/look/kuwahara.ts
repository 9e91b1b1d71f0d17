import type { Pixels } from '#image/pixels.ts'
import { boxBlur } from '../raster/box-blur.ts'
import { fromRgbPlanes, lumaPlane, rgbPlanes } from '../raster/rgb-planes.ts'

/**
 * Flattens areas and keeps edges: each pixel takes the mean of the most even of the four squares it is a corner of.
 * Kuwahara et al. 1976; the four squares are one box blur, read at four places.
 */
export function kuwahara(pixels: Pixels, radius: number): Pixels {
  const { width, height } = pixels
  const half = Math.max(1, Math.round(radius / 2))
  const luma = lumaPlane(pixels)
  const means = rgbPlanes(pixels).map((plane) => boxBlur(plane, width, height, half))
  const mean = boxBlur(luma, width, height, half)
  for (let at = 0; at < luma.length; at++) luma[at]! *= luma[at]!
  const variance = boxBlur(luma, width, height, half)
  for (let at = 0; at < variance.length; at++) variance[at]! -= mean[at]! * mean[at]!
  const [red, green, blue] = means as [Float32Array, Float32Array, Float32Array]
  const out = [
    new Float32Array(luma.length),
    new Float32Array(luma.length),
    new Float32Array(luma.length),
  ]
  for (let y = 0, at = 0; y < height; y++) {
    const up = Math.max(0, y - half) * width
    const down = Math.min(height - 1, y + half) * width
    for (let x = 0; x < width; x++, at++) {
      const left = x < half ? 0 : x - half
      const right = x + half >= width ? width - 1 : x + half
      let best = up + left
      if (variance[up + right]! < variance[best]!) best = up + right
      if (variance[down + left]! < variance[best]!) best = down + left
      if (variance[down + right]! < variance[best]!) best = down + right
      out[0]![at] = red[best]!
      out[1]![at] = green[best]!
      out[2]![at] = blue[best]!
    }
  }
  return fromRgbPlanes(width, height, out as [Float32Array, Float32Array, Float32Array])
}
