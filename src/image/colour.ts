import type { colourNames } from '#schema/case.ts'
import { ciede2000 } from './ciede2000.ts'

type ColourName = (typeof colourNames)[number]
export type Lab = [lightness: number, a: number, b: number]

const toLinear = (value: number): number => {
  const v = value / 255
  return v > 0.04045 ? ((v + 0.055) / 1.055) ** 2.4 : v / 12.92
}

const linear = Float64Array.from({ length: 256 }, (_, value) => toLinear(value))

const labRoot = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116)

/** sRGB 0..255 to CIE L*a*b* under D65, 2 degrees (IEC 61966-2-1; the matrix and white of scikit-image). */
export function srgbToLab(red: number, green: number, blue: number): Lab {
  const r = linear[red] ?? 0
  const g = linear[green] ?? 0
  const b = linear[blue] ?? 0
  const x = labRoot((0.412453 * r + 0.35758 * g + 0.180423 * b) / 0.95047)
  const y = labRoot(0.212671 * r + 0.71516 * g + 0.072169 * b)
  const z = labRoot((0.019334 * r + 0.119193 * g + 0.950227 * b) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

/** CIEDE2000 of two colours; see ciede2000.ts. */
export const deltaE2000 = (first: Lab, second: Lab): number => ciede2000(...first, ...second)

/** What the colour names of prompts mean here, sRGB. */
export const colourAnchors: Record<ColourName, [number, number, number]> = {
  red: [214, 40, 40],
  orange: [245, 130, 32],
  yellow: [250, 208, 44],
  green: [46, 139, 62],
  blue: [38, 96, 208],
  purple: [126, 58, 168],
  pink: [244, 143, 177],
  brown: [121, 78, 46],
  black: [24, 24, 28],
  white: [250, 250, 250],
}
