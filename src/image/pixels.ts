/** RGBA, 8 bit, sRGB, straight alpha, row by row from the top left. `data.length = width * height * 4`. */
export interface Pixels {
  width: number
  height: number
  data: Uint8Array
}

/** One byte a pixel, row by row; 255 = may change, or belongs to the subject. */
export interface Mask {
  width: number
  height: number
  data: Uint8Array
}

/** What a viewer sees of a picture with transparent parts: laid on white. An opaque one is given back as it is. */
export function onWhite(pixels: Pixels): Pixels {
  const { width, height, data } = pixels
  let at = 3
  while (at < data.length && data[at] === 255) at += 4
  if (at >= data.length) return pixels
  const laid = new Uint8Array(data.length)
  for (let index = 0; index < data.length; index += 4) {
    const alpha = data[index + 3]! / 255
    for (let channel = index; channel < index + 3; channel++)
      laid[channel] = Math.round(data[channel]! * alpha + 255 * (1 - alpha))
    laid[index + 3] = 255
  }
  return { width, height, data: laid }
}
