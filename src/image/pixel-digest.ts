import { createHash } from 'node:crypto'
import type { Pixels } from './pixels.ts'

/** SHA-256 over width and height (32 bit big endian each) and the RGBA bytes: equal pictures, whatever the file. */
export function pixelDigest({ width, height, data }: Pixels): string {
  const size = new Uint8Array(8)
  const view = new DataView(size.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  return createHash('sha256').update(size).update(data).digest('hex')
}
