import { escapeText } from '../paint/part.ts'

/** Scripts the bundled fonts can set; the names are those of a case's truth. */
export type Script = 'latin' | 'han' | 'kana' | 'arabic'
export type Language = 'en' | 'zh' | 'de' | 'es' | 'ja' | 'ar'

export const scriptOf: Record<Language, Script> = {
  en: 'latin',
  de: 'latin',
  es: 'latin',
  zh: 'han',
  ja: 'kana',
  ar: 'arabic',
}

export type Face = 'sans' | 'serif'

/** The family that has the text's letters, of those that come with the harness (src/image/fonts.ts). */
function familyOf(text: string, face: Face): string {
  if (/\p{Script=Arabic}|[₀-₉]/u.test(text)) return 'DejaVu Sans'
  const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)
  return face === 'serif' && !wide ? 'DejaVu Serif' : 'Noto Sans SC'
}

/** Widths in em, a little too wide rather than too narrow, so that no text leaves its sign. */
function widthOf(letter: string, face: Face): number {
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u.test(letter)) return 1.03
  if (/\p{Script=Arabic}/u.test(letter)) return 0.62
  const wide = face === 'serif' ? 1.18 : 1
  if (/[ilIjtf.,:;!¡'|1 -]/u.test(letter)) return 0.4 * wide
  if (/[mwMW@%&Ñ]/u.test(letter)) return 0.94 * wide
  return (/[\p{Lu}?¿0-9]/u.test(letter) ? 0.72 : 0.62) * wide
}

/** Width of a line set at size 1. */
const emWidth = (text: string, face: Face): number =>
  Array.from(text).reduce((sum, letter) => sum + widthOf(letter, face), 0)

/** The size at which a line of text fills a width, at most `largest`. */
export const sizeFor = (text: string, width: number, largest: number, face: Face): number =>
  Math.round(Math.min(largest, width / emWidth(text, face)) * 10) / 10

interface Line {
  text: string
  x: number
  /** Middle of the line. */
  y: number
  size: number
  ink: string
  face: Face
}

export const setLine = ({ text, x, y, size, ink, face }: Line): string =>
  `<text x="${x}" y="${(y + size * 0.36).toFixed(1)}" text-anchor="middle" font-family="${familyOf(text, face)}" font-weight="700" font-size="${size}" fill="${ink}">${escapeText(text)}</text>`

/** The place a line takes on its sign, as a shape. */
export function lineRoom({ text, x, y, size, face }: Line): string {
  const width = Math.round(emWidth(text, face) * size)
  const height = Math.round(size * 1.12)
  return `<rect x="${x - width / 2}" y="${y - height / 2}" width="${width}" height="${height}"/>`
}
