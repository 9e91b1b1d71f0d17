/** Running-sum box blur of one plane along rows and columns, edges repeated; three passes come near a Gaussian. */
export function boxBlur(
  plane: Float32Array,
  width: number,
  height: number,
  radius: number,
): Float32Array {
  if (radius < 1) return plane
  const across = blurLines(plane, width, height, radius, 1, width)
  return blurLines(across, height, width, radius, width, 1)
}

function blurLines(
  plane: Float32Array,
  length: number,
  lines: number,
  radius: number,
  step: number,
  lineStep: number,
): Float32Array {
  const blurred = new Float32Array(plane.length)
  const size = radius * 2 + 1
  for (let line = 0; line < lines; line++) {
    const start = line * lineStep
    const at = (index: number): number =>
      plane[start + Math.max(0, Math.min(length - 1, index)) * step] ?? 0
    let sum = 0
    for (let index = -radius; index <= radius; index++) sum += at(index)
    for (let index = 0; index < length; index++) {
      blurred[start + index * step] = sum / size
      sum += at(index + radius + 1) - at(index - radius)
    }
  }
  return blurred
}
