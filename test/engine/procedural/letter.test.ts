import { describe, expect, it } from 'vitest'
import { matchText } from '#engine/procedural/letter/match-text.ts'
import { createLineReader } from '#engine/procedural/letter/line-reader.ts'
import { colourAt, difference, drawn, localEdit, patchOf } from '../../fixture/local-edit.ts'

const reader = createLineReader()
const blank = await drawn('<rect width="200" height="200" fill="#fff"/>')
const readable = (await reader.read(blank)) !== undefined

const sign = (text: string, font = 'DejaVu Sans', fill = '#8a1c1c'): string =>
  `<rect width="200" height="200" fill="#7f9a86"/><rect x="16" y="60" width="168" height="70" rx="6" fill="#fbf7ea"/><text x="100" y="104" text-anchor="middle" font-family="${font}" font-weight="700" font-size="22" fill="${fill}">${text}</text>`

const textOf = async (pixels: Parameters<typeof reader.read>[0]): Promise<string> =>
  ((await reader.read(pixels)) ?? []).map(({ text }) => text.replaceAll(' ', '')).join(' ')

describe('finding a text in what was read', () => {
  it('finds the best stretch and forgives a wrong letter', () => {
    expect(matchText('TULIP', 'TULIP FESTIVAL')).toMatchObject({ from: 0, until: 5, error: 0 })
    expect(matchText('FESTIVAL', 'TULIP FESTIVAL')).toMatchObject({ from: 5, until: 13, error: 0 })
    expect(matchText('BAKERY', 'BAKERV')?.error).toBeCloseTo(1 / 6)
    expect(matchText('', 'x')).toBeUndefined()
  })
})

describe('without reading', () => {
  it('finds the line by its shape, and says so', async () => {
    const before = await drawn(sign('BAKERY'))
    const { pixels, warnings } = await localEdit("Replace 'BAKERY' with 'FLOWER'", [before], {
      tier: 'draft',
    })
    expect(
      difference(await drawn(sign('BAKERY'), 200), pixels, [16, 60, 184, 130]),
    ).toBeGreaterThan(3)
    expect(warnings.map(({ message }) => message).join()).toContain('by its shape')
  })
})

describe.skipIf(!readable)('with the reading nets (optional packages)', () => {
  it('sets a text that is read back, in the old colour, and touches nothing else', async () => {
    const before = await drawn(sign('BAKERY'), 600)
    const { pixels } = await localEdit("Replace 'BAKERY' with 'FLOWERS'", [before])
    expect(await textOf(pixels)).toBe('FLOWERS')
    expect(patchOf(pixels, [138, 28, 28], 50).share).toBeGreaterThan(0.01)
    expect(difference(before, pixels, [16, 60, 184, 130], true)).toBe(0)
  })

  it('changes one word of a line, and the others make room', async () => {
    const before = await drawn(sign('OPEN DAILY', 'DejaVu Serif'), 600)
    const { pixels } = await localEdit("Replace 'OPEN' with 'CLOSED'", [before])
    expect(await textOf(pixels)).toBe('CLOSEDDAILY')
  })

  it('sets other scripts', async () => {
    const before = await drawn(sign('茶馆', 'Noto Sans SC'), 600)
    const { pixels } = await localEdit('把“茶馆”改成“书店”', [before])
    expect(await textOf(pixels)).toBe('书店')
  })

  it('erases, colours and leaves what is not there', async () => {
    const before = await drawn(sign('BAKERY'), 600)
    const [erased, green, absent] = [
      await localEdit("Remove the text 'BAKERY'", [before]),
      await localEdit("Make the word 'BAKERY' green", [before]),
      await localEdit("Replace 'XYLOPHONE' with 'DRUM'", [before]),
    ]
    expect(await textOf(erased.pixels)).toBe('')
    expect(patchOf(green.pixels, [46, 139, 62], 60).share).toBeGreaterThan(0.01)
    expect(absent.warnings).toMatchObject([{ kind: 'unchanged' }])
    expect(difference(before, absent.pixels, [0, 0, 200, 200])).toBe(0)
  })
})

it('writes a new text that stands out', async () => {
  const before = await drawn('<rect width="200" height="200" fill="#3a5a7a"/>')
  const { pixels } = await localEdit('Add the text "HELLO" at the bottom', [before])
  expect(patchOf(pixels, [255, 255, 255], 40).share).toBeGreaterThan(0.01)
  expect(colourAt(pixels, 100, 40)).toEqual(colourAt(before, 100, 40))
  if (readable) expect(await textOf(pixels)).toBe('HELLO')
})
