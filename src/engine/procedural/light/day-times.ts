import type { Pixels } from '#image/pixels.ts'
import { grain } from '../raster/grain.ts'
import { valueNoise } from '../raster/value-noise.ts'
import { eachPixel, greyed, scaledBy, smooth, towards, type Rgb } from './each-pixel.ts'
import type { Setting } from './setting.ts'

const mixed = (a: Rgb, b: Rgb, part: number): Rgb => [
  a[0] + (b[0] - a[0]) * part,
  a[1] + (b[1] - a[1]) * part,
  a[2] + (b[2] - a[2]) * part,
]

/** Colours of a gradient from the top of the sky to the horizon. */
function ramp(stops: readonly Rgb[], at: number): Rgb {
  const place = Math.min(0.9999, Math.max(0, at)) * (stops.length - 1)
  const low = Math.floor(place)
  return mixed(stops[low]!, stops[low + 1]!, place - low)
}

/** Small bright points where the sky is, fewer near the horizon. */
function withStars(pixels: Pixels, { sky, seed, horizon }: Setting): Pixels {
  if (!sky) return pixels
  const { width, height } = pixels
  const random = grain(seed + 11)
  const data = pixels.data.slice()
  const radius = Math.max(1, width / 700)
  for (let star = 0; star < 150; star++) {
    const [cx, cy, bright] = [
      random() * width,
      random() ** 1.4 * horizon * height * 0.9,
      0.35 + random() * 0.65,
    ]
    for (let y = Math.max(0, Math.floor(cy - radius)); y <= Math.min(height - 1, cy + radius); y++)
      for (
        let x = Math.max(0, Math.floor(cx - radius));
        x <= Math.min(width - 1, cx + radius);
        x++
      ) {
        const at = y * width + x
        const part =
          sky.data[at]! * bright * Math.max(0, 1 - Math.hypot(x - cx, y - cy) / (radius + 0.5))
        for (let c = 0; c < 3; c++)
          data[at * 4 + c] = data[at * 4 + c]! + (245 - data[at * 4 + c]!) * part
      }
  }
  return { ...pixels, data }
}

const nightSky: readonly Rgb[] = [
  [10, 16, 44],
  [28, 38, 84],
  [52, 62, 112],
]

/** Dim and blue below a dark sky; what shone keeps shining. */
export function night(pixels: Pixels, setting: Setting): Pixels {
  const { height } = pixels
  const { sky, horizon } = setting
  const dark = eachPixel(pixels, (data, from, at, _x, y) => {
    const share = sky?.data[at] ?? 0
    const light = 0.299 * data[from]! + 0.587 * data[from + 1]! + 0.114 * data[from + 2]!
    const warm = data[from]! - data[from + 2]!
    // Lamps and lit windows are bright and warm; they are not of the sky.
    const lamp = smooth(light, 205, 245) * smooth(warm, 10, 60) * (1 - share)
    greyed(data, from, 0.3 * (1 - lamp))
    scaledBy(data, from, lamp > 0.5 ? [0.95, 0.86, 0.7] : [0.48, 0.53, 0.72])
    towards(data, from, [16, 26, 70], 0.22 * (1 - lamp))
    if (share > 0) towards(data, from, ramp(nightSky, y / height / horizon), share * 0.9)
  })
  return setting.careful ? withStars(dark, setting) : dark
}

const sunsetSky: readonly Rgb[] = [
  [86, 74, 138],
  [190, 104, 128],
  [250, 150, 92],
  [255, 205, 130],
]

const dawnSky: readonly Rgb[] = [
  [120, 150, 205],
  [226, 178, 190],
  [255, 214, 176],
  [255, 236, 206],
]

/** A low warm sun: the sky glows towards the horizon, the land is golden and a little darker. */
function lowSun(
  pixels: Pixels,
  { sky, horizon }: Setting,
  stops: readonly Rgb[],
  tint: Rgb,
  dark: number,
): Pixels {
  const { height } = pixels
  return eachPixel(pixels, (data, from, at, _x, y) => {
    const share = sky?.data[at] ?? 0
    const depth = Math.abs(y / height - horizon)
    const glow = Math.exp(-((depth / 0.22) ** 2))
    const light = (data[from]! + data[from + 1]! + data[from + 2]!) / 765
    scaledBy(data, from, [dark * 1.1, dark * 0.94, dark * 0.8])
    towards(data, from, tint, (0.12 + 0.16 * glow) * (1 - 0.5 * share) * (0.4 + 0.9 * light))
    if (share > 0) {
      const [r, g, b] = ramp(stops, y / height / horizon)
      const shade = 0.72 + 0.36 * light
      towards(data, from, [r * shade, g * shade, b * shade], share * 0.82)
    }
  })
}

export const sunset = (pixels: Pixels, setting: Setting): Pixels =>
  lowSun(pixels, setting, sunsetSky, [255, 138, 60], 0.86)

export const dawn = (pixels: Pixels, setting: Setting): Pixels =>
  lowSun(pixels, setting, dawnSky, [255, 190, 160], 0.98)

const daySky: readonly Rgb[] = [
  [62, 132, 214],
  [118, 178, 236],
  [196, 224, 246],
]

/** Lightness that one pixel in `part` stays below, 0 to 255. */
function levelOf(pixels: Pixels, part: number, sky: Setting['sky']): number {
  const counts = new Float64Array(256)
  let total = 0
  for (let at = 0; at < pixels.data.length / 4; at += 7) {
    if ((sky?.data[at] ?? 0) > 0.5) continue
    const from = at * 4
    counts[
      Math.round(
        0.299 * pixels.data[from]! +
          0.587 * pixels.data[from + 1]! +
          0.114 * pixels.data[from + 2]!,
      )
    ]! += 1
    total += 1
  }
  let sum = 0
  for (let level = 0; level < 256; level++) {
    sum += counts[level]!
    if (sum >= total * part) return level
  }
  return 255
}

/** High sun: the land is lifted to full light, the sky is blue with a few clouds. */
export function day(pixels: Pixels, { sky, horizon, seed, careful }: Setting): Pixels {
  const { width, height } = pixels
  const middle = levelOf(pixels, 0.5, sky)
  // A gamma that brings the land's middle grey up to daylight.
  const gamma = Math.min(1, Math.max(0.42, Math.log(0.5) / Math.log(Math.max(0.04, middle / 255))))
  const curve = Float32Array.from({ length: 256 }, (_, value) => 255 * (value / 255) ** gamma)
  const clouds =
    careful && sky
      ? valueNoise(width, height, { cell: width / 5, seed: seed + 5, octaves: 5, stretch: 2 })
      : undefined
  return eachPixel(pixels, (data, from, at, _x, y) => {
    const share = sky?.data[at] ?? 0
    for (let c = 0; c < 3; c++) data[from + c] = curve[data[from + c]!]!
    scaledBy(data, from, [1.05, 1.03, 0.97], 3)
    if (share === 0) return
    const depth = y / height / horizon
    const cloud = clouds ? smooth(clouds[at]!, 0.56, 0.72) * (0.35 + 0.5 * depth) : 0
    towards(data, from, mixed(ramp(daySky, depth), [250, 252, 255], cloud), share * 0.94)
  })
}

/** Light goes out: what stays is a dim blue rest, brighter where a window or screen was bright. */
export function lightsOut(pixels: Pixels): Pixels {
  const { width, height } = pixels
  return eachPixel(pixels, (data, from, _at, x, y) => {
    const light = 0.299 * data[from]! + 0.587 * data[from + 1]! + 0.114 * data[from + 2]!
    const keep = smooth(light, 225, 252)
    const edge = Math.hypot(x / width - 0.5, y / height - 0.5)
    const gain = (0.26 + 0.3 * keep) * (1.08 - 0.7 * edge)
    greyed(data, from, 0.35)
    scaledBy(data, from, [gain * 0.88, gain * 0.96, gain * 1.18])
  })
}
