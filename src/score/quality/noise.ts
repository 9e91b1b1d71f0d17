import { scored, unscored, type PixelMetric } from '#score/define-metric.ts'
import { lumaOf, type Luma } from './luma.ts'

/** Standard deviation of the response to noise of deviation 1: the root of the sum of the squared weights. */
const ofUnitNoise = 6
/** Median of the absolute value of a standard normal. */
const medianOfNormal = 0.674_489_75
/** Steps of luma in which responses are counted. */
const resolution = 64

/** Immerkaer's difference of two Laplacians, which no constant, slope or straight edge along an axis answers. */
const response = (p: Float64Array, at: number, width: number): number =>
  p[at - width - 1]! +
  p[at - width + 1]! +
  p[at + width - 1]! +
  p[at + width + 1]! -
  2 * (p[at - width]! + p[at - 1]! + p[at + 1]! + p[at + width]!) +
  4 * p[at]!

/** Deviation of luma noise (0..255) by the median response, so that edges and texture of half the picture do not count. */
export function noiseDeviation({ plane, width, height }: Luma): number {
  const counts = new Uint32Array(255 * 16 * resolution)
  let all = 0
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const size = Math.abs(response(plane, y * width + x, width))
      counts[Math.min(counts.length - 1, Math.floor(size * resolution))]! += 1
      all += 1
    }
  }
  let seen = 0
  let bin = 0
  while (seen + counts[bin]! < all / 2) seen += counts[bin++]!
  const inBin = counts[bin]! > 0 ? (all / 2 - seen) / counts[bin]! : 0
  const median = (bin + (bin === 0 ? 0 : inBin)) / resolution
  return median / medianOfNormal / ofUnitNoise
}

/** Noise of luma at full size. Fine texture over more than half of the picture counts as noise. */
export const qualityNoise: PixelMetric = {
  id: 'quality/noise',
  version: '1',
  unit: 'luma',
  direction: 'lower',
  range: { low: 0, high: null },
  needs: ['output'],
  work: 'pixels',
  source:
    'Immerkaer 1996, "Fast noise variance estimation", with the median in place of the mean (Donoho 1995)',
  async score(input, opener) {
    const luma = await lumaOf(input, opener)
    return luma.width < 3 || luma.height < 3
      ? unscored('the picture is smaller than 3 x 3')
      : scored(noiseDeviation(luma))
  },
}
