import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { sha256 } from '#digest/sha256.ts'
import { decodeImage } from '#image/decode.ts'
import { inspectImage } from '#image/inspect.ts'
import { PictureShow } from '#judge/show-pictures.ts'
import { createMemoryBlobs } from '#record/memory-blobs.ts'

const plain = (width: number, height: number, alpha = 1) =>
  sharp({ create: { width, height, channels: 4, background: { r: 200, g: 20, b: 20, alpha } } })

describe('pictures as judges see them', () => {
  it('are written anew: nothing of the file is left, and it lies as it is meant to', async () => {
    const blobs = createMemoryBlobs()
    const bytes = await plain(60, 30)
      .withExif({ IFD0: { Copyright: 'made by model-x', Software: 'model-x' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    const tagged = await sharp(bytes)
      .withExif({ IFD0: { Copyright: 'made by model-x' } })
      .withMetadata({ orientation: 6 })
      .toBuffer()
    expect(tagged.includes('Exif')).toBe(true)
    const digest = await blobs.put(tagged)
    const shown = (await new PictureShow(blobs, 1024).shown([digest])).get(digest)!
    const kept = Buffer.from(shown.bytes)
    for (const trace of ['Exif', 'model-x', 'ICC_PROFILE', 'http'])
      expect(kept.includes(trace), trace).toBe(false)
    expect(inspectImage(shown.bytes)).toEqual({ width: 30, height: 60, mediaType: 'image/jpeg' })
  })

  it('have the same longer side within a question, never over the greatest', async () => {
    const blobs = createMemoryBlobs()
    const digests = await Promise.all(
      [plain(40, 20), plain(100, 80), plain(300, 100)].map(async (one) =>
        blobs.put(await one.png().toBuffer()),
      ),
    )
    const sidesOf = async (max: number, some: readonly string[]) =>
      [...(await new PictureShow(blobs, max).shown(some)).values()].map(({ bytes }) => {
        const { width, height } = inspectImage(bytes)
        return [width, height]
      })
    expect(await sidesOf(1024, digests.slice(0, 2))).toEqual([
      [100, 50],
      [100, 80],
    ])
    expect(await sidesOf(150, digests)).toEqual([
      [150, 75],
      [150, 120],
      [150, 50],
    ])
  })

  it('show what is transparent on white, and a picture shown twice in the same bytes', async () => {
    const blobs = createMemoryBlobs()
    const digest = await blobs.put(await plain(20, 20, 0).png().toBuffer())
    const show = new PictureShow(blobs, 64)
    const [one, two] = [await show.shown([digest, digest]), await show.shown([digest])]
    const { data } = await decodeImage(one.get(digest)!.bytes)
    expect([...data.subarray(0, 3)]).toEqual([255, 255, 255])
    expect(sha256(two.get(digest)!.bytes)).toBe(sha256(one.get(digest)!.bytes))
  })

  it('that are lost or broken end their question, not the run', async () => {
    const blobs = createMemoryBlobs()
    const broken = await blobs.put(new TextEncoder().encode('no picture'))
    const show = new PictureShow(blobs, 64)
    await expect(show.shown([broken])).rejects.toMatchObject({ code: 'image-invalid' })
    await expect(show.shown(['f'.repeat(64)])).rejects.toMatchObject({ code: 'blob-missing' })
  })
})
