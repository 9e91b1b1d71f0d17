import type { Pixels } from '#image/pixels.ts'
import type { Tone } from './operation.ts'
import { lumaOf } from './recolour.ts'

type Rgb = [number, number, number]
/** Colour of one pixel; x and y from 0 to 1, `noise` from 0 to 1 and the same for the same seed. */
type Grade = (rgb: Rgb, x: number, y: number, noise: number) => Rgb

const mix = (a: number, b: number, part: number): number => a + (b - a) * part
const scaled = ([r, g, b]: Rgb, by: Rgb, add = 0): Rgb => [
  r * by[0] + add,
  g * by[1] + add,
  b * by[2] + add,
]
const towards = ([r, g, b]: Rgb, to: Rgb, part: number): Rgb => [
  mix(r, to[0], part),
  mix(g, to[1], part),
  mix(b, to[2], part),
]

const isGreen = ([r, g, b]: Rgb): boolean => g > r * 1.02 && g > b * 1.1

const grades: Record<Tone, Grade> = {
  monochrome: ([r, g, b]) => {
    const luma = lumaOf(r, g, b)
    return [luma, luma, luma]
  },
  // The matrix of the CSS filter `sepia(1)` (W3C Filter Effects, section 13).
  sepia: ([r, g, b]) => [
    0.393 * r + 0.769 * g + 0.189 * b,
    0.349 * r + 0.686 * g + 0.168 * b,
    0.272 * r + 0.534 * g + 0.131 * b,
  ],
  night: (rgb, _x, y) =>
    scaled(towards(rgb, [20, 30, 70], 0.45), [0.42, 0.5, 0.78], y < 0.4 ? 0 : 4),
  sunset: (rgb, _x, y) =>
    towards(scaled(rgb, [1.08, 0.9, 0.78]), [255, 140, 70], 0.3 * (1 - y * 0.6)),
  warm: (rgb) => scaled(rgb, [1.12, 1.02, 0.84]),
  cold: (rgb) => scaled(rgb, [0.84, 0.98, 1.14]),
  brighter: (rgb) => scaled(rgb, [1.18, 1.18, 1.18], 14),
  darker: (rgb) => scaled(rgb, [0.5, 0.5, 0.52]),
  winter: (rgb, _x, y, noise) =>
    noise > 0.993
      ? [250, 252, 255]
      : isGreen(rgb)
        ? towards(rgb, [240, 245, 250], 0.8)
        : towards(scaled(rgb, [0.95, 1, 1.05], 12), [235, 240, 250], 0.12 + 0.2 * y),
  autumn: (rgb) => {
    if (!isGreen(rgb)) return scaled(rgb, [1.04, 1, 0.94])
    const luma = lumaOf(...rgb)
    return [Math.min(255, luma * 1.45), luma * 0.85, luma * 0.3]
  },
  rain: (rgb, x, y, noise) => {
    const streak = Math.abs(((x * 60 + y * 12) % 1) - 0.5) < 0.03 && noise > 0.35
    const grey = lumaOf(...rgb)
    return streak
      ? [190, 200, 215]
      : scaled(towards(rgb, [grey, grey, grey], 0.55), [0.72, 0.76, 0.84])
  },
  fog: (rgb, _x, y) => towards(rgb, [222, 226, 230], 0.72 - 0.3 * y),
}

/** Small fast generator (mulberry32, public domain by T. Ettinger); grain only, never statistics. */
const grain = (seed: number) => {
  let state = seed >>> 0
  return (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Light, season, weather and photographic tones, pixel by pixel. */
export function applyTone(pixels: Pixels, tone: Tone, seed: number): Pixels {
  const { width, height, data } = pixels
  const grade = grades[tone]
  const noise = grain(seed)
  const graded = new Uint8ClampedArray(data.length)
  for (let index = 0; index < width * height; index++) {
    const at = index * 4
    const x = index % width
    const rgb: Rgb = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]
    const [r, g, b] = grade(rgb, x / width, Math.floor(index / width) / height, noise())
    graded[at] = r
    graded[at + 1] = g
    graded[at + 2] = b
    graded[at + 3] = data[at + 3] ?? 255
  }
  return { width, height, data: new Uint8Array(graded.buffer) }
}
