import { resizePixels } from '#image/resize.ts'
import type { Mask, Pixels } from '#image/pixels.ts'
import type { MetricImage } from '#schema/metric.ts'
import { scored, unscored, type PixelMetric } from './define-metric.ts'
import { labPlanes } from './pixel/planes.ts'

const size = 256

/** Mean Euclidean Lab distance over the mask, after shrinking to 256 px: forgiving of edges, not of content. */
function distance(a: Pixels, b: Pixels, mask: Mask | undefined): number {
  const [first, second] = [labPlanes(a), labPlanes(b)]
  let sum = 0
  let count = 0
  for (let index = 0; index < first[0].length; index++) {
    if (mask && !mask.data[index]) continue
    sum += Math.hypot(
      first[0][index]! - second[0][index]!,
      first[1][index]! - second[1][index]!,
      first[2][index]! - second[2][index]!,
    )
    count += 1
  }
  return count === 0 ? 0 : sum / count
}

function shrinkMask({ width, height, data }: Mask): Mask {
  const small = new Uint8Array(size * size)
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      small[y * size + x] =
        data[
          Math.floor(((y + 0.5) * height) / size) * width + Math.floor(((x + 0.5) * width) / size)
        ]!
    }
  }
  return { width: size, height: size, data: small }
}

/**
 * How far the output has come from the source to the right answer, inside the mask:
 * max(0, 1 - D(output, reference) / D(source, reference)), D = mean Lab distance at 256 px. Doing
 * nothing is 0, the right answer 1, half way 0.5; worse than doing nothing is 0 too.
 */
export const referenceInside: PixelMetric = {
  id: 'reference/inside',
  version: '1',
  unit: '',
  direction: 'higher',
  range: { low: 0, high: 1 },
  needs: ['output', 'source', 'truthReference'],
  work: 'pixels',
  source: 'this project; see docs/measuring.md',
  async score(input, opener) {
    const small = async (image: MetricImage): Promise<Pixels> =>
      resizePixels(await opener.pixels(image), size, size)
    const [output, source, reference] = await Promise.all([
      small(input.output as MetricImage),
      small(input.source as MetricImage),
      small(input.truthReference as MetricImage),
    ])
    const mask = input.mask && shrinkMask(await opener.mask(input.mask))
    const whole = distance(source, reference, mask)
    if (whole < 0.5) return unscored('source and right answer are alike inside the mask')
    const left = distance(output, reference, mask)
    return scored(Math.max(0, 1 - left / whole), { distance: left, fromSource: whole })
  },
}
