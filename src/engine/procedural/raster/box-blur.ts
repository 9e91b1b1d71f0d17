/** Running-sum box blur of one plane along rows and columns, edges repeated; three passes come near a Gaussian. */
export function boxBlur(
  plane: Float32Array,
  width: number,
  height: number,
  radius: number,
): Float32Array {
  const r = Math.floor(radius)
  if (r < 1) return plane
  return blurColumns(blurRows(plane, width, height, r), width, height, r)
}

function blurRows(
  plane: Float32Array,
  width: number,
  height: number,
  radius: number,
): Float32Array {
  const blurred = new Float32Array(plane.length)
  const scale = 1 / (radius * 2 + 1)
  const last = width - 1
  for (let y = 0; y < height; y++) {
    const start = y * width
    const first = plane[start]!
    let sum = first * (radius + 1)
    for (let x = 1; x <= radius; x++) sum += plane[start + Math.min(last, x)]!
    for (let x = 0; x < width; x++) {
      blurred[start + x] = sum * scale
      const enter = x + radius + 1
      const leave = x - radius
      sum +=
        plane[start + (enter > last ? last : enter)]! - (leave < 0 ? first : plane[start + leave]!)
    }
  }
  return blurred
}

/** Whole rows at a time: walking down columns would miss the cache at every step. */
function blurColumns(
  plane: Float32Array,
  width: number,
  height: number,
  radius: number,
): Float32Array {
  const blurred = new Float32Array(plane.length)
  const scale = 1 / (radius * 2 + 1)
  const last = height - 1
  const sums = new Float64Array(width)
  for (let y = -radius; y <= radius; y++) {
    const row = Math.min(last, Math.max(0, y)) * width
    for (let x = 0; x < width; x++) sums[x]! += plane[row + x]!
  }
  for (let y = 0; y < height; y++) {
    const row = y * width
    const enter = Math.min(last, y + radius + 1) * width
    const leave = Math.max(0, y - radius) * width
    for (let x = 0; x < width; x++) {
      blurred[row + x] = sums[x]! * scale
      sums[x]! += plane[enter + x]! - plane[leave + x]!
    }
  }
  return blurred
}

/** Two box passes: smooth enough for everything here that is not measured. */
export const softBlur = (
  plane: Float32Array,
  width: number,
  height: number,
  radius: number,
): Float32Array => boxBlur(boxBlur(plane, width, height, radius), width, height, radius)
