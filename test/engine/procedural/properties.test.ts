import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readInstruction } from '#engine/procedural/read/read-instruction.ts'
import { pixelDigest } from '#image/pixel-digest.ts'
import { drawn, localEdit } from '../../fixture/local-edit.ts'

const scene =
  '<rect width="200" height="110" fill="#6db6ea"/><rect y="108" width="200" height="92" fill="#5c9a4a"/><circle cx="60" cy="120" r="26" fill="#d62828"/><ellipse cx="150" cy="80" rx="18" ry="22" fill="#f1c9a5"/><circle cx="143" cy="77" r="3" fill="#222"/><circle cx="157" cy="77" r="3" fill="#222"/>'

const words = fc.constantFrom(
  ...'make the red ball blue remove add a hat to her move left replace with cat in box second picture night snow “A” "B" bigger text background beach oil painting and , 把 红色的 球 变成 去掉 加上 移到 左边 zoom rotate face sky two more'.split(
    ' ',
  ),
)
const instruction = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(words, { minLength: 1, maxLength: 9 }).map((some) => some.join(' ')),
)

it.each(['draft', 'fine'] as const)(
  'answers any instruction with a picture of its size (%s)',
  async (tier) => {
    const picture = await drawn(scene, 64)
    const side = tier === 'draft' ? 32 : 64
    await fc.assert(
      fc.asyncProperty(instruction, async (prompt) => {
        const { pixels, warnings } = await localEdit(prompt, [picture], { tier })
        // What is not understood is handed back as it came.
        const understood = readInstruction(prompt).length > 0
        expect([pixels.width, pixels.height]).toEqual(understood ? [side, side] : [64, 64])
        if (!understood) expect(warnings).toMatchObject([{ kind: 'unchanged' }])
      }),
      { numRuns: 40 },
    )
  },
)

it.each([
  'Make it a rainy day',
  'Remove the red ball',
  'Turn this into an oil painting',
  'The same person is now on a beach',
  'Add three birds in the sky',
])('gives the same pixels for the same seed: %s', async (prompt) => {
  const picture = await drawn(scene, 160)
  const digest = async (seed: number) =>
    pixelDigest((await localEdit(prompt, [picture], { seed })).pixels)
  expect(await digest(7)).toBe(await digest(7))
})

it('draws grain and weather anew for another seed', async () => {
  const picture = await drawn(scene, 160)
  const digest = async (seed: number) =>
    pixelDigest((await localEdit('Make it snow', [picture], { seed })).pixels)
  expect(await digest(1)).not.toBe(await digest(2))
})

it('gives the draft half the size and less care', async () => {
  const picture = await drawn(scene, 160)
  const { pixels, warnings } = await localEdit('Remove the red ball', [picture], { tier: 'draft' })
  expect(pixels.width).toBe(80)
  expect(warnings).toMatchObject([{ kind: 'resized' }])
})
