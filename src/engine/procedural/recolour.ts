import { colourAnchors } from '#image/colour.ts'
import type { Mask, Pixels } from '#image/pixels.ts'
import { boxBlur } from './box-blur.ts'
import type { ColourName } from './operation.ts'

/** Rec. 601 luma. */
export const lumaOf = (r: number, g: number, b: number): number => 0.299 * r + 0.587 * g + 0.114 * b

/** Share of change per pixel, 0 to 1; soft edges reach `feather` pixels beyond. */
function softMask(mask: Mask, feather: number): Float32Array {
  const hard = Float32Array.from(mask.data, (value) => value / 255)
  if (feather < 1) return hard
  const blurred = boxBlur(hard, mask.width, mask.height, feather)
  return blurred.map((value, index) => Math.max(value, hard[index] ?? 0))
}

/** Gives the masked pixels another colour and keeps their shading: luma relative to the region's mean. */
export function recolour(pixels: Pixels, mask: Mask, to: ColourName, feather: number): Pixels {
  const target = colourAnchors[to]
  const share = softMask(mask, feather)
  let sum = 0
  let weight = 0
  const { data } = pixels
  for (let index = 0; index < share.length; index++) {
    if (!mask.data[index]) continue
    const at = index * 4
    sum += lumaOf(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0)
    weight += 1
  }
  const mean = Math.max(sum / Math.max(weight, 1), 1)
  const changed = data.slice()
  for (let index = 0; index < share.length; index++) {
    const part = share[index] ?? 0
    if (part === 0) continue
    const at = index * 4
    const shade = lumaOf(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0) / mean
    for (let channel = 0; channel < 3; channel++) {
      const wanted = Math.min(255, (target[channel] ?? 0) * (0.35 + 0.65 * shade))
      const old = data[at + channel] ?? 0
      changed[at + channel] = Math.round(old + (wanted - old) * part)
    }
  }
  return { ...pixels, data: changed }
}
