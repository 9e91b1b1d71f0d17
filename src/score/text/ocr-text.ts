import type { MetricImage } from '#schema/metric.ts'
import { scored, unscored, type PixelMetric } from '#score/define-metric.ts'
import { plainLetters } from '#score/error-rate.ts'
import { readPicture, readingSource, readingVersion, whyUnread } from './reading.ts'
import { readDetail } from './text-metric.ts'

/** How many characters the output shows; the text itself stands beside. Read as Latin and Chinese where no text is wanted. */
export const ocrText: PixelMetric = {
  id: 'ocr-text',
  version: readingVersion,
  unit: 'characters',
  direction: 'none',
  range: { low: 0, high: null },
  needs: ['output'],
  work: 'net',
  source: readingSource,
  async score(input, opener) {
    const wanted = input.text?.wanted ?? ''
    const unread = await whyUnread(wanted)
    if (unread !== undefined) return unscored(unread)
    const reading = await readPicture(wanted, input.output as MetricImage, opener)
    const lines = reading.lines.map(({ text, sure }) => ({ text, sure: Number(sure.toFixed(3)) }))
    return scored(plainLetters(reading.text).length, {
      ...readDetail(reading),
      lines: lines.slice(0, 100),
    })
  },
}
