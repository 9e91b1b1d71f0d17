import type { Pixels } from '#image/pixels.ts'
import { boxBlur } from './box-blur.ts'
import type { Paint } from './operation.ts'
import { lumaOf } from './recolour.ts'

const planesOf = ({ data }: Pixels): Float32Array[] =>
  [0, 1, 2].map((channel) =>
    Float32Array.from({ length: data.length / 4 }, (_, index) => data[index * 4 + channel] ?? 0),
  )

function fromPlanes(pixels: Pixels, planes: readonly Float32Array[]): Pixels {
  const joined = new Uint8ClampedArray(pixels.data.length)
  for (let index = 0; index < joined.length / 4; index++) {
    for (let channel = 0; channel < 3; channel++)
      joined[index * 4 + channel] = planes[channel]?.[index] ?? 0
    joined[index * 4 + 3] = 255
  }
  return { ...pixels, data: new Uint8Array(joined.buffer) }
}

const lumaPlane = ({ data }: Pixels): Float32Array =>
  Float32Array.from({ length: data.length / 4 }, (_, index) =>
    lumaOf(data[index * 4] ?? 0, data[index * 4 + 1] ?? 0, data[index * 4 + 2] ?? 0),
  )

const posterised = (value: number, levels: number): number =>
  Math.round((value / 255) * (levels - 1)) * (255 / (levels - 1))

/** Edge strength, 0 to 1: the luma against its own blur. */
function edges(pixels: Pixels, radius: number): Float32Array {
  const luma = lumaPlane(pixels)
  const blurred = boxBlur(luma, pixels.width, pixels.height, radius)
  return luma.map((value, index) => Math.min(1, Math.max(0, (blurred[index] ?? 0) - value) / 24))
}

const smooth = (pixels: Pixels, radius: number): Float32Array[] =>
  planesOf(pixels).map((plane) =>
    boxBlur(
      boxBlur(plane, pixels.width, pixels.height, radius),
      pixels.width,
      pixels.height,
      radius,
    ),
  )

function watercolour(pixels: Pixels): Pixels {
  const line = edges(pixels, 3)
  const planes = smooth(pixels, 4).map((plane) =>
    plane.map(
      (value, index) => (posterised(value, 10) * 0.82 + 46) * (1 - 0.35 * (line[index] ?? 0)),
    ),
  )
  return fromPlanes(pixels, planes)
}

function oil(pixels: Pixels): Pixels {
  const { width } = pixels
  const planes = smooth(pixels, 3).map((plane) =>
    plane.map((value, index) => {
      const stroke = Math.sin((index % width) * 0.35 + Math.floor(index / width) * 0.22) * 7
      return posterised(value, 14) * 1.04 + stroke
    }),
  )
  return fromPlanes(pixels, planes)
}

function sketch(pixels: Pixels): Pixels {
  const luma = lumaPlane(pixels)
  const blurred = boxBlur(luma, pixels.width, pixels.height, 6)
  // Colour dodge of the grey picture with its blurred negative, the classical pencil effect.
  const line = luma.map((value, index) =>
    Math.min(255, (value * 255) / Math.max(1, blurred[index] ?? 1)),
  )
  return fromPlanes(pixels, [line, line, line])
}

function mosaic(pixels: Pixels): Pixels {
  const { width, height, data } = pixels
  const block = Math.max(4, Math.round(width / 96))
  const changed = data.slice()
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const px = Math.min(width - 1, x - (x % block) + (block >> 1))
      const py = Math.min(height - 1, y - (y % block) + (block >> 1))
      for (let c = 0; c < 3; c++)
        changed[(y * width + x) * 4 + c] = posterised(data[(py * width + px) * 4 + c] ?? 0, 9)
    }
  }
  return { width, height, data: changed }
}

function poster(pixels: Pixels): Pixels {
  const line = edges(pixels, 4)
  const planes = smooth(pixels, 2).map((plane) =>
    plane.map(
      (value, index) =>
        posterised(Math.min(255, (value - 128) * 1.3 + 128), 5) * (1 - 0.8 * (line[index] ?? 0)),
    ),
  )
  return fromPlanes(pixels, planes)
}

const painters: Record<Paint, (pixels: Pixels) => Pixels> = {
  watercolour,
  oil,
  sketch,
  pixels: mosaic,
  poster,
}

/** Painterly looks by smoothing, posterising and edge darkening. */
export const applyPaint = (pixels: Pixels, paint: Paint): Pixels => painters[paint](pixels)
