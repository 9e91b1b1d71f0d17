import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { connectedComponents } from '#image/components.ts'
import { fontFiles } from '#image/fonts.ts'
import { rasteriseSvg } from '#image/svg.ts'
import { chooseReader, whyUnreadByNets, type ReaderChoice } from '#ocr/choose-reader.ts'
import { characterErrorRate } from '#score/error-rate.ts'
import { createTextReaders } from '#ocr/text-readers.ts'
import { findSource } from '#task/open-data-set.ts'
import { fontCharacters } from '../fixture/font-characters.ts'

const source = await findSource('kontextbench-mini', [
  fileURLToPath(new URL('../../datasets', import.meta.url)),
])
if (!source) throw new Error('kontextbench-mini is not there')
const readers = createTextReaders()
const { alphabet } = await readers.nets()

const files: Record<string, string> = {
  'DejaVu Sans': fontFiles.sansBold,
  'DejaVu Serif': join(dirname(fontFiles.sansBold), 'DejaVuSerif-Bold.ttf'),
  'Noto Sans SC': fontFiles.hanBold,
}

interface Shown {
  id: string
  picture: string
  text: string
  family: string
  box: { x: number; y: number; width: number; height: number }
}

/** What the lettering of a drawing says, and in which family it is set. */
function letteringOf(picture: string): { text: string; family: string } {
  const found = /<text [^>]*font-family="([^"]+)"[^>]*>([^<]+)<\/text>/.exec(
    source!.image(picture).svg,
  )
  if (!found) throw new Error(`${picture} shows no text`)
  return { family: found[1] ?? '', text: (found[2] ?? '').replaceAll('&amp;', '&') }
}

/** One part of a picture at its full size, without drawing the rest. */
const drawPart = (svg: string, { x, y, width, height }: Shown['box']) =>
  rasteriseSvg(
    svg.replace(/viewBox="(\d+) (\d+) [^"]+"/, (_, left: string, top: string) =>
      ['viewBox="', [Number(left) + x, Number(top) + y, width, height].join(' '), '"'].join(''),
    ),
    width,
    height,
  )

/** Every text that a sign shows in a source or a right answer of the text-editing cases. */
const shown: Shown[] = source.cases().flatMap(({ id, tasks, turns }) => {
  const { inputs = [], truth } = turns[0] ?? {}
  const [input] = inputs
  if (!tasks.includes('text-editing') || input?.from !== 'case') return []
  const { reference, text } = truth ?? {}
  if (reference === undefined || !text?.box) throw new Error(`${id} lacks truth`)
  const { box } = text
  expect(letteringOf(reference).text, id).toBe(text.wanted)
  return [input.image, reference].map((picture) => ({ id, picture, box, ...letteringOf(picture) }))
})
const unique = [...new Map(shown.map((one) => [`${one.text} ${one.picture}`, one])).values()]

/** What the reader of a text is, where somebody reads it. */
const readerOf = (text: string): Exclude<ReaderChoice, { kind: 'nobody' }> | undefined => {
  const choice = chooseReader(text)
  if (choice.kind === 'nobody') return undefined
  return choice.kind === 'nets' && whyUnreadByNets(text, alphabet) ? undefined : choice
}
const readable = unique.flatMap((one) => {
  const choice = readerOf(one.text)
  return choice ? [{ ...one, choice }] : []
})

describe('texts on signs', () => {
  it('have a glyph for every character in the font they are set in', () => {
    const characters = new Map(
      Object.entries(files).map(([family, file]) => [family, fontCharacters(file)]),
    )
    expect(characters.get('DejaVu Sans')?.has('م'.codePointAt(0) ?? 0)).toBe(true)
    expect(characters.get('DejaVu Sans')?.has('あ'.codePointAt(0) ?? 0)).toBe(false)
    for (const { id, text, family } of unique) {
      const lacking = Array.from(text).filter(
        (letter) => !characters.get(family)?.has(letter.codePointAt(0) ?? 0),
      )
      expect(lacking, `${id}: ${text} in ${family}`).toEqual([])
    }
  })

  it('are for the most part in letters that the reader knows', () => {
    expect(readable.length).toBeGreaterThan(40)
  })

  it.each(readable)(
    'are read rightly: $text of $picture',
    async ({ text, picture, box, choice }) => {
      const sign = await drawPart(source.image(picture).svg, box)
      const lines = await (await readers.of(choice)).read(sign)
      const read = lines.map((line) => line.text)
      const errors = characterErrorRate(text, read.join(' '), { anywhere: false })
      expect({ read, errors }).toEqual({ read, errors: 0 })
    },
  )

  it('join their letters and run from right to left in Arabic', async () => {
    const letters = async (text: string) => {
      const { data, width, height } = await rasteriseSvg(
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 160"><text x="200" y="100" text-anchor="middle" font-family="DejaVu Sans" font-weight="700" font-size="80">${text}</text></svg>`,
        400,
        160,
      )
      const ink = new Uint8Array(width * height).map((_, index) => data[index * 4 + 3] ?? 0)
      return connectedComponents({ width, height, data: ink }, 30)
    }
    const apart = (text: string): string => Array.from(text).join('\u200c')
    expect((await letters('سلم')).length).toBe(1)
    expect((await letters(apart('سلم'))).length).toBe(3)
    // Alef, high and narrow, is the first letter here, so it stands rightmost.
    const [rightmost] = (await letters('اد')).toSorted((a, b) => b.centroid.x - a.centroid.x)
    expect(rightmost?.box.height ?? 0).toBeGreaterThan(2 * (rightmost?.box.width ?? 0))
  })
})
