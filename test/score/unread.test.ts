import { afterAll, describe, expect, it } from 'vitest'
import { sha256 } from '#digest/sha256.ts'
import { encodePng } from '#image/encode.ts'
import { rasteriseSvg } from '#image/svg.ts'
import type { Truth } from '#schema/case.ts'
import type { MetricResult } from '#schema/metric.ts'
import { scriptNames, scriptOf } from '#schema/script.ts'
import { createNetLoader } from '#ocr/nets.ts'
import { whyUnread } from '#score/unread.ts'
import { createScorer } from '#score/scorer.ts'
import { anAttempt } from '../fixture/documents.ts'

const { alphabet } = await createNetLoader()()
const scorer = await createScorer({ workers: 1, metricIds: ['text/cer'], modules: [] })
afterAll(() => scorer.close())

/** The metric on a picture that shows the wanted text. */
async function shown(text: NonNullable<Truth['text']>): Promise<MetricResult | undefined> {
  const pixels = await rasteriseSvg(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 200"><rect width="600" height="200" fill="#f4ead2"/><text x="300" y="120" text-anchor="middle" font-family="Noto Sans SC, DejaVu Sans" font-weight="700" font-size="64" fill="#222">${text.wanted}</text></svg>`,
    600,
    200,
  )
  const bytes = await encodePng(pixels)
  const scores = await scorer.score({
    instruction: 'a sign',
    turn: 1,
    tasks: ['typography'],
    occludes: false,
    references: [],
    result: { turn: 1, outcome: 'image', inputs: [] },
    attempts: [anAttempt('r', 'c'.repeat(64))],
    output: { sha256: sha256(bytes), bytes },
    text,
  })
  return scores.get('text/cer')
}

describe('texts that the reader cannot read', () => {
  it('are unscored with the reason, though the picture shows them', async () => {
    expect(await shown({ wanted: 'Süßer See', script: 'latin' })).toEqual({
      state: 'unscored',
      reason: 'the reader does not know "ü", "ß"',
    })
    expect(await shown({ wanted: '¡ADIÓS!', script: 'latin' })).toEqual({
      state: 'unscored',
      reason: 'the reader does not know "¡", "Ó"',
    })
    expect(await shown({ wanted: 'さくら', script: 'kana' })).toEqual({
      state: 'unscored',
      reason: 'the reader knows no kana script',
    })
    expect(await shown({ wanted: 'سوق', script: 'arabic' })).toEqual({
      state: 'unscored',
      reason: 'the reader knows no arabic script',
    })
  })

  it('are told by their letters where the script is said wrongly, as old imports do', () => {
    expect(whyUnread({ wanted: 'سوق', script: 'latin' }, alphabet)).toMatch(/does not know "س"/)
    expect(whyUnread({ wanted: 'マシ', script: 'han' }, alphabet)).toBe(
      'the reader does not know "マ", "シ"',
    )
    expect(whyUnread({ wanted: 'MÄRCHEN', script: 'latin' }, alphabet)).toMatch(/"Ä"/)
    // Composed or not, it is the same letter.
    expect(whyUnread({ wanted: 'Cafe\u0301', script: 'latin' }, alphabet)).toMatch(/"é"/)
  })

  it('leave plain Latin, Chinese, figures and signs to be scored', async () => {
    for (const wanted of ['GRAND OPENING', 'FLUX & JOY', '9 × 8 = 72', 'H₂O', '茶馆', 'Thank you!'])
      expect(whyUnread({ wanted, script: scriptOf(wanted) }, alphabet), wanted).toBeUndefined()
    expect(await shown({ wanted: 'FLOWERS', script: 'latin' })).toMatchObject({
      state: 'scored',
      value: 0,
    })
  })
})

describe('the script of a text', () => {
  it.each([
    ['BAKERY', 'latin'],
    ['Grüße', 'latin'],
    ['7 + 5 = 12', 'latin'],
    ['茶馆', 'han'],
    ['LAKE 湖', 'han'],
    ['夏まつり', 'kana'],
    ['ラーメン', 'kana'],
    ['한국', 'hangul'],
    ['سوق', 'arabic'],
    ['שלום', 'hebrew'],
    ['Привет', 'cyrillic'],
    ['Ωμέγα', 'greek'],
    ['नमस्ते', 'devanagari'],
    ['สวัสดี', 'thai'],
    ['ქართული', 'other'],
  ] as const)('%s is %s', (text, script) => {
    expect(scriptOf(text)).toBe(script)
    expect(scriptNames).toContain(script)
  })
})
