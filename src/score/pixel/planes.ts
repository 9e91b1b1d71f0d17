import type { Mask, Pixels } from '#image/pixels.ts'
import { srgbToLab } from '#image/colour.ts'

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
export function labPlanes({ data }: Pixels): [Float32Array, Float32Array, Float32Array] {
  const count = data.length / 4
  const planes: [Float32Array, Float32Array, Float32Array] = [
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

export const shareOf = (mask: Mask): number =>
  mask.data.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0) / mask.data.length
