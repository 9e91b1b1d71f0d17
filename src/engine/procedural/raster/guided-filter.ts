import type { Pixels } from '#image/pixels.ts'
import { boxBlur } from './box-blur.ts'
import { tapsOf, type Plane } from './enlarge.ts'
import { rgbPlanes } from './rgb-planes.ts'

/** Linear model of each pixel: value = r * red + g * green + b * blue + constant, colours from 0 to 1. */
interface Coefficients {
  width: number
  height: number
  planes: [Float32Array, Float32Array, Float32Array, Float32Array]
}

type Blur = (plane: Float32Array) => Float32Array

const product = (a: Float32Array, b: Float32Array): Float32Array => {
  const out = new Float32Array(a.length)
  for (let index = 0; index < a.length; index++) out[index] = a[index]! * b[index]!
  return out
}

/** Blurred a*b minus blurred a times blurred b. */
function covariance(
  blur: Blur,
  a: Float32Array,
  b: Float32Array,
  meanA: Float32Array,
  meanB: Float32Array,
): Float32Array {
  const out = blur(product(a, b)).slice()
  for (let index = 0; index < out.length; index++) out[index]! -= meanA[index]! * meanB[index]!
  return out
}

/** Solves the 3 x 3 system of each window by its adjugate. */
function solve(
  covariances: readonly Float32Array[],
  cross: readonly Float32Array[],
  epsilon: number,
): [Float32Array, Float32Array, Float32Array] {
  const [rr, rg, rb, gg, gb, bb] = covariances as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ]
  const [cr, cg, cb] = cross as [Float32Array, Float32Array, Float32Array]
  const out = cross.map((plane) => new Float32Array(plane.length))
  for (let index = 0; index < rr.length; index++) {
    const a = rr[index]! + epsilon
    const d = gg[index]! + epsilon
    const f = bb[index]! + epsilon
    const b = rg[index]!
    const c = rb[index]!
    const e = gb[index]!
    const i00 = d * f - e * e
    const i01 = c * e - b * f
    const i02 = b * e - c * d
    const i11 = a * f - c * c
    const i12 = b * c - a * e
    const i22 = a * d - b * b
    const det = a * i00 + b * i01 + c * i02
    const x = cr[index]!
    const y = cg[index]!
    const z = cb[index]!
    out[0]![index] = (i00 * x + i01 * y + i02 * z) / det
    out[1]![index] = (i01 * x + i11 * y + i12 * z) / det
    out[2]![index] = (i02 * x + i12 * y + i22 * z) / det
  }
  return out as [Float32Array, Float32Array, Float32Array]
}

function coefficientsOf(
  guide: Pixels,
  input: Float32Array,
  radius: number,
  epsilon: number,
): Coefficients {
  const { width, height } = guide
  const blur: Blur = (plane) => boxBlur(plane, width, height, radius)
  const colours = rgbPlanes(guide)
  for (const plane of colours) for (let at = 0; at < plane.length; at++) plane[at]! /= 255
  const means = colours.map(blur)
  const mean = blur(input)
  const pairs = [
    [0, 0],
    [0, 1],
    [0, 2],
    [1, 1],
    [1, 2],
    [2, 2],
  ] as const
  const covariances = pairs.map(([i, j]) =>
    covariance(blur, colours[i]!, colours[j]!, means[i]!, means[j]!),
  )
  const cross = colours.map((plane, axis) => covariance(blur, plane, input, means[axis]!, mean))
  const slopes = solve(covariances, cross, epsilon)
  const constant = mean.slice()
  for (let index = 0; index < constant.length; index++) {
    constant[index]! -=
      slopes[0][index]! * means[0]![index]! +
      slopes[1][index]! * means[1]![index]! +
      slopes[2][index]! * means[2]![index]!
  }
  // Colours come as bytes.
  for (const plane of slopes) for (let at = 0; at < plane.length; at++) plane[at]! /= 255
  return {
    width,
    height,
    planes: [blur(slopes[0]), blur(slopes[1]), blur(slopes[2]), blur(constant)],
  }
}

/** Whether some value from `top` to `bottom` row could matter: no row of nothing is worked through. */
const isBlank = (plane: Float32Array, width: number, top: number, bottom: number): boolean => {
  for (let at = Math.min(top, bottom); at < Math.max(top, bottom) + width; at++)
    if (Math.abs(plane[at]!) > 1e-4) return false
  return true
}

function evaluate({ width, height, planes }: Coefficients, full: Pixels): Float32Array {
  const across = tapsOf(width, full.width)
  const down = tapsOf(height, full.height)
  const out = new Float32Array(full.width * full.height)
  const rows = planes.map(() => new Float32Array(width))
  for (let y = 0; y < full.height; y++) {
    const [top, bottom, part] = [down.low[y]! * width, down.high[y]! * width, down.part[y]!]
    if (planes.every((plane) => isBlank(plane, width, top, bottom))) continue
    for (const [which, plane] of planes.entries()) {
      const row = rows[which]!
      for (let x = 0; x < width; x++) {
        const value = plane[top + x]!
        row[x] = value + (plane[bottom + x]! - value) * part
      }
    }
    const [r, g, b, c] = rows as [Float32Array, Float32Array, Float32Array, Float32Array]
    for (let x = 0, at = y * full.width, from = at * 4; x < full.width; x++, at++, from += 4) {
      const low = across.low[x]!
      const high = across.high[x]!
      const share = across.part[x]!
      out[at] =
        (r[low]! + (r[high]! - r[low]!) * share) * full.data[from]! +
        (g[low]! + (g[high]! - g[low]!) * share) * full.data[from + 1]! +
        (b[low]! + (b[high]! - b[low]!) * share) * full.data[from + 2]! +
        c[low]! +
        (c[high]! - c[low]!) * share
    }
  }
  return out
}

/**
 * Smooths `input` (the size of `guide`) along the edges of a colour picture, and gives it at the size of
 * `full`. He, Sun, Tang 2013, "Guided Image Filtering"; the small-to-full step is He, Sun 2015, "Fast Guided Filter".
 */
export function guidedFilter(
  guide: Pixels,
  input: Float32Array,
  options: { radius: number; epsilon: number; full?: Pixels },
): Plane {
  const full = options.full ?? guide
  const coefficients = coefficientsOf(guide, input, options.radius, options.epsilon)
  return { width: full.width, height: full.height, data: evaluate(coefficients, full) }
}
