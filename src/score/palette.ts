import { resizePixels } from '#image/resize.ts'
import type { Pixels } from '#image/pixels.ts'
import type { MetricImage } from '#schema/metric.ts'
import { scored, unscored, type PixelMetric } from './define-metric.ts'
import { labPlanes } from '#image/planes.ts'

const size = 128

/** Sorted values of each Lab axis: the one-dimensional distributions of a picture's colours. */
const sortedAxes = (pixels: Pixels): Float32Array[] =>
  labPlanes(pixels).map((plane) => plane.toSorted())

/** Earth mover's distance of two equally long sorted samples: the mean difference of their order statistics. */
const moverDistance = (a: Float32Array, b: Float32Array): number => {
  let sum = 0
  for (let index = 0; index < a.length; index++) sum += Math.abs(a[index]! - b[index]!)
  return sum / a.length
}

/**
 * How far the output's colours are from the reference picture's: earth mover's distance along L*, a*
 * and b*, summed as a Euclidean norm. 0 = the same colours in the same shares, wherever they stand.
 */
export const palette: PixelMetric = {
  id: 'palette',
  version: '1',
  unit: 'Lab',
  direction: 'lower',
  range: { low: 0, high: null },
  needs: ['output'],
  work: 'pixels',
  source: 'sliced earth mover distance in CIE Lab; Rubner et al. 2000 for the distance',
  async score(input, opener) {
    const reference = input.references[0] ?? input.truthReference
    if (!reference) return unscored('needs a reference picture')
    const shrink = async (image: MetricImage) =>
      sortedAxes(await resizePixels(await opener.pixels(image), size, size))
    const [a, b] = await Promise.all([shrink(input.output as MetricImage), shrink(reference)])
    return scored(
      Math.hypot(...a.map((axis, index) => moverDistance(axis, b[index] as Float32Array))),
    )
  },
}
