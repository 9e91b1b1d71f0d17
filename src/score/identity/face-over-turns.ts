import type { MetricImage, MetricInput } from '#schema/metric.ts'
import { notApplicable, unscored, type PixelMetric } from '#score/define-metric.ts'
import { compareFaces, hidden } from './compare-faces.ts'
import { facesOf, faceSource, faceVersion } from './faces-of.ts'

const overTurns = (
  id: string,
  against: string,
  before: (input: MetricInput) => MetricImage | undefined,
): PixelMetric => ({
  id,
  version: faceVersion('1'),
  unit: '',
  direction: 'higher',
  range: { low: 0, high: 1 },
  needs: ['output', 'source'],
  work: 'net',
  source: `${faceSource}; AuraFace panel of the FLUX.1 Kontext report for the question`,
  async score(input, opener) {
    if (input.occludes) return hidden()
    const picture = before(input) as MetricImage
    const [largest] = await facesOf(picture, opener)
    if (largest) return compareFaces([largest], against, input, opener)
    const reason = `no face was found in the ${against} picture`
    // From the second turn on the source may be the model's own.
    return picture === input.source && input.turn > 1 ? unscored(reason) : notApplicable(reason)
  },
})

/** Identity over successive edits: the largest face of the chain's first picture against this turn's output. */
export const faceFromFirst = overTurns(
  'face-from-first',
  'first',
  ({ first, source }) => first ?? source,
)

/** Identity over one edit: the largest face of the picture that this turn was given against its output. */
export const faceFromPrevious = overTurns('face-from-previous', 'previous', ({ source }) => source)
