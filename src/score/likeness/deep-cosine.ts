import type { MetricImage } from '#schema/metric.ts'
import { notApplicable, scored, type PixelMetric } from '#score/define-metric.ts'
import { cosine, deepOf, deepSource, deepVersion, likeWhat } from './deep-of.ts'

/**
 * Likeness of the whole picture: cosine of the features averaged over the frame, against the reference picture, else the right
 * answer, else the source. 0.4 is what two unlike photographs have. It is no CLIP score: the net knows no words.
 */
export const deepCosine: PixelMetric = {
  id: 'deep-cosine',
  version: deepVersion('1'),
  unit: '',
  direction: 'higher',
  range: { low: -1, high: 1 },
  needs: ['output'],
  work: 'net',
  source: `cosine of the pooled features of the ${deepSource}`,
  async score(input, opener) {
    const like = likeWhat(input)
    if (!like) return notApplicable('needs a reference picture, a right answer or a source')
    const [output, other] = [
      await deepOf(input.output as MetricImage, opener),
      await deepOf(like.image, opener),
    ]
    const value = cosine(output.pooled, other.pooled)
    return scored(Math.max(-1, Math.min(1, value)), { against: like.against })
  },
}
