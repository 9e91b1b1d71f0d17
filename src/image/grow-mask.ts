import type { Mask } from './pixels.ts'

/** Spreads what is set along one line of the mask, in both directions, by a running count: O(n) whatever the radius. */
function spread(
  data: Uint8Array,
  into: Uint8Array,
  line: { start: number; step: number; length: number },
  radius: number,
): void {
  const { start, step, length } = line
  let left = 0
  for (let at = 0, index = start; at < length; at++, index += step) {
    left = data[index] === 0 ? left - 1 : radius
    if (left >= 0) into[index] = 255
  }
  left = 0
  for (let at = length - 1, index = start + at * step; at >= 0; at--, index -= step) {
    left = data[index] === 0 ? left - 1 : radius
    if (left >= 0) into[index] = 255
  }
}

/** Every set pixel becomes a square of 2 x `radius` + 1 pixels: dilation by a max filter, rows then columns. */
export function growMask({ width, height, data }: Mask, radius: number): Mask {
  const rows = new Uint8Array(data.length)
  for (let y = 0; y < height; y++)
    spread(data, rows, { start: y * width, step: 1, length: width }, radius)
  const grown = new Uint8Array(data.length)
  for (let x = 0; x < width; x++)
    spread(rows, grown, { start: x, step: width, length: height }, radius)
  return { width, height, data: grown }
}
