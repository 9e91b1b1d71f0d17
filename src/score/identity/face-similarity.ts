import { notApplicable, type PixelMetric } from '#score/define-metric.ts'
import { compareFaces, hidden } from './compare-faces.ts'
import { faceSource, faceVersion } from './faces-of.ts'
import { wantedFaces } from './wanted-faces.ts'

/**
 * Whether it is the same person: 1 minus the distance of the face descriptors, at least 0, against the faces of the reference
 * pictures, else the largest face of the source. One person from 0.45 on. Another pose, age or heavy stylisation costs; a
 * picture that shows no face is unscored.
 */
export const faceSimilarity: PixelMetric = {
  id: 'face-similarity',
  version: faceVersion('1'),
  unit: '',
  direction: 'higher',
  range: { low: 0, high: 1 },
  needs: ['output'],
  work: 'net',
  source: faceSource,
  async score(input, opener) {
    if (input.occludes) return hidden()
    const wanted = await wantedFaces(input, opener)
    if (!wanted) return notApplicable('no face was found in the reference pictures and the source')
    return compareFaces(wanted.faces, wanted.against, input, opener)
  },
}
