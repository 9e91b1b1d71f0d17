import type { Pixels } from '#image/pixels.ts'
import { softBlur } from '../raster/box-blur.ts'
import { grain } from '../raster/grain.ts'
import { fromRgbPlanes, rgbPlanes } from '../raster/rgb-planes.ts'
import { eachPixel, scaledBy, smooth } from '../light/each-pixel.ts'
import type { Look } from '../operation.ts'
import type { Sight } from '../see/sight.ts'
import { comic, mosaic, pixelArt } from './cut.ts'
import { ink, sketch } from './drawn.ts'
import { lowPoly } from './low-poly.ts'
import { cartoon, impressionist, oil, pastel, poster, watercolour } from './painted.ts'

export function blurred(pixels: Pixels, radius: number): Pixels {
  const { width, height } = pixels
  const [r, g, b] = rgbPlanes(pixels).map((plane) => softBlur(plane, width, height, radius)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ]
  return fromRgbPlanes(width, height, [r, g, b])
}

function sharpened(pixels: Pixels): Pixels {
  const soft = blurred(pixels, 2)
  return eachPixel(pixels, (data, from) => {
    for (let c = 0; c < 3; c++)
      data[from + c] = data[from + c]! + (data[from + c]! - soft.data[from + c]!) * 1.1
  })
}

/** Grain, lifted blacks, dark corners. */
function film(pixels: Pixels, seed: number): Pixels {
  const { width, height } = pixels
  const random = grain(seed + 41)
  return eachPixel(pixels, (data, from, _at, x, y) => {
    const noise = (random() + random() - 1) * 22
    scaledBy(data, from, [0.95, 0.92, 0.86], 12 + noise)
    const dark = 1 - 0.32 * smooth(Math.hypot(x / width - 0.5, y / height - 0.5), 0.35, 0.72)
    scaledBy(data, from, [dark, dark, dark])
  })
}

const looks: Record<Look, (sight: Sight, seed: number) => Pixels> = {
  watercolour: ({ pixels }, seed) => watercolour(pixels, seed),
  oil: ({ pixels }, seed) => oil(pixels, seed),
  impressionist: ({ pixels }, seed) => impressionist(pixels, seed),
  sketch: ({ pixels }, seed) => sketch(pixels, seed),
  ink: ({ pixels }) => ink(pixels),
  pixels: ({ pixels }) => pixelArt(pixels),
  poster: ({ pixels }) => poster(pixels),
  cartoon: ({ pixels }) => cartoon(pixels),
  comic: ({ pixels }) => comic(pixels),
  mosaic: (sight) => mosaic(sight),
  'low-poly': ({ pixels }, seed) => lowPoly(pixels, seed),
  pastel: ({ pixels }, seed) => pastel(pixels, seed),
  blur: ({ pixels }) => blurred(pixels, Math.max(2, pixels.width / 130)),
  sharpen: ({ pixels }) => sharpened(pixels),
  film: ({ pixels }, seed) => film(pixels, seed),
}

/** Painted, drawn, printed and photographic looks. */
export const applyLook = (sight: Sight, look: Look, seed: number): Pixels =>
  looks[look](sight, seed)
