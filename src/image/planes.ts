import { ciede2000 } from './ciede2000.ts'
import { srgbToLab } from './colour.ts'
import type { Pixels } from './pixels.ts'

/** One value a pixel and axis, row by row. */
export type LabPlanes = [lightness: Float32Array, a: Float32Array, b: Float32Array]

/** Rec. 601 luma without rounding, 0..255. */
export function lumaPlane({ data }: Pixels): Float64Array {
  const luma = new Float64Array(data.length / 4)
  for (let index = 0; index < luma.length; index++) {
    const at = index * 4
    luma[index] = 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!
  }
  return luma
}

/** L*, a*, b* planes. Equal colours are converted once: flat art has few. */
export function labPlanes({ data }: Pixels): LabPlanes {
  const count = data.length / 4
  const planes: LabPlanes = [
    new Float32Array(count),
    new Float32Array(count),
    new Float32Array(count),
  ]
  let last = -1
  let lab = srgbToLab(0, 0, 0)
  for (let index = 0; index < count; index++) {
    const at = index * 4
    const key = (data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!
    if (key !== last) {
      lab = srgbToLab(data[at]!, data[at + 1]!, data[at + 2]!)
      last = key
    }
    planes[0][index] = lab[0]
    planes[1][index] = lab[1]
    planes[2][index] = lab[2]
  }
  return planes
}

/** CIEDE2000 at each pixel. */
export function colourDifferences(a: LabPlanes, b: LabPlanes): Float32Array {
  const [l1, a1, b1] = a
  const [l2, a2, b2] = b
  const differences = new Float32Array(l1.length)
  for (let index = 0; index < differences.length; index++) {
    // Most pixels of a good edit are equal; the formula is slow.
    if (l1[index] === l2[index] && a1[index] === a2[index] && b1[index] === b2[index]) continue
    differences[index] = ciede2000(
      l1[index]!,
      a1[index]!,
      b1[index]!,
      l2[index]!,
      a2[index]!,
      b2[index]!,
    )
  }
  return differences
}

/** Euclidean distance in L*a*b* (CIE 1976) at one pixel. */
export function labDistance(a: LabPlanes, b: LabPlanes, index: number): number {
  const l = a[0][index]! - b[0][index]!
  const m = a[1][index]! - b[1][index]!
  const n = a[2][index]! - b[2][index]!
  return Math.sqrt(l * l + m * m + n * n)
}
