import type { Pixels } from '#image/pixels.ts'
import { eachPixel } from '../light/each-pixel.ts'
import type { Material, Operation } from '../operation.ts'
import { softBlur } from '../raster/box-blur.ts'
import { lumaPlane } from '../raster/rgb-planes.ts'
import { matteOf, resolveTarget } from '../see/resolve-target.ts'
import type { Sight } from '../see/sight.ts'
import { surfaceOf } from './surface.ts'

const metals = new Set<Material>(['gold', 'silver', 'glass'])

/** Gives a thing the surface of a material under its own light and shade. */
export function retexture(
  sight: Sight,
  { target, material }: Extract<Operation, { op: 'retexture' }>,
  seed: number,
): Pixels | undefined {
  const found = resolveTarget(sight, target)
  if (!found) return undefined
  const { pixels } = sight
  const shares = matteOf(sight, found)
  const surface = surfaceOf(material, pixels, seed)
  const luma = lumaPlane(pixels)
  const light = metals.has(material)
    ? luma
    : softBlur(luma, pixels.width, pixels.height, pixels.width / 120)
  let [sum, weight] = [0, 0]
  for (let at = 0; at < luma.length; at++) {
    sum += luma[at]! * shares.data[at]!
    weight += shares.data[at]!
  }
  const mean = Math.max(12, sum / Math.max(1, weight))
  return eachPixel(pixels, (data, from, at, x, y) => {
    const part = shares.data[at]!
    if (part < 0.01) return
    const ratio = light[at]! / mean
    // Metal has deeper darks and sharper lights than what it replaces.
    const gain = metals.has(material)
      ? 0.25 + 0.75 * ratio ** 1.7
      : 0.42 + 0.58 * Math.min(1.5, ratio)
    const colour = surface(x, y, at)
    for (let c = 0; c < 3; c++)
      data[from + c] = data[from + c]! + (colour[c]! * gain - data[from + c]!) * part
  })
}
