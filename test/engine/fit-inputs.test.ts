import { describe, expect, it } from 'vitest'
import { fitInputs } from '#engine/wire/fit-inputs.ts'
import { inspectImage } from '#image/inspect.ts'
import { contractPicture } from '../contract/engine.contract.ts'

const request = async (count: number) => ({
  prompt: 'a cat',
  images: await Promise.all(
    Array.from({ length: count }, async (_, index) => ({
      ...(await contractPicture(index)),
      role: 'reference' as const,
    })),
  ),
})

describe('fitInputs', () => {
  it('leaves inputs as they are where they fit', async () => {
    const asked = await request(2)
    const { images, warnings } = await fitInputs(asked, { most: 2, pixels: 96 * 96, side: 96 })
    expect(images).toEqual(asked.images)
    expect(warnings).toEqual([])
  })

  it('shrinks what is too wide, and says to what', async () => {
    const { images, warnings } = await fitInputs(await request(1), { most: 1, side: 48 })
    expect(inspectImage(images[0]?.bytes ?? new Uint8Array())).toMatchObject({
      width: 48,
      height: 48,
    })
    expect(warnings).toEqual([
      {
        kind: 'resized',
        feature: 'input',
        message: 'an input of 96x96 was sent as 48x48: the provider takes no larger',
      },
    ])
  })

  it('shrinks until the file is small enough', async () => {
    const asked = await request(1)
    const bytes = Math.floor((asked.images[0]?.bytes.byteLength ?? 0) / 2)
    const { images, warnings } = await fitInputs(asked, { most: 1, bytes })
    expect(images[0]?.bytes.byteLength).toBeLessThanOrEqual(bytes)
    expect(warnings).toHaveLength(1)
  })

  it('leaves out what the model does not take, and counts it', async () => {
    const { images, warnings } = await fitInputs(await request(3), { most: 1 })
    expect(images).toHaveLength(1)
    expect(warnings).toEqual([
      {
        kind: 'unsupported',
        feature: 'images',
        message: '2 of 3 inputs were not sent: this model takes 1',
      },
    ])
  })
})
