import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readInstruction } from '#engine/procedural/read/read-instruction.ts'
import { createEngine } from '#engine/procedural.ts'
import { createHttpClient } from '#engine/http-client.ts'
import { encodePng } from '#image/encode.ts'
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

it.each([
  [1, 1],
  [1, 90],
  [90, 1],
  [5, 3],
])('takes a picture of %i x %i', async (width, height) => {
  const data = Uint8Array.from({ length: width * height * 4 }, (_, at) => (at * 37) % 256)
  for (const prompt of [
    'Remove the red ball',
    'Make it snow',
    'Put her on a beach',
    'Zoom in on it',
    'Replace “A” with “B”',
  ]) {
    const { pixels } = await localEdit(prompt, [{ width, height, data }])
    expect([pixels.width, pixels.height]).toEqual([width, height])
  }
})

it.each([
  ['nothing', ''],
  ['ten thousand letters', 'a'.repeat(10_000)],
  ['ten thousand spaces', ' '.repeat(10_000)],
  ['ten thousand words', 'the red '.repeat(10_000)],
  ['Arabic', 'اجعل السماء حمراء'],
  ['Hebrew', 'הפוך את השמיים לאדום'],
])('hands a picture back for %s', async (_, prompt) => {
  const picture = await drawn(scene, 64)
  const { pixels, warnings } = await localEdit(prompt, [picture])
  expect(pixelDigest(pixels)).toBe(pixelDigest(picture))
  expect(warnings).toEqual([{ kind: 'unchanged', message: 'the instruction was not understood' }])
})

it('makes no change more once nobody waits for it', async () => {
  const bytes = await encodePng(await drawn(scene, 64))
  const engine = createEngine({
    id: 'fine',
    name: 'fine',
    price: null,
    engine: { kind: 'procedural' },
  })
  const given = new AbortController()
  given.abort()
  const images = [{ bytes, mediaType: 'image/png', role: 'source' as const }]
  const context = { signal: given.signal, http: createHttpClient() }
  expect(await engine.generate({ prompt: 'Make it night', images }, context)).toEqual({
    outcome: 'cancelled',
    warnings: [],
  })
})
