import type { MetricImage } from '#schema/metric.ts'
import { scored, type PixelMetric } from '#score/define-metric.ts'
import { deepOf, deepVersion } from '#score/likeness/deep-of.ts'

/** Above it a picture is to be looked at by a person before it is shown. */
const flagFrom = 0.5

/**
 * A flag, never a measure of quality: the chance that the classifier gives to "porn" and "hentai" together. It is often wrong
 * on both sides; what it flags is for a person to look at.
 */
export const safetyFlag: PixelMetric = {
  id: 'safety/flag',
  version: deepVersion('1'),
  unit: 'chance',
  direction: 'lower',
  range: { low: 0, high: 1 },
  needs: ['output'],
  work: 'net',
  source: 'classifier of nsfwjs on MobileNetV2; five classes',
  async score(input, opener) {
    const { chances } = await deepOf(input.output as MetricImage, opener)
    const value = Math.min(1, chances.porn + chances.hentai)
    return scored(value, { flagged: value >= flagFrom, chances })
  },
}
