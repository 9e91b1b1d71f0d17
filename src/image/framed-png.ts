import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import type { Pixels } from './pixels.ts'

export interface Frame {
  width: number
  height: number
}

/** Behind transparent pixels, and beside a picture of another aspect: neither light nor dark. */
const ground = { r: 128, g: 128, b: 128 }

/**
 * The picture drawn into a frame, whole and undistorted, as an opaque RGB PNG. Lossless, and made of the pixels alone:
 * nothing is left of the file that they came from, neither its format nor its metadata.
 */
export async function encodeFramed(
  { width, height, data }: Pixels,
  frame: Frame,
): Promise<Uint8Array> {
  const opaque = sharp(data, { raw: { width, height, channels: 4 } }).flatten({
    background: ground,
  })
  const framed =
    width === frame.width && height === frame.height
      ? opaque
      : opaque.resize({ ...frame, fit: 'contain', background: ground, kernel: 'lanczos3' })
  return framed.removeAlpha().png({ compressionLevel: 3, adaptiveFiltering: true }).toBuffer()
}

/** Length, type and check sum around the data of a PNG chunk. */
const chunkOverhead = 12
const endLength = 12

/** Least length that a PNG can be brought to. */
export const leastPadded = (png: Uint8Array): number => png.byteLength + chunkOverhead

/** The same picture in exactly `length` bytes, through a private chunk that every reader passes over. */
export function padPng(png: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const room = length - leastPadded(png)
  if (room < 0) throw new RangeError(`${length} bytes are too few for this picture`)
  const padded = new Uint8Array(length)
  const at = png.byteLength - endLength
  padded.set(png.subarray(0, at))
  const view = new DataView(padded.buffer)
  view.setUint32(at, room)
  padded.set(new TextEncoder().encode('paDd'), at + 4)
  view.setUint32(at + 8 + room, crc32(padded.subarray(at + 4, at + 8 + room)))
  padded.set(png.subarray(at), length - endLength)
  return padded
}
