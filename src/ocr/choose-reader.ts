import { scriptOf, type Script } from '#schema/script.ts'
import { calibrations, mostErrors, type Calibration } from './calibration.ts'
import { hasTesseract } from './tesseract-reader.ts'
import { tesseractLanguages, type TesseractLanguage } from './tesseract-languages.ts'

/** Who reads a text: the PP-OCRv4 nets, or Tesseract in one language. */
export type ReaderChoice =
  | { kind: 'nets' }
  | { kind: 'tesseract'; language: TesseractLanguage }
  /** Nobody: a wrong reading would count against the model. */
  | { kind: 'nobody'; reason: string }

/**
 * Letters that the nets tell apart: A to Z and Han. Their alphabet has a few accented letters and kana too, but they
 * read them as plain ones or not at all: of 17 drawn words with accents that they have, 15 lost them.
 */
const isPlain = (letter: string): boolean => /[A-Za-z\p{Script=Han}]|[^\p{L}¡¿ªº]/u.test(letter)

const nobody = (reason: string): ReaderChoice => ({ kind: 'nobody', reason: `script: ${reason}` })

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

const letterNames = (letters: readonly string[]): string =>
  [...new Set(letters)].map((letter) => `"${letter}"`).join(', ')

/** Letters folded as the error rate folds them. */
const foldedLetters = (text: string): string[] =>
  Array.from(text.normalize('NFKC')).filter((letter) => /[\p{L}¡¿]/u.test(letter))

export interface ReaderPlaces {
  calibrations: readonly Calibration[]
  /** Whether Tesseract and its data of a language are installed. */
  isInstalled: (language: string) => boolean
}

const here: ReaderPlaces = {
  calibrations,
  isInstalled: hasTesseract,
}

function ofTesseract(
  letters: readonly string[],
  script: Script,
  places: ReaderPlaces,
): ReaderChoice {
  const able = tesseractLanguages.filter(
    (one) => one.script === script && letters.every((letter) => one.letters.test(letter)),
  )
  if (able.length === 0) {
    const strange = letters.filter((letter) => !isPlain(letter))
    return nobody(`no reader of ${script} text knows ${letterNames(strange)}`)
  }
  const measured = able.flatMap((language) => {
    const known = places.calibrations.find(({ reader }) => reader === language.name)
    return known ? [{ language, known }] : []
  })
  const good = measured.filter(({ known }) => known.errorRate <= mostErrors)
  const language = (good.find((one) => places.isInstalled(one.language.name)) ?? good[0])?.language
  if (language) return { kind: 'tesseract', language }
  const [tried] = measured
  return tried
    ? nobody(
        `the reader of ${script} text gets ${percent(tried.known.errorRate)} of characters wrong on our own renderings, more than ${percent(mostErrors)}`,
      )
    : nobody(`no reader of ${script} text has been calibrated`)
}

/** Chooses by the letters of a text; its script is told by them where it is said wrongly, as old imports do. */
export function chooseReader(text: string, places: ReaderPlaces = here): ReaderChoice {
  const letters = foldedLetters(text)
  if (letters.every(isPlain)) return { kind: 'nets' }
  return ofTesseract(letters, scriptOf(text.normalize('NFKC')), places)
}

/** Signs of a text that the nets' alphabet lacks; undefined where it has all. */
export function whyUnreadByNets(text: string, alphabet: readonly string[]): string | undefined {
  const known = new Set(alphabet)
  const strange = Array.from(text.normalize('NFKC').replaceAll(/[\s\p{Cf}]+/gu, '')).filter(
    (letter) => !known.has(letter),
  )
  return strange.length === 0
    ? undefined
    : `script: the reader does not know ${letterNames(strange)}`
}
