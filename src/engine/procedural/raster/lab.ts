import type { Pixels } from '#image/pixels.ts'

/** Planes of CIE L*a*b* (D65), row by row. */
export interface Lab {
  width: number
  height: number
  l: Float32Array
  a: Float32Array
  b: Float32Array
}

const steps = 4096

const linear = Float32Array.from({ length: 256 }, (_, value) => {
  const v = value / 255
  return v > 0.04045 ? ((v + 0.055) / 1.055) ** 2.4 : v / 12.92
})

/** f(t) of CIE L*a*b* by table: a cube root a pixel and axis would be most of the time. */
const roots = Float32Array.from({ length: steps + 2 }, (_, index) => {
  const t = index / steps
  return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116
})

const encoded = Float32Array.from({ length: steps + 2 }, (_, index) => {
  const v = index / steps
  return 255 * (v > 0.0031308 ? 1.055 * v ** (1 / 2.4) - 0.055 : 12.92 * v)
})

const looked = (table: Float32Array, value: number): number => {
  const at = Math.min(1, Math.max(0, value)) * steps
  const low = at | 0
  const first = table[low] as number
  return first + ((table[low + 1] as number) - first) * (at - low)
}

/** The same matrix and white as `#image/colour.ts`, by tables; within 0.1 of it. */
export function toLab({ width, height, data }: Pixels): Lab {
  const count = width * height
  const [l, a, b] = [new Float32Array(count), new Float32Array(count), new Float32Array(count)]
  for (let index = 0, at = 0; index < count; index++, at += 4) {
    const red = linear[data[at] as number] as number
    const green = linear[data[at + 1] as number] as number
    const blue = linear[data[at + 2] as number] as number
    const x = looked(roots, 0.433953 * red + 0.376219 * green + 0.189828 * blue)
    const y = looked(roots, 0.212671 * red + 0.71516 * green + 0.072169 * blue)
    const z = looked(roots, 0.017758 * red + 0.109477 * green + 0.872766 * blue)
    l[index] = 116 * y - 16
    a[index] = 500 * (x - y)
    b[index] = 200 * (y - z)
  }
  return { width, height, l, a, b }
}

const cubed = (t: number): number => (t > 0.206893 ? t * t * t : (t - 16 / 116) / 7.787)

/** Writes one L*a*b* colour as sRGB bytes; out of gamut is cut off channel by channel. */
export function writeLab(
  data: Uint8Array,
  at: number,
  lightness: number,
  a: number,
  b: number,
): void {
  const fy = (lightness + 16) / 116
  const x = cubed(fy + a / 500) * 0.95047
  const y = cubed(fy)
  const z = cubed(fy - b / 200) * 1.08883
  data[at] = looked(encoded, 3.240479 * x - 1.53715 * y - 0.498535 * z) + 0.5
  data[at + 1] = looked(encoded, -0.969256 * x + 1.875992 * y + 0.041556 * z) + 0.5
  data[at + 2] = looked(encoded, 0.055648 * x - 0.204043 * y + 1.057311 * z) + 0.5
}
