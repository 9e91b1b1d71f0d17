import type { Pixels } from '#image/pixels.ts'
import { softBlur } from '../raster/box-blur.ts'
import { grain } from '../raster/grain.ts'
import { valueNoise } from '../raster/value-noise.ts'
import { eachPixel, greenness, greyed, scaledBy, smooth, towards } from './each-pixel.ts'
import type { Setting } from './setting.ts'

/** Soft round dots of several sizes, the nearer the larger. */
function withFlakes(pixels: Pixels, seed: number, amount: number, careful: boolean): Pixels {
  const { width, height } = pixels
  const random = grain(seed + 3)
  const data = pixels.data.slice()
  const count = Math.round(amount * (careful ? 560 : 320))
  for (let flake = 0; flake < count; flake++) {
    const near = random() ** 3
    const radius = (width / 1024) * (1.9 + 6.5 * near) * (careful ? 1 : 0.9)
    const [cx, cy, strength] = [random() * width, random() * height, 0.95 - 0.35 * near]
    for (let y = Math.max(0, Math.floor(cy - radius)); y <= Math.min(height - 1, cy + radius); y++)
      for (
        let x = Math.max(0, Math.floor(cx - radius));
        x <= Math.min(width - 1, cx + radius);
        x++
      ) {
        const far = Math.hypot(x - cx, y - cy) / radius
        const part = strength * (careful ? 1 - smooth(far, 0.45, 1) : far < 1 ? 1 : 0)
        const at = (y * width + x) * 4
        for (let c = 0; c < 3; c++)
          data[at + c] = Math.round(data[at + c]! + (252 - data[at + c]!) * part)
      }
  }
  return { ...pixels, data }
}

/** Falling snow and a little of its cold light. */
export function snowfall(pixels: Pixels, { seed, careful }: Setting): Pixels {
  const cold = eachPixel(pixels, (data, from) => {
    greyed(data, from, 0.18)
    scaledBy(data, from, [0.95, 0.99, 1.04], 6)
  })
  return withFlakes(cold, seed, 1, careful)
}

/** Snow lies on leaves, ground and whatever faces up; flakes fall. */
export function winter(pixels: Pixels, setting: Setting): Pixels {
  const { width, height } = pixels
  const { sky, seed, careful, face } = setting
  const luma = new Float32Array(width * height)
  for (let at = 0; at < luma.length; at++)
    luma[at] =
      0.299 * pixels.data[at * 4]! +
      0.587 * pixels.data[at * 4 + 1]! +
      0.114 * pixels.data[at * 4 + 2]!
  const even = softBlur(luma, width, height, Math.max(2, width / 200))
  const patches = valueNoise(width, height, { cell: width / 6, seed: seed + 9, octaves: 5 })
  const step = Math.max(2, Math.round(height / 160))
  const white = eachPixel(pixels, (data, from, at, _x, y) => {
    const air = sky?.data[at] ?? 0
    if (air > 0.5) {
      greyed(data, from, 0.3)
      towards(data, from, [226, 233, 242], 0.3)
      return
    }
    const keep = 1 - (face?.data[at] ?? 0)
    const green = greenness(data, from)
    // Brighter than what lies just below it: the upper side of something.
    const below = even[Math.min(height - 1, y + step) * width + (at % width)]!
    const upper = careful ? smooth(even[at]! - below, 6, 26) : 0
    const floor = smooth(y / height, 0.55, 0.95) * smooth(patches[at]!, 0.3, 0.6)
    const light = 0.55 + (0.45 * luma[at]!) / 255
    const snow = Math.min(1, Math.max(green * 0.86, floor * 0.8, upper * 0.85)) * keep
    greyed(data, from, 0.25)
    scaledBy(data, from, [0.97, 1, 1.05], 8)
    towards(data, from, [244 * light + 8, 248 * light + 8, 255 * light + 6], snow)
  })
  return withFlakes(white, seed, 1, careful)
}

const grey = [196, 202, 210] as const

/** Slanted streaks under a grey sky; the ground darkens. */
export function rain(pixels: Pixels, { sky, horizon, seed, careful }: Setting): Pixels {
  const { width, height } = pixels
  const clouds =
    sky && careful
      ? valueNoise(width, height, { cell: width / 4, seed: seed + 2, octaves: 4, stretch: 2 })
      : undefined
  const wet = eachPixel(pixels, (data, from, at, _x, y) => {
    const share = sky?.data[at] ?? 0
    greyed(data, from, 0.28)
    scaledBy(data, from, [0.78, 0.83, 0.92])
    if (share > 0) {
      const dark = 0.58 + 0.36 * (clouds?.[at] ?? 0.5) + (0.14 * y) / height / horizon
      towards(data, from, [grey[0] * dark, grey[1] * dark, grey[2] * dark], share * 0.55)
    }
  })
  return withStreaks(wet, seed, careful)
}

function withStreaks(pixels: Pixels, seed: number, careful: boolean): Pixels {
  const { width, height } = pixels
  const random = grain(seed + 4)
  const data = pixels.data.slice()
  for (let drop = 0; drop < (careful ? 620 : 300); drop++) {
    const near = random()
    const length = height * (0.018 + 0.05 * near)
    const [x0, y0, strength] = [random() * width * 1.1, random() * height, 0.22 + 0.36 * near]
    for (let step = 0; step < length; step++) {
      const x = Math.round(x0 - step * 0.22)
      const y = Math.round(y0 + step)
      if (x < 0 || y >= height || x >= width) continue
      const part = strength * Math.sin((Math.PI * step) / length)
      for (let wide = 0; wide < (near > 0.7 ? 2 : 1); wide++) {
        const at = (y * width + Math.min(width - 1, x + wide)) * 4
        for (let c = 0; c < 3; c++)
          data[at + c] = Math.round(data[at + c]! + (232 - data[at + c]!) * part)
      }
    }
  }
  return { ...pixels, data }
}

/** Nearly night, rolling clouds, one flash. */
export function storm(pixels: Pixels, setting: Setting): Pixels {
  const wet = rain(pixels, setting)
  const { width, height } = pixels
  const random = grain(setting.seed + 6)
  const dark = eachPixel(wet, (data, from, at) => {
    const share = setting.sky?.data[at] ?? 0
    scaledBy(data, from, [0.66, 0.68, 0.78])
    if (share > 0) towards(data, from, [52, 58, 74], share * 0.4)
  })
  let [x, y] = [width * (0.25 + 0.5 * random()), 0]
  const data = dark.data.slice()
  while (y < height * Math.max(0.3, setting.horizon)) {
    x += (random() - 0.5) * width * 0.012
    y += 1
    for (let wide = -2; wide <= 2; wide++) {
      const at =
        (Math.floor(y) * width + Math.min(width - 1, Math.max(0, Math.round(x) + wide))) * 4
      const part = wide === 0 ? 0.95 : 0.4 / Math.abs(wide)
      for (let c = 0; c < 3; c++)
        data[at + c] = Math.round(data[at + c]! + (250 - data[at + c]!) * part)
    }
  }
  return { ...dark, data }
}

/** Thick towards the distance, which is taken to be up to the horizon; drifting, not even. */
export function fog(pixels: Pixels, { sky, horizon, seed, careful }: Setting): Pixels {
  const { width, height } = pixels
  const drift = careful
    ? valueNoise(width, height, { cell: width / 3, seed: seed + 1, octaves: 4, stretch: 2.4 })
    : undefined
  return eachPixel(pixels, (data, from, at, _x, y) => {
    const far = 1 - Math.min(1, Math.abs(y / height - horizon) / 0.75)
    const part =
      0.42 + 0.42 * far + 0.24 * ((drift?.[at] ?? 0.5) - 0.5) + 0.1 * (sky?.data[at] ?? 0)
    greyed(data, from, 0.4)
    towards(data, from, [214, 219, 224], Math.min(0.94, part))
  })
}
