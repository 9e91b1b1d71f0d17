import type { MetricImage } from '#schema/metric.ts'
import { notApplicable, scored, type PixelMetric } from '#score/define-metric.ts'
import { hidden } from './compare-faces.ts'
import { facesOf, faceSource, faceVersion } from './faces-of.ts'
import { wantedFaces } from './wanted-faces.ts'

/**
 * Share of the wanted faces for which the output has a face at all, of whomever: its mean is the detection rate that stands
 * beside `face-similarity`.
 */
export const faceFound: PixelMetric = {
  id: 'face-found',
  version: faceVersion('1'),
  unit: 'share',
  direction: 'higher',
  range: { low: 0, high: 1 },
  needs: ['output'],
  work: 'net',
  source: faceSource,
  async score(input, opener) {
    if (input.occludes) return hidden()
    const wanted = await wantedFaces(input, opener)
    if (!wanted) return notApplicable('no face was found in the reference pictures and the source')
    const found = await facesOf(input.output as MetricImage, opener)
    return scored(Math.min(1, found.length / wanted.faces.length), {
      against: wanted.against,
      sure: found.map(({ sure }) => sure),
      sizes: found.map(({ box }) => Math.round(Math.min(box.width, box.height))),
    })
  },
}
