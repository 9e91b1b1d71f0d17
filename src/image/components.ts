import type { Mask } from './pixels.ts'

/** One connected patch of a mask. */
export interface Component {
  area: number
  box: { x: number; y: number; width: number; height: number }
  centroid: { x: number; y: number }
  /** Row-major indices of its pixels. */
  pixels: Int32Array
}

const isSet = (value: number | undefined): boolean => (value ?? 0) > 127

function describe(pixels: Int32Array, width: number): Component {
  let [left, right, top, bottom, sumX, sumY] = [Infinity, -1, Infinity, -1, 0, 0]
  for (const index of pixels) {
    const x = index % width
    const y = (index - x) / width
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
    sumX += x
    sumY += y
  }
  const area = pixels.length
  return {
    area,
    box: { x: left, y: top, width: right - left + 1, height: bottom - top + 1 },
    centroid: { x: sumX / area, y: sumY / area },
    pixels,
  }
}

/** Marks the patch around `start` in `seen` and returns its pixel indices. Eight neighbours. */
function flood(mask: Mask, start: number, seen: Uint8Array, stack: Int32Array): Int32Array {
  const { width, height, data } = mask
  let top = 0
  let count = 0
  stack[top++] = start
  seen[start] = 1
  const found: number[] = []
  while (top > 0) {
    const index = stack[--top] as number
    found[count++] = index
    const x = index % width
    const y = (index - x) / width
    for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
      for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
        const next = ny * width + nx
        if (seen[next] || !isSet(data[next])) continue
        seen[next] = 1
        stack[top++] = next
      }
    }
  }
  return Int32Array.from(found)
}

/** The 8-connected patches of a mask of at least `minArea` pixels, in scan order. */
export function connectedComponents(mask: Mask, minArea = 1): Component[] {
  const size = mask.width * mask.height
  const seen = new Uint8Array(size)
  const stack = new Int32Array(size)
  const components: Component[] = []
  for (let index = 0; index < size; index++) {
    if (seen[index] || !isSet(mask.data[index])) continue
    const pixels = flood(mask, index, seen, stack)
    if (pixels.length >= minArea) components.push(describe(pixels, mask.width))
  }
  return components
}
