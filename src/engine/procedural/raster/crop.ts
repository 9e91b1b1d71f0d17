import type { Pixels } from '#image/pixels.ts'

/** A rectangle in whole pixels. */
export interface Frame {
  left: number
  top: number
  width: number
  height: number
}

/** Rounds a frame and keeps it in a picture. */
export function frameWithin(
  { width, height }: { width: number; height: number },
  frame: Frame,
): Frame {
  const left = Math.min(width - 1, Math.max(0, Math.floor(frame.left)))
  const top = Math.min(height - 1, Math.max(0, Math.floor(frame.top)))
  return {
    left,
    top,
    width: Math.max(1, Math.min(width, Math.ceil(frame.left + frame.width)) - left),
    height: Math.max(1, Math.min(height, Math.ceil(frame.top + frame.height)) - top),
  }
}

/** Cuts a frame out of anything that has `channels` bytes a pixel. */
export function cutBytes(
  data: Uint8Array,
  stride: number,
  frame: Frame,
  channels: number,
): Uint8Array {
  const cut = new Uint8Array(frame.width * frame.height * channels)
  for (let y = 0; y < frame.height; y++) {
    const from = ((frame.top + y) * stride + frame.left) * channels
    cut.set(data.subarray(from, from + frame.width * channels), y * frame.width * channels)
  }
  return cut
}

export const crop = ({ width, data }: Pixels, frame: Frame): Pixels => ({
  width: frame.width,
  height: frame.height,
  data: cutBytes(data, width, frame, 4),
})

/** Smallest frame that holds every set byte; undefined when none is. */
export function frameOf(
  { width, height, data }: { width: number; height: number; data: ArrayLike<number> },
  least = 1,
): Frame | undefined {
  let [left, right, top, bottom] = [width, -1, height, -1]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (data[y * width + x]! < least) continue
      if (x < left) left = x
      if (x > right) right = x
      if (y < top) top = y
      bottom = y
    }
  return right < 0 ? undefined : { left, top, width: right - left + 1, height: bottom - top + 1 }
}
