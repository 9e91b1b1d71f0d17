import type { Mask, Pixels } from '#image/pixels.ts'

const channels = 3

/** Known pixels averaged two by two; a pixel is known if any of its four was. */
function shrink(values: Float32Array, known: Uint8Array, width: number, height: number) {
  const w = Math.ceil(width / 2)
  const h = Math.ceil(height / 2)
  const small = new Float32Array(w * h * channels)
  const smallKnown = new Uint8Array(w * h)
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      let count = 0
      for (let fy = y * 2; fy < Math.min(height, y * 2 + 2); fy++) {
        for (let fx = x * 2; fx < Math.min(width, x * 2 + 2); fx++) {
          const from = fy * width + fx
          if (!known[from]) continue
          count += 1
          for (let c = 0; c < channels; c++)
            small[(y * w + x) * channels + c]! += values[from * channels + c] ?? 0
        }
      }
      if (count === 0) continue
      smallKnown[y * w + x] = 1
      for (let c = 0; c < channels; c++) small[(y * w + x) * channels + c]! /= count
    }
  }
  return { values: small, known: smallKnown, width: w, height: h }
}

/** Fills unknown pixels from the next smaller level, which fills itself first (pull-push, Gortler et al. 1996). */
function fill(values: Float32Array, known: Uint8Array, width: number, height: number): void {
  if (width <= 1 || height <= 1 || !known.includes(0)) return
  const small = shrink(values, known, width, height)
  fill(small.values, small.known, small.width, small.height)
  for (let index = 0; index < known.length; index++) {
    if (known[index]) continue
    const x = index % width
    const y = (index - x) / width
    const sx = Math.min(small.width - 1.001, Math.max(0, (x - 0.5) / 2))
    const sy = Math.min(small.height - 1.001, Math.max(0, (y - 0.5) / 2))
    const x0 = Math.floor(sx)
    const y0 = Math.floor(sy)
    const [fx, fy] = [sx - x0, sy - y0]
    const at = (px: number, py: number, c: number): number =>
      small.values[
        (Math.min(py, small.height - 1) * small.width + Math.min(px, small.width - 1)) * channels +
          c
      ] ?? 0
    for (let c = 0; c < channels; c++) {
      const top = at(x0, y0, c) * (1 - fx) + at(x0 + 1, y0, c) * fx
      const bottom = at(x0, y0 + 1, c) * (1 - fx) + at(x0 + 1, y0 + 1, c) * fx
      values[index * channels + c] = top * (1 - fy) + bottom * fy
    }
  }
}

/** Replaces the masked pixels by a smooth continuation of what surrounds them. */
export function inpaint(pixels: Pixels, mask: Mask): Pixels {
  const { width, height, data } = pixels
  const known = mask.data.map((value) => (value > 0 ? 0 : 1))
  const values = new Float32Array(width * height * channels)
  for (let index = 0; index < known.length; index++) {
    for (let c = 0; c < channels; c++) {
      values[index * channels + c] = known[index] ? (data[index * 4 + c] ?? 0) : 0
    }
  }
  fill(values, known, width, height)
  const filled = data.slice()
  for (let index = 0; index < known.length; index++) {
    if (known[index]) continue
    for (let c = 0; c < channels; c++)
      filled[index * 4 + c] = Math.round(values[index * channels + c] ?? 0)
  }
  return { width, height, data: filled }
}

/** Grows a mask by `radius` pixels, square. */
export function grow(mask: Mask, radius: number): Mask {
  const { width, height, data } = mask
  const rows = new Uint8Array(data.length)
  const grown = new Uint8Array(data.length)
  for (let index = 0; index < data.length; index++) {
    if (!data[index]) continue
    const x = index % width
    rows.fill(255, index - Math.min(radius, x), index + Math.min(radius, width - 1 - x) + 1)
  }
  for (let index = 0; index < rows.length; index++) {
    if (!rows[index]) continue
    const y = Math.floor(index / width)
    for (let dy = -Math.min(radius, y); dy <= Math.min(radius, height - 1 - y); dy++)
      grown[index + dy * width] = 255
  }
  return { width, height, data: grown }
}
