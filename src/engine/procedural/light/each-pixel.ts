import type { Pixels } from '#image/pixels.ts'

/** A copy in which every pixel was worked on: `at` is its index, `from` where its bytes start. */
export function eachPixel(
  pixels: Pixels,
  work: (data: Uint8ClampedArray, from: number, at: number, x: number, y: number) => void,
): Pixels {
  const { width, height } = pixels
  const data = new Uint8ClampedArray(pixels.data)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) work(data, at * 4, at, x, y)
  return { width, height, data: new Uint8Array(data.buffer) }
}

export type Rgb = readonly [number, number, number]

/** Mixes a pixel towards a colour. */
export function towards(data: Uint8ClampedArray, from: number, to: Rgb, part: number): void {
  data[from] = data[from]! + (to[0] - data[from]!) * part
  data[from + 1] = data[from + 1]! + (to[1] - data[from + 1]!) * part
  data[from + 2] = data[from + 2]! + (to[2] - data[from + 2]!) * part
}

/** Multiplies the channels of a pixel. */
export function scaledBy(data: Uint8ClampedArray, from: number, by: Rgb, add = 0): void {
  data[from] = data[from]! * by[0] + add
  data[from + 1] = data[from + 1]! * by[1] + add
  data[from + 2] = data[from + 2]! * by[2] + add
}

/** Draws a pixel towards its own grey. */
export function greyed(data: Uint8ClampedArray, from: number, part: number): void {
  const grey = 0.299 * data[from]! + 0.587 * data[from + 1]! + 0.114 * data[from + 2]!
  data[from] = data[from]! + (grey - data[from]!) * part
  data[from + 1] = data[from + 1]! + (grey - data[from + 1]!) * part
  data[from + 2] = data[from + 2]! + (grey - data[from + 2]!) * part
}

/** 0 below `low`, 1 above `high`, smooth between. */
export const smooth = (value: number, low: number, high: number): number => {
  const t = Math.min(1, Math.max(0, (value - low) / (high - low)))
  return t * t * (3 - 2 * t)
}

/** How green a pixel is against red and blue, 0 to 1: leaves and grass. */
export const greenness = (data: ArrayLike<number>, from: number): number => {
  const [r, g, b] = [data[from]!, data[from + 1]!, data[from + 2]!]
  const lead = Math.min((g - r * 0.98) / 24, (g - b * 1.06) / 20)
  return Math.min(1, Math.max(0, lead))
}
