import { resizePixels } from '#image/resize.ts'
import type { MetricImage } from '#schema/metric.ts'
import { scored, type PixelMetric } from './define-metric.ts'
import { labPlanes } from './pixel/planes.ts'

const size = 256
/** A step in Lab far above what chroma subsampling leaves at 256 px, far below another colour. */
const noticeable = 12
/** An object of this share of the picture is the smallest edit that counts. */
const leastShare = 0.0015

/** Share of the picture that visibly changed, 0 to 1; flags a copy, also a re-encoded one, as a no-op. */
export const editMagnitude: PixelMetric = {
  id: 'edit-magnitude',
  version: '1',
  unit: 'share',
  direction: 'none',
  range: { low: 0, high: 1 },
  needs: ['output', 'source'],
  work: 'pixels',
  source: 'this project: share of pixels at 256 px whose Lab distance to the source exceeds 12',
  async score(input, opener) {
    const shrink = async (image: MetricImage) =>
      labPlanes(await resizePixels(await opener.pixels(image), size, size))
    const [a, b] = await Promise.all([
      shrink(input.output as MetricImage),
      shrink(input.source as MetricImage),
    ])
    let changed = 0
    for (let index = 0; index < a[0].length; index++) {
      const step = Math.hypot(
        a[0][index]! - b[0][index]!,
        a[1][index]! - b[1][index]!,
        a[2][index]! - b[2][index]!,
      )
      if (step > noticeable) changed += 1
    }
    const share = changed / a[0].length
    return scored(share, { noOp: share < leastShare })
  },
}
