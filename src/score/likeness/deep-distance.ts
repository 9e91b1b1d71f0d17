import type { DeepFeatures, Tap } from '#net/mobilenet.ts'
import type { MetricImage } from '#schema/metric.ts'
import { notApplicable, scored, type PixelMetric } from '#score/define-metric.ts'
import { deepOf, deepSource, deepVersion, likeWhat } from './deep-of.ts'

/** Squared distance of the two unit vectors at one position; 0 to 2, as activations are not negative. */
function distanceAt({ channels, data }: Tap, other: Tap, at: number): number {
  let [both, left, right] = [0, 0, 0]
  for (let index = at * channels; index < (at + 1) * channels; index++) {
    both += data[index]! * other.data[index]!
    left += data[index]! ** 2
    right += other.data[index]! ** 2
  }
  if (left === 0 && right === 0) return 0
  if (left === 0 || right === 0) return 1
  return 2 - (2 * both) / Math.sqrt(left * right)
}

/** What share of each position of a layer counts, given the layer's side; absent = all of every one. */
export type Weights = (side: number) => Float32Array

/**
 * Mean over six layers of the squared distance of unit feature vectors, averaged over positions: LPIPS without its learnt
 * weights (Zhang et al. 2018, formula 1 with w = 1). 0 to 2.
 */
export function deepDifference(a: DeepFeatures, b: DeepFeatures, weights?: Weights): number {
  const layers = a.taps.map((tap, layer) => {
    const share = weights?.(tap.side)
    let [sum, whole] = [0, 0]
    for (let at = 0; at < tap.side * tap.side; at++) {
      const weight = share ? share[at]! : 1
      if (weight === 0) continue
      sum += weight * distanceAt(tap, b.taps[layer] as Tap, at)
      whole += weight
    }
    return whole === 0 ? 0 : sum / whole
  })
  return Math.max(0, layers.reduce((sum, one) => sum + one, 0) / layers.length)
}

/** How different two pictures look place by place, in features and not in pixels. Unweighted, and thus no LPIPS. */
export const deepDistance: PixelMetric = {
  id: 'deep-distance',
  version: deepVersion('1'),
  unit: '',
  direction: 'lower',
  range: { low: 0, high: 2 },
  needs: ['output'],
  work: 'net',
  source: `unit feature vectors at six layers of the ${deepSource}; form of Zhang et al. 2018, unweighted`,
  async score(input, opener) {
    const like = likeWhat(input)
    if (!like) return notApplicable('needs a reference picture, a right answer or a source')
    const [output, other] = [
      await deepOf(input.output as MetricImage, opener),
      await deepOf(like.image, opener),
    ]
    return scored(deepDifference(output, other), { against: like.against })
  },
}
