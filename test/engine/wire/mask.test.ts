import { describe, expect, it } from 'vitest'
import { transparentMask, whiteMask } from '#engine/wire/mask.ts'
import { decodeImage, decodeMask } from '#image/decode.ts'
import { encodeMaskPng, encodePng } from '#image/encode.ts'

const png = (bytes: Uint8Array) => ({ bytes, mediaType: 'image/png' })

/** The left half may change. */
const leftHalf = async (side: number) => {
  const data = Uint8Array.from({ length: side * side }, (_, at) => (at % side < side / 2 ? 255 : 0))
  return png(await encodeMaskPng({ width: side, height: side, data }))
}
const picture = async (side: number) => {
  const data = new Uint8Array(side * side * 4).fill(255)
  return png(await encodePng({ width: side, height: side, data }))
}

describe('a mask on its way to a provider', () => {
  it('stays as it is where the picture does', async () => {
    const { bytes } = await whiteMask(await leftHalf(8), await picture(8))
    expect(await decodeMask(bytes)).toEqual(await decodeMask((await leftHalf(8)).bytes))
  })

  it('shrinks with the picture that it lies on', async () => {
    const { width, height, data } = await decodeMask(
      (await whiteMask(await leftHalf(64), await picture(16))).bytes,
    )
    expect([width, height]).toEqual([16, 16])
    expect([data[0], data[6], data[9], data[15]]).toEqual([255, 255, 0, 0])
  })

  it('is transparent where white means to change', async () => {
    const { width, data } = await decodeImage(
      (await transparentMask(await leftHalf(64), await picture(16))).bytes,
    )
    expect([width, data[3], data[15 * 4 + 3]]).toEqual([16, 0, 255])
  })
})
