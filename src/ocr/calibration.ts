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
  {
    reader: 'ppocr4',
    script: 'han',
    errorRate: 0.0,
    low: 0.0,
    high: 0.0,
    pictures: 60,
    phrases: 20,
  },
  {
    reader: 'deu',
    script: 'latin',
    errorRate: 0.0221,
    low: 0.0,
    high: 0.1191,
    pictures: 60,
    phrases: 20,
  },
  {
    reader: 'spa',
    script: 'latin',
    errorRate: 0.0044,
    low: 0.0,
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
]
