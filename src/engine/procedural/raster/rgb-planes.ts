import type { Pixels } from '#image/pixels.ts'

/** Rec. 601 luma. */
const lumaOf = (r: number, g: number, b: number): number => 0.299 * r + 0.587 * g + 0.114 * b

export function lumaPlane({ data }: Pixels): Float32Array {
  const luma = new Float32Array(data.length / 4)
  for (let index = 0, at = 0; index < luma.length; index++, at += 4)
    luma[index] = lumaOf(data[at]!, data[at + 1]!, data[at + 2]!)
  return luma
}

/** Red, green and blue as planes of 0 to 255. */
export function rgbPlanes({ data }: Pixels): [Float32Array, Float32Array, Float32Array] {
  const count = data.length / 4
  const planes = [new Float32Array(count), new Float32Array(count), new Float32Array(count)]
  for (let index = 0, at = 0; index < count; index++, at += 4) {
    planes[0]![index] = data[at]!
    planes[1]![index] = data[at + 1]!
    planes[2]![index] = data[at + 2]!
  }
  return planes as [Float32Array, Float32Array, Float32Array]
}

/** Opaque pixels from three planes, cut off to 0..255. */
export function fromRgbPlanes(
  width: number,
  height: number,
  [red, green, blue]: readonly [Float32Array, Float32Array, Float32Array],
): Pixels {
  const data = new Uint8ClampedArray(width * height * 4)
  for (let index = 0, at = 0; index < red.length; index++, at += 4) {
    data[at] = red[index]!
    data[at + 1] = green[index]!
    data[at + 2] = blue[index]!
    data[at + 3] = 255
  }
  return { width, height, data: new Uint8Array(data.buffer) }
}
