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
