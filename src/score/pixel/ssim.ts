/** Window and constants of Wang et al. 2004: Gaussian, sigma 1.5, 11 x 11, K1 0.01, K2 0.03, range 255. */
const radius = 5
const kernel = (() => {
  const weights = Array.from({ length: radius * 2 + 1 }, (_, index) =>
    Math.exp(-((index - radius) ** 2) / (2 * 1.5 ** 2)),
  )
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return Float64Array.from(weights, (weight) => weight / sum)
})()
const c1 = (0.01 * 255) ** 2
const c2 = (0.03 * 255) ** 2

/** Separable Gaussian; only positions whose whole window lies inside are valid. */
function filtered(plane: Float64Array, width: number, height: number): Float64Array {
  const rows = new Float64Array(plane.length)
  for (let y = 0; y < height; y++) {
    for (let x = radius; x < width - radius; x++) {
      let sum = 0
      const at = y * width + x - radius
      for (let k = 0; k < kernel.length; k++) sum += kernel[k]! * plane[at + k]!
      rows[y * width + x] = sum
    }
  }
  const result = new Float64Array(plane.length)
  for (let y = radius; y < height - radius; y++) {
    for (let x = radius; x < width - radius; x++) {
      let sum = 0
      const at = (y - radius) * width + x
      for (let k = 0; k < kernel.length; k++) sum += kernel[k]! * rows[at + k * width]!
      result[y * width + x] = sum
    }
  }
  return result
}

/**
 * Mean structural similarity of two luma planes (0..255), as scikit-image computes it with
 * gaussian_weights, sigma 1.5 and population covariance. With `outside`, the mean runs over windows
 * whose every pixel is 0 there. Undefined when no window fits.
 * Source: Wang, Bovik, Sheikh, Simoncelli 2004; checked against scikit-image 0.19.3.
 */
export function ssim(
  a: Float64Array,
  b: Float64Array,
  width: number,
  height: number,
  outside?: Uint8Array,
): number | undefined {
  const product = (p: Float64Array, q: Float64Array): Float64Array =>
    p.map((value, index) => value * q[index]!)
  const [meanA, meanB] = [filtered(a, width, height), filtered(b, width, height)]
  const [squareA, squareB] = [
    filtered(product(a, a), width, height),
    filtered(product(b, b), width, height),
  ]
  const both = filtered(product(a, b), width, height)
  const free = outside && freeWindows(outside, width, height)
  let sum = 0
  let count = 0
  for (let y = radius; y < height - radius; y++) {
    for (let x = radius; x < width - radius; x++) {
      const at = y * width + x
      if (free && !free[at]) continue
      const [ma, mb] = [meanA[at]!, meanB[at]!]
      const covariance = both[at]! - ma * mb
      const variances = squareA[at]! - ma * ma + (squareB[at]! - mb * mb)
      sum +=
        ((2 * ma * mb + c1) * (2 * covariance + c2)) / ((ma * ma + mb * mb + c1) * (variances + c2))
      count += 1
    }
  }
  return count === 0 ? undefined : sum / count
}

/** 1 where the whole window round a position is outside the mask, by a summed-area table. */
function freeWindows(mask: Uint8Array, width: number, height: number): Uint8Array {
  const stride = width + 1
  const table = new Uint32Array(stride * (height + 1))
  for (let y = 0; y < height; y++) {
    let row = 0
    for (let x = 0; x < width; x++) {
      row += mask[y * width + x]! > 0 ? 1 : 0
      table[(y + 1) * stride + x + 1] = table[y * stride + x + 1]! + row
    }
  }
  const free = new Uint8Array(mask.length)
  for (let y = radius; y < height - radius; y++) {
    for (let x = radius; x < width - radius; x++) {
      const [top, left, bottom, right] = [y - radius, x - radius, y + radius + 1, x + radius + 1]
      const inside =
        table[bottom * stride + right]! -
        table[top * stride + right]! -
        table[bottom * stride + left]! +
        table[top * stride + left]!
      if (inside === 0) free[y * width + x] = 1
    }
  }
  return free
}
