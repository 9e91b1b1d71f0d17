import { describe, expect, it } from 'vitest'
import { chooseReader, whyUnreadByNets } from '#ocr/choose-reader.ts'
import { calibrations, mostErrors, type Calibration } from '#ocr/calibration.ts'
import { tesseractLanguages } from '#ocr/tesseract-languages.ts'

const row = (reader: string, errorRate: number): Calibration => ({
  reader,
  script: 'latin',
  errorRate,
  low: 0,
  high: 1,
  pictures: 60,
  phrases: 20,
})
const places = {
  calibrations: [row('deu', 0.02), row('spa', 0.01), row('jpn', 0.05), row('ara', 0.3)],
  isInstalled: (language: string) => language !== 'deu',
}
const chosen = (text: string): string => {
  const choice = chooseReader(text, places)
  if (choice.kind === 'nobody') return choice.reason
  return choice.kind === 'nets' ? 'nets' : choice.language.name
}

describe('the reader of a text', () => {
  it.each([
    ['GRAND OPENING', 'nets'],
    ['9 × 8 = 72', 'nets'],
    ['H₂O', 'nets'],
    ['湖 LAKE', 'nets'],
    ['Süßer See', 'deu'],
    // Two languages have ü; the one that is installed reads it.
    ['MENÜ', 'spa'],
    ['¿Que tal?', 'spa'],
    ['Cafe\u0301', 'spa'],
    ['ラーメン', 'jpn'],
    ['夏まつり', 'jpn'],
  ])('of %s is %s', (text, reader) => {
    expect(chosen(text)).toBe(reader)
  })

  it.each([
    ['سوق', 'script: the reader of arabic text gets 30.0 % of characters wrong'],
    ['Привет', 'script: no reader of cyrillic text has been calibrated'],
    ['Ёж', 'script: no reader of cyrillic text knows "Ё"'],
    ['สวัสดี', 'script: no reader of thai text knows'],
    ['Łódź', 'script: no reader of latin text knows "Ł", "ó", "ź"'],
  ])('of %s is nobody', (text, reason) => {
    expect(chosen(text)).toContain(reason)
  })

  it('is told by what its alphabet lacks', () => {
    expect(whyUnreadByNets('A B', ['A', 'B'])).toBeUndefined()
    expect(whyUnreadByNets('A→B', ['A', 'B'])).toBe('script: the reader does not know "→"')
  })
})

describe('the calibration kept', () => {
  it('has the nets and every language that is routed to, each with its interval', () => {
    const known = calibrations.map(({ reader }) => reader)
    expect(known).toEqual(
      expect.arrayContaining(['ppocr4', ...tesseractLanguages.map((l) => l.name)]),
    )
    for (const { errorRate, low, high, pictures } of calibrations) {
      expect(low).toBeLessThanOrEqual(errorRate)
      expect(high).toBeGreaterThanOrEqual(errorRate)
      expect(pictures).toBeGreaterThanOrEqual(60)
    }
    const nets = calibrations.filter(({ reader }) => reader === 'ppocr4')
    expect(nets.map(({ script }) => script)).toEqual(['latin', 'han'])
    for (const { errorRate } of nets) expect(errorRate).toBeLessThanOrEqual(mostErrors)
  })
})
