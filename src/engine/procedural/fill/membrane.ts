import type { Mask, Pixels } from '#image/pixels.ts'

interface Level {
  values: Float32Array
  weights: Float32Array
  width: number
  height: number
}

/** Known pixels averaged two by two, `channels` values each. */
function shrink({ values, weights, width, height }: Level, channels: number): Level {
  const [w, h] = [(width + 1) >> 1, (height + 1) >> 1]
  const small: Level = {
    values: new Float32Array(w * h * channels),
    weights: new Float32Array(w * h),
    width: w,
    height: h,
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = y * width + x
      const weight = weights[from]!
      if (weight === 0) continue
      const to = (y >> 1) * w + (x >> 1)
      small.weights[to]! += weight
      for (let c = 0; c < channels; c++)
        small.values[to * channels + c]! += weight * values[from * channels + c]!
    }
  }
  for (let at = 0; at < small.weights.length; at++) {
    const weight = small.weights[at]!
    if (weight === 0) continue
    for (let c = 0; c < channels; c++) small.values[at * channels + c]! /= weight
    small.weights[at] = Math.min(1, weight)
  }
  return small
}

/** Bilinear value of a smaller level at a pixel of the larger one. */
function pull(level: Level, small: Level, channels: number): void {
  const { values, weights, width, height } = level
  for (let y = 0; y < height; y++) {
    const sy = Math.min(small.height - 1, Math.max(0, (y - 0.5) / 2))
    const y0 = Math.floor(sy)
    const y1 = Math.min(small.height - 1, y0 + 1)
    const fy = sy - y0
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      const weight = weights[at]!
      if (weight >= 1) continue
      const sx = Math.min(small.width - 1, Math.max(0, (x - 0.5) / 2))
      const x0 = Math.floor(sx)
      const x1 = Math.min(small.width - 1, x0 + 1)
      const fx = sx - x0
      const [a, b, c, d] = [
        y0 * small.width + x0,
        y0 * small.width + x1,
        y1 * small.width + x0,
        y1 * small.width + x1,
      ]
      for (let channel = 0; channel < channels; channel++) {
        const top =
          small.values[a * channels + channel]! * (1 - fx) +
          small.values[b * channels + channel]! * fx
        const low =
          small.values[c * channels + channel]! * (1 - fx) +
          small.values[d * channels + channel]! * fx
        const guess = top * (1 - fy) + low * fy
        values[at * channels + channel] =
          values[at * channels + channel]! * weight + guess * (1 - weight)
      }
    }
  }
}

/**
 * Fills values whose weight is below 1 by a smooth continuation of the others, in place.
 * Pull-push: Gortler et al. 1996, "The Lumigraph", section 3.4.
 */
export function pullPush(level: Level, channels: number): void {
  if ((level.width <= 1 && level.height <= 1) || !level.weights.some((weight) => weight < 1)) return
  const small = shrink(level, channels)
  pullPush({ ...small, weights: small.weights }, channels)
  pull(level, small, channels)
}

/** Replaces the masked pixels by a smooth continuation of what surrounds them. */
export function membrane(pixels: Pixels, mask: Mask): Pixels {
  const { width, height, data } = pixels
  const values = new Float32Array(width * height * 3)
  const weights = new Float32Array(width * height)
  for (let at = 0; at < weights.length; at++) {
    if (mask.data[at]) continue
    weights[at] = 1
    for (let c = 0; c < 3; c++) values[at * 3 + c] = data[at * 4 + c]!
  }
  pullPush({ values, weights, width, height }, 3)
  const filled = data.slice()
  for (let at = 0; at < weights.length; at++)
    if (mask.data[at])
      for (let c = 0; c < 3; c++) filled[at * 4 + c] = Math.round(values[at * 3 + c]!)
  return { width, height, data: filled }
}
