import type { Script } from '#schema/script.ts'

/** A language that Tesseract's npm data can read, and all that its texts are written with. */
export interface TesseractLanguage {
  /** Tesseract's name. */
  name: string
  script: Script
  letters: RegExp
  rightToLeft: boolean
}

const language = (
  name: string,
  script: Script,
  letters: RegExp,
  rightToLeft = false,
): TesseractLanguage => ({ name, script, letters, rightToLeft })

/** In the order in which they are tried for a letter that several have. There is no Russian data on npm. */
export const tesseractLanguages: readonly TesseractLanguage[] = [
  language('deu', 'latin', /[A-Za-zÄÖÜäöüßẞ]/u),
  language('spa', 'latin', /[A-Za-zÁÉÍÓÚÜÑáéíóúüñª¡¿º]/u),
  language('fra', 'latin', /[A-Za-zÀÂÆÇÈÉÊËÎÏÔŒÙÛÜŸàâæçèéêëîïôœùûüÿ]/u),
  language('jpn', 'kana', /[A-Za-zー\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u),
  language('ara', 'arabic', /\p{Script=Arabic}/u, true),
  language('heb', 'hebrew', /\p{Script=Hebrew}/u, true),
  language('ell', 'greek', /\p{Script=Greek}/u),
  language('bul', 'cyrillic', /[А-ЪЬЮЯа-ъьюя]/u),
  language('ukr', 'cyrillic', /[А-ЩЬЮЯЄІЇҐа-щьюяєіїґ]/u),
]
