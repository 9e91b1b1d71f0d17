import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { decodeImage } from '#image/decode.ts'
import { encodeFramed, leastPadded, padPng } from '#image/framed-png.ts'

const noisy = (width: number, height: number, channels: 1 | 3 | 4) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#777',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .withMetadata({ exif: { IFD0: { Software: 'model X' } }, density: 300 })

const chunksOf = (png: Uint8Array): string[] => {
  const view = new DataView(png.buffer, png.byteOffset)
  const found: string[] = []
  for (let at = 8; at < png.byteLength; at += 12 + view.getUint32(at))
    found.push(new TextDecoder().decode(png.subarray(at + 4, at + 8)))
  return found
}

describe('framing', () => {
  it('makes the same bytes of the same pixels, whatever file they came in', async () => {
    const png = await noisy(40, 30, 3).png().toBuffer()
    const forms = [
      png,
      await sharp(png).tiff({ compression: 'lzw' }).toBuffer(),
      await sharp(png).webp({ lossless: true }).toBuffer(),
    ]
    const framed = await Promise.all(
      forms.map(async (bytes) => encodeFramed(await decodeImage(bytes), { width: 80, height: 60 })),
    )
    expect(framed[1]).toEqual(framed[0])
    expect(framed[2]).toEqual(framed[0])
    expect(new Set(chunksOf(framed[0]!))).toEqual(new Set(['IHDR', 'pHYs', 'IDAT', 'IEND']))
    expect(Buffer.from(framed[0]!).includes('model X')).toBe(false)
  })

  it('gives grey, transparent and other shapes the same kind of file', async () => {
    const clear = sharp({ create: { width: 20, height: 20, channels: 4, background: '#0000' } })
    for (const bytes of [await noisy(40, 30, 1).png().toBuffer(), await clear.png().toBuffer()]) {
      const framed = await encodeFramed(await decodeImage(bytes), { width: 40, height: 20 })
      expect(await sharp(framed).metadata()).toMatchObject({
        width: 40,
        height: 20,
        channels: 3,
      })
      // The ground at the left edge: the picture is drawn whole, in the middle.
      expect([...(await decodeImage(framed)).data.subarray(0, 4)]).toEqual([128, 128, 128, 255])
    }
  })
})

describe('padding', () => {
  it('brings a PNG to any greater length and changes no pixel', async () => {
    const png = await encodeFramed(await decodeImage(await noisy(16, 16, 3).png().toBuffer()), {
      width: 16,
      height: 16,
    })
    for (const length of [leastPadded(png), leastPadded(png) + 1, 65_536]) {
      const padded = padPng(png, length)
      expect(padded.byteLength).toBe(length)
      expect(await decodeImage(padded)).toEqual(await decodeImage(png))
      expect(chunksOf(padded).slice(-2)).toEqual(['paDd', 'IEND'])
    }
    expect(() => padPng(png, png.byteLength + 11)).toThrow(RangeError)
  })
})
