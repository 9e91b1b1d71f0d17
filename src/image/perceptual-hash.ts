import sharp from 'sharp'

/** Sides of the grid whose neighbours are compared: 16 x 16 comparisons. */
const side = 16

/**
 * Difference hash (Krawetz 2013, "Kind of Like That") with 256 bits: is each cell of a small grey picture brighter
 * than the one to its right. Equal up to size, compression and small changes of tone; blind to colour.
 */
export async function perceptualHash(bytes: Uint8Array): Promise<Uint32Array> {
  const grey = await sharp(bytes, { limitInputPixels: 64_000_000 })
    .autoOrient()
    .flatten({ background: 'white' })
    .greyscale()
    .resize(side + 1, side, { fit: 'fill' })
    .raw()
    .toBuffer()
  const hash = new Uint32Array((side * side) / 32)
  for (let bit = 0; bit < side * side; bit++) {
    const at = Math.floor(bit / side) * (side + 1) + (bit % side)
    if (grey[at]! > grey[at + 1]!) hash[bit >>> 5]! |= 1 << (bit & 31)
  }
  return hash
}

const onesOf = (word: number): number => {
  let count = word - ((word >>> 1) & 0x55555555)
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333)
  return (((count + (count >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}

/** Bits that differ, 0 to 256. */
export function hashDistance(a: Uint32Array, b: Uint32Array): number {
  let distance = 0
  for (let index = 0; index < a.length; index++) distance += onesOf(a[index]! ^ b[index]!)
  return distance
}
