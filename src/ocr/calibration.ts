import type { Script } from '#schema/script.ts'

/** How often a reader is wrong on texts that we drew ourselves and thus know. */
export interface Calibration {
  /** `ppocr4`, or Tesseract's name of a language. */
  reader: string
  script: Script
  /** Mean character error rate, spaces ignored, with its 95 % interval over phrases. */
  errorRate: number
  low: number
  high: number
  pictures: number
  phrases: number
}

/** A reader that errs more often says too little of a model. */
export const mostErrors = 0.1

/**
 * Readers that pass, and yet do not tell right text from wrong on the signs of kontextbench-mini (AUC under 0.95, by
 * test/perf/text-right-wrong.ts with the row taken out).
 */
export const refusals: Readonly<Record<string, string>> = {
  jpn: 'tells right text from wrong with an AUC of 0.70 [0.42, 1.00] only (36 pictures, 4 scenes)',
}

/** Written by `npm run calibrate:text`. */
export const calibrations: readonly Calibration[] = [
  {
    reader: 'ppocr4',
    script: 'latin',
    errorRate: 0.0101,
    low: 0.0033,
    high: 0.0219,
    pictures: 60,
    phrases: 20,
  },
  { reader: 'ppocr4', script: 'han', errorRate: 0, low: 0, high: 0, pictures: 60, phrases: 20 },
  {
    reader: 'deu',
    script: 'latin',
    errorRate: 0.0221,
    low: 0,
    high: 0.1191,
    pictures: 60,
    phrases: 20,
  },
  {
    reader: 'spa',
    script: 'latin',
    errorRate: 0.0044,
    low: 0,
    high: 0.0153,
    pictures: 60,
    phrases: 20,
  },
  {
    reader: 'fra',
    script: 'latin',
    errorRate: 0.0537,
    low: 0.0037,
    high: 0.1787,
    pictures: 60,
    phrases: 20,
  },
  {
    reader: 'jpn',
    script: 'kana',
    errorRate: 0.0958,
    low: 0.0333,
    high: 0.2049,
    pictures: 60,
    phrases: 20,
  },
  {
    reader: 'ara',
    script: 'arabic',
    errorRate: 0.3668,
    low: 0.2084,
    high: 0.5793,
    pictures: 60,
    phrases: 20,
  },
  {
    reader: 'bul',
    script: 'cyrillic',
    errorRate: 0.0142,
    low: 0,
    high: 0.0542,
    pictures: 60,
    phrases: 20,
  },
  {
    reader: 'ukr',
    script: 'cyrillic',
    errorRate: 0.0267,
    low: 0.0056,
    high: 0.0756,
    pictures: 60,
    phrases: 20,
  },
  {
    reader: 'ell',
    script: 'greek',
    errorRate: 0.128,
    low: 0.064,
    high: 0.2554,
    pictures: 60,
    phrases: 20,
  },
  {
    reader: 'heb',
    script: 'hebrew',
    errorRate: 0.055,
    low: 0.0167,
    high: 0.1318,
    pictures: 60,
    phrases: 20,
  },
]
