import type { Pixels } from './pixels.ts'
import { resizePixels } from './resize.ts'

export interface Aligned {
  pixels: Pixels
  /** What was done, kept with each score. */
  policy: 'none' | 'resized' | 'shifted' | 'resized+shifted'
  shift: { x: number; y: number }
}

const lumaOf = ({ data }: Pixels): Float32Array => {
  const luma = new Float32Array(data.length / 4)
  for (let index = 0; index < luma.length; index++) {
    const at = index * 4
    luma[index] =
      0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)
  }
  return luma
}

/** Mean absolute difference of the overlap when `a` is moved by (dx, dy). */
function mismatch(
  a: Float32Array,
  b: Float32Array,
  width: number,
  height: number,
  dx: number,
  dy: number,
): number {
  let sum = 0
  let count = 0
  for (let y = Math.max(0, dy); y < Math.min(height, height + dy); y += 1) {
    for (let x = Math.max(0, dx); x < Math.min(width, width + dx); x += 1) {
      sum += Math.abs((a[(y - dy) * width + (x - dx)] ?? 0) - (b[y * width + x] ?? 0))
      count += 1
    }
  }
  return count === 0 ? Infinity : sum / count
}

const searchSize = 128

/** The best shift within 5 % of the side, on pictures of 128 px; zero unless it is clearly better. */
async function findShift(output: Pixels, source: Pixels): Promise<{ x: number; y: number }> {
  const [a, b] = await Promise.all([
    resizePixels(output, searchSize, searchSize),
    resizePixels(source, searchSize, searchSize),
  ])
  const [lumaA, lumaB] = [lumaOf(a), lumaOf(b)]
  const reach = Math.round(searchSize * 0.05)
  const still = mismatch(lumaA, lumaB, searchSize, searchSize, 0, 0)
  let best = { x: 0, y: 0, cost: still }
  for (let y = -reach; y <= reach; y++) {
    for (let x = -reach; x <= reach; x++) {
      const cost = mismatch(lumaA, lumaB, searchSize, searchSize, x, y)
      if (cost < best.cost) best = { x, y, cost }
    }
  }
  // An edit changes the picture too: only a shift that explains most of the difference is one.
  if (best.cost > still * 0.6) return { x: 0, y: 0 }
  return {
    x: Math.round((best.x * source.width) / searchSize),
    y: Math.round((best.y * source.height) / searchSize),
  }
}

function moved(
  { width, height, data }: Pixels,
  { x: dx, y: dy }: { x: number; y: number },
): Pixels {
  const result = new Uint8Array(data.length)
  for (let y = 0; y < height; y++) {
    const fromY = Math.min(height - 1, Math.max(0, y - dy))
    for (let x = 0; x < width; x++) {
      const from = (fromY * width + Math.min(width - 1, Math.max(0, x - dx))) * 4
      result.set(data.subarray(from, from + 4), (y * width + x) * 4)
    }
  }
  return { width, height, data: result }
}

/**
 * Brings an output into the frame of its source: another size is resized, a shift of up to 5 % taken
 * back (coarse search on luma at 128 px, so to about 1 % of the side). Says what it did.
 */
export async function alignTo(output: Pixels, source: Pixels): Promise<Aligned> {
  const sameSize = output.width === source.width && output.height === source.height
  const resized = await resizePixels(output, source.width, source.height)
  const shift = await findShift(resized, source)
  const isShifted = shift.x !== 0 || shift.y !== 0
  const policy = sameSize
    ? isShifted
      ? 'shifted'
      : 'none'
    : isShifted
      ? 'resized+shifted'
      : 'resized'
  return { pixels: isShifted ? moved(resized, shift) : resized, policy, shift }
}
