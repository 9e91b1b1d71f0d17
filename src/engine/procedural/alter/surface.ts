import type { Pixels } from '#image/pixels.ts'
import type { Material } from '../operation.ts'
import { valueNoise } from '../raster/value-noise.ts'

/** Colour of a surface at a place; `at` is the pixel's index. */
export type Surface = (x: number, y: number, at: number) => readonly [number, number, number]

/** What a surface is made from. */
interface Grain {
  /** A hundredth of the picture's longer side, in pixels. */
  unit: number
  /** Cloudy noise whose blotches are `cell` units large. */
  noise: (cell: number, stretch?: number) => Float32Array
}

const wood = ({ unit, noise }: Grain): Surface => {
  const rings = noise(7, 9)
  return (_x, y, at) => {
    const ring = 0.5 + 0.5 * Math.sin(rings[at]! * 42 + y / unit / 3)
    return [150 + 46 * ring, 98 + 36 * ring, 54 + 24 * ring]
  }
}

const marble = ({ unit, noise }: Grain): Surface => {
  const warp = noise(22)
  return (x, y, at) => {
    const vein = Math.abs(Math.sin((x + y * 0.6) / unit / 9 + warp[at]! * 9))
    const light = 238 - 92 * Math.max(0, 1 - vein * 5) - 22 * (warp[at]! - 0.5)
    return [light, light, light + 4]
  }
}

const stone = ({ noise }: Grain): Surface => {
  const rough = noise(5)
  return (_x, _y, at) => {
    const light = 132 + 96 * (rough[at]! - 0.5)
    return [light + 4, light, light - 6]
  }
}

const brick = ({ unit, noise }: Grain): Surface => {
  const rough = noise(3)
  return (x, y, at) => {
    const row = Math.floor(y / (unit * 3))
    const joint =
      y % (unit * 3) < unit * 0.4 || (x + (row % 2) * unit * 3.5) % (unit * 7) < unit * 0.4
    const light = 0.86 + 0.5 * (rough[at]! - 0.5)
    return joint ? [205 * light, 196 * light, 184 * light] : [172 * light, 84 * light, 62 * light]
  }
}

const surfaces: Readonly<Record<Material, (grain: Grain) => Surface>> = {
  wood,
  marble,
  stone,
  brick,
  stripes:
    ({ unit }) =>
    (x) =>
      Math.floor(x / (unit * 3)) % 2 ? [244, 242, 236] : [40, 74, 140],
  dots:
    ({ unit }) =>
    (x, y) =>
      Math.hypot((x % (unit * 6)) - unit * 3, (y % (unit * 6)) - unit * 3) < unit * 1.5
        ? [206, 52, 62]
        : [246, 243, 236],
  checks:
    ({ unit }) =>
    (x, y) => {
      const count = (Math.floor(x / (unit * 3)) % 2) + (Math.floor(y / (unit * 3)) % 2)
      return count === 0 ? [246, 243, 236] : count === 1 ? [214, 120, 116] : [182, 42, 48]
    },
  gold: () => () => [236, 186, 62],
  silver: () => () => [196, 202, 210],
  glass: () => () => [190, 222, 234],
}

export function surfaceOf(material: Material, { width, height }: Pixels, seed: number): Surface {
  const unit = Math.max(width, height) / 100
  const noise: Grain['noise'] = (cell, stretch = 1) =>
    valueNoise(width, height, { cell: unit * cell, seed, octaves: 5, stretch })
  return surfaces[material]({ unit, noise })
}
