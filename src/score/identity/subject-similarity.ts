import type { Mask, Pixels } from '#image/pixels.ts'
import type { MetricImage } from '#schema/metric.ts'
import { notApplicable, scored, type PixelMetric } from '#score/define-metric.ts'
import { cosine, deepSource, deepVersion, lookAt } from '#score/likeness/deep-of.ts'
import { hidden } from './compare-faces.ts'
import { cutSubject, squareRound } from './subject-cut.ts'

/** Smaller subjects are a few blurred patches at the net's 224 px. */
const leastSide = 32

/**
 * Whether it is the same subject where there is no face to tell: cosine of pooled deep features of what lies inside the
 * subject mask, in the output and in the right answer. Looks only where the right answer has its subject, and sees looks,
 * not names: two alike toys are one.
 */
export const subjectSimilarity: PixelMetric = {
  id: 'subject-similarity',
  version: deepVersion('1'),
  unit: '',
  direction: 'higher',
  range: { low: -1, high: 1 },
  needs: ['output', 'subject', 'truthReference'],
  work: 'net',
  source: `cosine of the pooled features of the ${deepSource}, on the subject alone`,
  async score(input, opener) {
    if (input.occludes) return hidden()
    const wanted = input.truthReference as MetricImage
    const mask = await opener.mask(input.subject as MetricImage)
    const square = squareRound(mask)
    if (!square || square.side < leastSide)
      return notApplicable(`the subject is less than ${leastSide} px large`)
    const answer = await opener.pixels(wanted)
    assertSameSize(mask, answer)
    const look = (pixels: Pixels) => lookAt(cutSubject(pixels, mask, square), opener)
    const right = await opener.once(`subject ${wanted.sha256} ${input.subject?.sha256}`, () =>
      look(answer),
    )
    const { pixels, policy } = await opener.aligned(input, wanted)
    const made = await look(pixels)
    const value = Math.max(-1, Math.min(1, cosine(made.pooled, right.pooled)))
    return scored(value, { against: 'right answer', policy })
  },
}

function assertSameSize(mask: Mask, { width, height }: Pixels): void {
  if (mask.width === width && mask.height === height) return
  throw new Error(
    `the subject mask is ${mask.width}x${mask.height}, the right answer ${width}x${height}`,
  )
}
