import type { colourNames } from '#schema/case.ts'

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

const radians = Math.PI / 180

const hueOf = (a: number, b: number): number => {
  if (a === 0 && b === 0) return 0
  const degrees = Math.atan2(b, a) / radians
  return degrees < 0 ? degrees + 360 : degrees
}

/** Hue difference and mean in degrees, with the cases of Sharma et al., eq. 10 and 14. */
function hues(c1: number, h1: number, c2: number, h2: number): { delta: number; mean: number } {
  if (c1 * c2 === 0) return { delta: 0, mean: h1 + h2 }
  const raw = h2 - h1
  const delta = raw > 180 ? raw - 360 : raw < -180 ? raw + 360 : raw
  const sum = h1 + h2
  const mean = Math.abs(raw) <= 180 ? sum / 2 : sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2
  return { delta, mean }
}

/**
 * CIEDE2000 colour difference, kL = kC = kH = 1.
 * Source: Sharma, Wu, Dalal 2005, "The CIEDE2000 color-difference formula"; tested on its table 1.
 */
export function deltaE2000(first: Lab, second: Lab): number {
  const [l1, a1, b1] = first
  const [l2, a2, b2] = second
  const meanC7 = ((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2) ** 7
  const g = 0.5 * (1 - Math.sqrt(meanC7 / (meanC7 + 25 ** 7)))
  const c1 = Math.hypot(a1 * (1 + g), b1)
  const c2 = Math.hypot(a2 * (1 + g), b2)
  const hue = hues(c1, hueOf(a1 * (1 + g), b1), c2, hueOf(a2 * (1 + g), b2))
  const dH = 2 * Math.sqrt(c1 * c2) * Math.sin((hue.delta / 2) * radians)
  const meanL = (l1 + l2) / 2
  const meanC = (c1 + c2) / 2
  const t =
    1 -
    0.17 * Math.cos((hue.mean - 30) * radians) +
    0.24 * Math.cos(2 * hue.mean * radians) +
    0.32 * Math.cos((3 * hue.mean + 6) * radians) -
    0.2 * Math.cos((4 * hue.mean - 63) * radians)
  const sL = 1 + (0.015 * (meanL - 50) ** 2) / Math.sqrt(20 + (meanL - 50) ** 2)
  const sC = 1 + 0.045 * meanC
  const sH = 1 + 0.015 * meanC * t
  const rC = 2 * Math.sqrt(meanC ** 7 / (meanC ** 7 + 25 ** 7))
  const rT = -rC * Math.sin(2 * 30 * Math.exp(-(((hue.mean - 275) / 25) ** 2)) * radians)
  const [x, y, z] = [(l2 - l1) / sL, (c2 - c1) / sC, dH / sH]
  return Math.sqrt(x * x + y * y + z * z + rT * y * z)
}

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
