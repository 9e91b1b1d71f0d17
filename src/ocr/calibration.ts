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
]
