/** One value a pixel, row by row. */
export interface Plane {
  width: number
  height: number
  data: Float32Array
}

interface Taps {
  low: Int32Array
  high: Int32Array
  part: Float32Array
}

/** Which two source samples each target sample lies between, pixel centres matched. */
export function tapsOf(from: number, to: number): Taps {
  const taps = {
    low: new Int32Array(to),
    high: new Int32Array(to),
    part: new Float32Array(to),
  }
  for (let index = 0; index < to; index++) {
    const at = Math.min(from - 1, Math.max(0, ((index + 0.5) * from) / to - 0.5))
    const low = Math.floor(at)
    taps.low[index] = low
    taps.high[index] = Math.min(from - 1, low + 1)
    taps.part[index] = at - low
  }
  return taps
}

/** Bilinear, to exactly width x height. */
export function enlarge({ width, height, data }: Plane, toWidth: number, toHeight: number) {
  if (width === toWidth && height === toHeight) return data
  const across = tapsOf(width, toWidth)
  const down = tapsOf(height, toHeight)
  const out = new Float32Array(toWidth * toHeight)
  const row = new Float32Array(width)
  for (let y = 0; y < toHeight; y++) {
    const top = down.low[y]! * width
    const bottom = down.high[y]! * width
    const part = down.part[y]!
    for (let x = 0; x < width; x++) {
      const value = data[top + x]!
      row[x] = value + (data[bottom + x]! - value) * part
    }
    const start = y * toWidth
    for (let x = 0; x < toWidth; x++) {
      const value = row[across.low[x]!]!
      out[start + x] = value + (row[across.high[x]!]! - value) * across.part[x]!
    }
  }
  return out
}
