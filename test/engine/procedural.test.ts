import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEngine as createControl } from '#engine/controls.ts'
import { createEngine } from '#engine/procedural.ts'
import { readInstruction } from '#engine/procedural/read/read-instruction.ts'
import { readPrompt } from '#engine/procedural/read/read-prompt.ts'
import { createHttpClient } from '#engine/http-client.ts'
import { decodeImage } from '#image/decode.ts'
import { encodePng } from '#image/encode.ts'
import { pixelDigest } from '#image/pixel-digest.ts'
import { rasteriseSvg } from '#image/svg.ts'
import type { ControlTruth, EngineOutcome } from '#schema/engine.ts'

const picture = async (body: string) => ({
  bytes: await encodePng(
    await rasteriseSvg(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200">${body}</svg>`,
      400,
      400,
    ),
  ),
  mediaType: 'image/png',
})
const context = (truth?: ControlTruth) => ({
  signal: new AbortController().signal,
  http: createHttpClient(),
  ...(truth ? { truth } : {}),
})
const fine = createEngine({
  id: 'p',
  name: 'p',
  price: null,
  engine: { kind: 'procedural', model: 'fine' },
})

async function edit(
  prompt: string,
  body: string,
): Promise<{ outcome: EngineOutcome; at: (x: number, y: number) => number[] }> {
  const source = await picture(body)
  const outcome = await fine.generate(
    { prompt, images: [{ ...source, role: 'source' }], seed: 1 },
    context(),
  )
  if (outcome.outcome !== 'image') throw new Error(outcome.outcome)
  const { data, width } = await decodeImage(outcome.image.bytes)
  return { outcome, at: (x, y) => [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3)] }
}

describe('the grammar', () => {
  it('reads English and Chinese instructions', () => {
    expect(readInstruction('Make the red cup green')).toMatchObject([
      { op: 'recolour', target: { noun: 'cup', colour: 'red' }, to: 'green' },
    ])
    expect(readInstruction('把红色的门变成蓝色')).toMatchObject([
      { op: 'recolour', target: { noun: 'door', colour: 'red' }, to: 'blue' },
    ])
    expect(readInstruction("Replace 'OPEN' with 'CLOSED'")).toEqual([
      { op: 'text', from: 'OPEN', to: 'CLOSED' },
    ])
    expect(readInstruction('把“茶馆”改成“书店”')).toEqual([
      { op: 'text', from: '茶馆', to: '书店' },
    ])
    expect(readInstruction('Make it a black and white photograph')).toEqual([
      { op: 'tone', tone: 'monochrome' },
    ])
    expect(readInstruction('Remove the yellow kite, then make it night')).toMatchObject([
      { op: 'remove', target: { noun: 'kite', colour: 'yellow' } },
      { op: 'tone', tone: 'night' },
    ])
    expect(readInstruction('Fold space')).toEqual([])
  })

  it('never throws, whatever it is told', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        expect(Array.isArray(readInstruction(text))).toBe(true)
        expect(readPrompt(text).groups.length).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('reads counts, colours, shapes, sides and text of a prompt', () => {
    expect(
      readPrompt('Three red circles to the left of two blue squares on a white background'),
    ).toMatchObject({
      groups: [
        { count: 3, colour: 'red', noun: 'circle' },
        { count: 2, colour: 'blue', noun: 'square' },
      ],
      relation: 'left-of',
      background: 'white',
    })
    expect(readPrompt('A sign that reads "OPEN"').text).toBe('OPEN')
  })
})

describe('procedural', () => {
  it('recolours the named colour and leaves every other pixel as it was', async () => {
    const { at } = await edit(
      'Make the red square blue',
      '<rect width="200" height="200" fill="#e8e8e0"/><rect x="20" y="20" width="60" height="60" fill="#d62828"/><circle cx="150" cy="150" r="30" fill="#2e8b3e"/>',
    )
    const [r = 0, , b = 0] = at(100, 100)
    expect(b).toBeGreaterThan(r + 80)
    expect(at(300, 300)).toEqual([46, 139, 62])
    expect(at(380, 20)).toEqual([232, 232, 224])
  })

  it('removes a thing by what surrounds it', async () => {
    const { at } = await edit(
      'Remove the red square',
      '<rect width="200" height="200" fill="#80b0e0"/><rect x="70" y="70" width="50" height="50" fill="#d62828"/>',
    )
    const [r = 0, g = 0, b = 0] = at(190, 190)
    expect(Math.abs(r - 128) + Math.abs(g - 176) + Math.abs(b - 224)).toBeLessThan(24)
  })

  it('gives the same picture for the same seed and says unchanged when it does not understand', async () => {
    const body = '<rect width="200" height="200" fill="#8a8"/>'
    const [one, two] = [
      await edit('Make it a rainy day', body),
      await edit('Make it a rainy day', body),
    ]
    const digest = async ({ outcome }: typeof one) =>
      outcome.outcome === 'image' ? pixelDigest(await decodeImage(outcome.image.bytes)) : ''
    expect(await digest(one)).toBe(await digest(two))
    const { outcome } = await edit('Fold space', body)
    expect(outcome.warnings).toEqual([
      { kind: 'unchanged', message: 'the instruction was not understood' },
    ])
  })
})

describe('controls', () => {
  it('bound what can be: a copy is exact, the reference is the truth, all else is ruin or unsupported', async () => {
    const [source, reference] = [
      await picture('<rect width="200" height="200" fill="#123"/>'),
      await picture('<rect width="200" height="200" fill="#fed"/>'),
    ]
    const run = async (kind: string, truth?: ControlTruth) =>
      createControl({ id: kind, name: kind, price: null, engine: { kind } }).generate(
        { prompt: 'x', images: [{ ...source, role: 'source' }] },
        context(truth),
      )
    const digest = async (outcome: EngineOutcome) =>
      outcome.outcome === 'image'
        ? pixelDigest(await decodeImage(outcome.image.bytes))
        : outcome.outcome
    const exact = async (image: { bytes: Uint8Array }) =>
      pixelDigest(await decodeImage(image.bytes))
    expect(await digest(await run('copy-input'))).toBe(await exact(source))
    expect(await digest(await run('reference', { reference }))).toBe(await exact(reference))
    expect(await digest(await run('reference'))).toBe('unsupported')
    expect(await digest(await run('over-edit'))).not.toBe(await exact(source))
  })
})
