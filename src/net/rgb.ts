import type { Pixels } from '#image/pixels.ts'

/** Red, green, blue in 0..1, row by row from the top left. `data.length = width * height * 3`. */
export interface Rgb {
  width: number
  height: number
  data: Float32Array
}

/** The colours of a picture; its alpha is left behind. */
export function rgbOf({ width, height, data }: Pixels): Rgb {
  const values = new Float32Array(width * height * 3)
  for (let from = 0, to = 0; to < values.length; from += 4, to += 3) {
    values[to] = data[from]! / 255
    values[to + 1] = data[from + 1]! / 255
    values[to + 2] = data[from + 2]! / 255
  }
  return { width, height, data: values }
}

/** An opaque picture; what lies outside 0..1 is cut off. */
export function pixelsOf({ width, height, data }: Rgb): Pixels {
  const bytes = new Uint8ClampedArray(width * height * 4)
  for (let from = 0, to = 0; from < data.length; from += 3, to += 4) {
    bytes[to] = data[from]! * 255
    bytes[to + 1] = data[from + 1]! * 255
    bytes[to + 2] = data[from + 2]! * 255
    bytes[to + 3] = 255
  }
  return { width, height, data: new Uint8Array(bytes.buffer) }
}
