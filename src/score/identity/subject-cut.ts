import type { Mask, Pixels } from '#image/pixels.ts'

/** The smallest square round a subject, with what is not the subject in grey. */
export interface SubjectCut {
  left: number
  top: number
  side: number
}

/** A subject fills all but this share of its square. */
const room = 0.05
const grey = 128

/** Where the subject lies; undefined where the mask is empty. */
export function squareRound({ width, height, data }: Mask): SubjectCut | undefined {
  let [left, top, right, bottom] = [width, height, -1, -1]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!data[y * width + x]) continue
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = y
    }
  }
  if (right < 0) return undefined
  const side = Math.ceil(Math.max(right - left + 1, bottom - top + 1) * (1 + 2 * room))
  const start = (from: number, to: number): number => Math.round((from + to + 1 - side) / 2)
  return { left: start(left, right), top: start(top, bottom), side }
}

/** The subject alone, in a square of grey that may reach over the picture's edges. Mask and picture have one size. */
export function cutSubject(pixels: Pixels, mask: Mask, { left, top, side }: SubjectCut): Pixels {
  const data = new Uint8Array(side * side * 4).fill(grey)
  for (let index = 0; index < side * side; index++) {
    const [x, y] = [left + (index % side), top + Math.floor(index / side)]
    data[index * 4 + 3] = 255
    if (x < 0 || y < 0 || x >= mask.width || y >= mask.height) continue
    const at = y * mask.width + x
    if (mask.data[at]) data.set(pixels.data.subarray(at * 4, at * 4 + 3), index * 4)
  }
  return { width: side, height: side, data }
}
