import { expect, it } from 'vitest'
import { colourAnchors } from '#image/colour.ts'
import { connectedComponents } from '#image/components.ts'
import { distance, localEdit, patchOf } from '../../fixture/local-edit.ts'

it.each([
  [
    'Three red circles to the left of two blue squares, flat shapes on a white background',
    { red: 3, blue: 2 },
  ],
  ['Five purple hearts on a white background, simple and flat', { purple: 5 }],
  ['四颗黄色的星星，平面图形，黑色背景', { yellow: 4 }],
] as const)('draws as many as are said: %s', async (prompt, counts) => {
  const { pixels } = await localEdit(prompt, [], { width: 384, height: 384 })
  const { width, height, data } = pixels
  for (const [name, count] of Object.entries(counts)) {
    const colour = colourAnchors[name as keyof typeof colourAnchors]
    const mask = new Uint8Array(width * height)
    for (let at = 0; at < mask.length; at++)
      if (distance([data[at * 4]!, data[at * 4 + 1]!, data[at * 4 + 2]!], colour) < 40)
        mask[at] = 255
    expect(connectedComponents({ width, height, data: mask }, 60), name).toHaveLength(count)
  }
})

it('keeps stated sides', async () => {
  const { pixels } = await localEdit(
    'Two orange squares to the right of three green circles, flat shapes on a white background',
    [],
    { width: 300, height: 300 },
  )
  expect(patchOf(pixels, colourAnchors.orange).x).toBeGreaterThan(
    patchOf(pixels, colourAnchors.green).x,
  )
})

it('draws a place under things, at any shape of picture', async () => {
  const { pixels, warnings } = await localEdit('A lighthouse on a cliff at sunset', [], {
    width: 512,
    height: 288,
  })
  expect([pixels.width, pixels.height]).toEqual([512, 288])
  expect(patchOf(pixels, [214, 40, 40], 50).share).toBeGreaterThan(0.003)
  expect(warnings).toEqual([])
})

it('hands over half the size as a draft, and says so', async () => {
  const { pixels, warnings } = await localEdit('A castle on a hill', [], {
    width: 256,
    height: 256,
    tier: 'draft',
  })
  expect([pixels.width, pixels.height]).toEqual([128, 128])
  expect(warnings).toMatchObject([{ kind: 'resized' }])
})
