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

/** One picture of a comparison: its plane (0..255), and the filtered plane and square that every comparison needs. */
export interface SsimSide {
  width: number
  height: number
  plane: Float64Array
  mean: Float64Array
  square: Float64Array
}

/** Separable Gaussian; only positions whose whole window lies inside are valid, the others 0. */
function filtered(plane: Float64Array, width: number, height: number): Float64Array {
  const [k0, k1, k2, k3, k4, k5] = kernel as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const rows = new Float64Array(plane.length)
  for (let y = 0; y < height; y++) {
    for (let at = y * width + radius; at < (y + 1) * width - radius; at++) {
      rows[at] =
        k0 * (plane[at - 5]! + plane[at + 5]!) +
        k1 * (plane[at - 4]! + plane[at + 4]!) +
        k2 * (plane[at - 3]! + plane[at + 3]!) +
        k3 * (plane[at - 2]! + plane[at + 2]!) +
        k4 * (plane[at - 1]! + plane[at + 1]!) +
        k5 * plane[at]!
    }
  }
  const [w1, w2, w3, w4, w5] = [width, width * 2, width * 3, width * 4, width * 5] as const
  const result = new Float64Array(plane.length)
  for (let y = radius; y < height - radius; y++) {
    for (let at = y * width + radius; at < (y + 1) * width - radius; at++) {
      result[at] =
        k0 * (rows[at - w5]! + rows[at + w5]!) +
        k1 * (rows[at - w4]! + rows[at + w4]!) +
        k2 * (rows[at - w3]! + rows[at + w3]!) +
        k3 * (rows[at - w2]! + rows[at + w2]!) +
        k4 * (rows[at - w1]! + rows[at + w1]!) +
        k5 * rows[at]!
    }
  }
  return result
}

function product(a: Float64Array, b: Float64Array): Float64Array {
  const made = new Float64Array(a.length)
  for (let index = 0; index < made.length; index++) made[index] = a[index]! * b[index]!
  return made
}

/** Readies a plane for comparisons. */
export const ssimSide = (plane: Float64Array, width: number, height: number): SsimSide => ({
  width,
  height,
  plane,
  mean: filtered(plane, width, height),
  square: filtered(product(plane, plane), width, height),
})

/**
 * Mean structural similarity of two planes of one size, as scikit-image computes it with gaussian_weights, sigma 1.5,
 * use_sample_covariance=False and data_range 255. With `stays` (1 = counts), the mean runs over windows whose every
 * pixel counts. Undefined when no window fits.
 * Source: Wang, Bovik, Sheikh, Simoncelli 2004; equals scikit-image 0.19.3 to 1e-6 (tested).
 */
export function ssim(a: SsimSide, b: SsimSide, stays?: Uint8Array): number | undefined {
  const { width, height } = a
  const both = filtered(product(a.plane, b.plane), width, height)
  const free = stays && wholeWindows(stays, width, height)
  let sum = 0
  let count = 0
  for (let y = radius; y < height - radius; y++) {
    for (let at = y * width + radius; at < (y + 1) * width - radius; at++) {
      if (free && !free[at]) continue
      const meanA = a.mean[at]!
      const meanB = b.mean[at]!
      const covariance = both[at]! - meanA * meanB
      const squares = meanA * meanA + meanB * meanB
      const variances = a.square[at]! + b.square[at]! - squares
      sum +=
        ((2 * meanA * meanB + c1) * (2 * covariance + c2)) / ((squares + c1) * (variances + c2))
      count += 1
    }
  }
  return count === 0 ? undefined : sum / count
}

/** 1 where every pixel of the window round a position counts, by a summed-area table. */
function wholeWindows(stays: Uint8Array, width: number, height: number): Uint8Array {
  const stride = width + 1
  const table = new Uint32Array(stride * (height + 1))
  for (let y = 0; y < height; y++) {
    let row = 0
    for (let x = 0; x < width; x++) {
      row += stays[y * width + x]!
      table[(y + 1) * stride + x + 1] = table[y * stride + x + 1]! + row
    }
  }
  const whole = new Uint8Array(stays.length)
  const area = (radius * 2 + 1) ** 2
  for (let y = radius; y < height - radius; y++) {
    const top = (y - radius) * stride
    const bottom = (y + radius + 1) * stride
    for (let x = radius; x < width - radius; x++) {
      const [left, right] = [x - radius, x + radius + 1]
      const inside =
        table[bottom + right]! - table[top + right]! - table[bottom + left]! + table[top + left]!
      if (inside === area) whole[y * width + x] = 1
    }
  }
  return whole
}
