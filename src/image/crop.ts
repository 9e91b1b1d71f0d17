import type { Pixels } from './pixels.ts'

/** The part of a picture under a box, cut at whole pixels and at the picture's edges; at least one pixel. */
export function crop(
  { width, height, data }: Pixels,
  box: { x: number; y: number; width: number; height: number },
): Pixels {
  const left = Math.min(width - 1, Math.max(0, Math.floor(box.x)))
  const top = Math.min(height - 1, Math.max(0, Math.floor(box.y)))
  const w = Math.max(1, Math.min(width, Math.ceil(box.x + box.width)) - left)
  const h = Math.max(1, Math.min(height, Math.ceil(box.y + box.height)) - top)
  const cut = new Uint8Array(w * h * 4)
  for (let y = 0; y < h; y++) {
    const from = ((top + y) * width + left) * 4
    cut.set(data.subarray(from, from + w * 4), y * w * 4)
  }
  return { width: w, height: h, data: cut }
}
