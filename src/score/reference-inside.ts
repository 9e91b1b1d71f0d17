import { labDistance, type LabPlanes } from '#image/planes.ts'
import type { MetricImage } from '#schema/metric.ts'
import { notApplicable, scored, type PixelMetric } from './define-metric.ts'
import { insideOf, planesOf, smallPlanes } from './pixel/change.ts'

/** Mean distance over the mask, after shrinking to 256 px: forgiving of edges, not of content. */
function distance(a: LabPlanes, b: LabPlanes, inside: Uint8Array | undefined): number {
  let sum = 0
  let count = 0
  for (let index = 0; index < a[0].length; index++) {
    if (inside && !inside[index]) continue
    sum += labDistance(a, b, index)
    count += 1
  }
  return count === 0 ? 0 : sum / count
}

/**
 * How far the output has come from the source to the right answer, inside the mask:
 * max(0, 1 - D(output, reference) / D(source, reference)), D = mean Lab distance at 256 px (chroma weighed as
 * CIEDE2000 does), the output brought into the right answer's frame. Doing nothing is 0, the right answer 1, half way 0.5; worse than doing nothing is 0 too.
 */
export const referenceInside: PixelMetric = {
  id: 'reference/inside',
  version: '2',
  unit: '',
  direction: 'higher',
  range: { low: 0, high: 1 },
  needs: ['output', 'source', 'truthReference'],
  work: 'pixels',
  source: 'this project; see docs/measuring.md',
  async score(input, opener) {
    const wanted = input.truthReference as MetricImage
    const source = await planesOf(input.source as MetricImage, opener)
    const reference = await planesOf(wanted, opener)
    const inside = await insideOf(input, opener)
    const whole = distance(source, reference, inside)
    if (whole < 0.5) return notApplicable('source and right answer are alike inside the mask')
    const { pixels, policy } = await opener.aligned(input, wanted)
    const left = distance(await smallPlanes(pixels), reference, inside)
    return scored(Math.max(0, 1 - left / whole), { distance: left, fromSource: whole, policy })
  },
}
