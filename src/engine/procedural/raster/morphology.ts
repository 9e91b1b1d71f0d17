import { connectedComponents } from '#image/components.ts'
import type { Mask } from '#image/pixels.ts'

const empty = ({ width, height }: Mask): Mask => ({
  width,
  height,
  data: new Uint8Array(width * height),
})

/** Sets every pixel whose row (or column) neighbour within `radius` is set. */
function spread(data: Uint8Array, width: number, height: number, radius: number): Uint8Array {
  const rows = new Uint8Array(data.length)
  for (let y = 0; y < height; y++) {
    let until = -1
    for (let x = 0, at = y * width; x < width; x++, at++) {
      if (!data[at]) continue
      const from = Math.max(until + 1, x - radius)
      until = Math.min(width - 1, x + radius)
      if (from <= until) rows.fill(255, y * width + from, y * width + until + 1)
    }
  }
  const grown = new Uint8Array(data.length)
  const until = new Int32Array(width).fill(-1)
  for (let y = 0; y < height; y++) {
    for (let x = 0, at = y * width; x < width; x++, at++) {
      if (!rows[at]) continue
      for (
        let row = Math.max(until[x]! + 1, y - radius);
        row <= Math.min(height - 1, y + radius);
        row++
      )
        grown[row * width + x] = 255
      until[x] = Math.min(height - 1, y + radius)
    }
  }
  return grown
}

/** Grows a mask by `radius` pixels, square. */
export function grow(mask: Mask, radius: number): Mask {
  const r = Math.round(radius)
  return r < 1 ? mask : { ...mask, data: spread(mask.data, mask.width, mask.height, r) }
}

export function inverse(mask: Mask): Mask {
  const turned = empty(mask)
  for (let at = 0; at < turned.data.length; at++) turned.data[at] = mask.data[at] ? 0 : 255
  return turned
}

/** Shrinks a mask by `radius` pixels, square; the picture's edge does not eat into it. */
export const shrink = (mask: Mask, radius: number): Mask => inverse(grow(inverse(mask), radius))

/** Sets what a mask encloses. */
export function fillHoles(mask: Mask): Mask {
  const filled = inverse(mask)
  for (const { box, pixels } of connectedComponents(filled)) {
    const outside =
      box.x === 0 ||
      box.y === 0 ||
      box.x + box.width === mask.width ||
      box.y + box.height === mask.height
    if (outside) for (const index of pixels) filled.data[index] = 0
  }
  for (let index = 0; index < filled.data.length; index++)
    if (mask.data[index]) filled.data[index] = 255
  return filled
}

/** Both masks together. */
export function union(a: Mask, b: Mask): Mask {
  const joined = empty(a)
  for (let index = 0; index < joined.data.length; index++)
    joined.data[index] = a.data[index] || b.data[index] ? 255 : 0
  return joined
}

/** Share of a mask that is set. */
export function coverage({ data }: Mask): number {
  let count = 0
  for (const value of data) if (value) count += 1
  return count / data.length
}
