import type { Pixels } from './pixels.ts'

/** Share of the darkest and of the brightest pixels that may be cut off. */
const cut = 0.01

const lumaAt = (data: Uint8Array, at: number): number =>
  Math.round(0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!)

/** The luma below which a share of the pixels lies. */
function quantileOf(counts: Uint32Array, share: number, total: number): number {
  let seen = 0
  for (let level = 0; level < counts.length; level++) {
    seen += counts[level]!
    if (seen >= share * total) return level
  }
  return counts.length - 1
}

/** A dark or dull picture over the whole range of brightness, its colours in their relation; a flat one as it is. */
export function stretchLevels({ width, height, data }: Pixels): Pixels {
  const counts = new Uint32Array(256)
  for (let at = 0; at < data.length; at += 4) counts[lumaAt(data, at)]! += 1
  const [low, high] = [cut, 1 - cut].map((share) => quantileOf(counts, share, width * height)) as [
    number,
    number,
  ]
  if (high - low < 2) return { width, height, data }
  const stretched = new Uint8ClampedArray(data)
  for (let at = 0; at < data.length; at++)
    if (at % 4 !== 3) stretched[at] = ((data[at]! - low) * 255) / (high - low)
  return { width, height, data: new Uint8Array(stretched.buffer) }
}
