import { deltaE2000 } from '#image/colour.ts'
import type { Mask, Pixels } from '#image/pixels.ts'
import { resizePixels } from '#image/resize.ts'
import type { MetricImage, MetricInput, MetricResult } from '#schema/metric.ts'
import { notApplicable, scored, unscored, type PixelMetric } from './define-metric.ts'
import { halved, type Opener } from './pixel/opened.ts'
import { labPlanes, lumaPlane, shareOf } from './pixel/planes.ts'
import { ssim } from './pixel/ssim.ts'

interface Sides {
  source: Pixels
  output: Pixels
  mask: Mask
  policy: string
}

const leastOutside = 0.005

/** Both pictures in the source's frame; undefined when the mask leaves nothing that must stay. @throws Error for a mask of another size */
async function sidesOf(input: MetricInput, opener: Opener): Promise<Sides | undefined> {
  const sourceImage = input.source as MetricImage
  const source = await opener.pixels(sourceImage)
  const mask = await opener.mask(input.mask as MetricImage)
  if (mask.width !== source.width || mask.height !== source.height) {
    throw new Error(
      `the mask is ${mask.width}x${mask.height}, the source ${source.width}x${source.height}`,
    )
  }
  if (1 - shareOf(mask) < leastOutside) return undefined
  const { pixels, policy } = await opener.aligned(input, sourceImage)
  return { source, output: pixels, mask, policy }
}

const nothingOutside = (): MetricResult => notApplicable('everything may change here')

const shared = {
  version: '2',
  needs: ['output', 'source', 'mask'] as const,
  work: 'pixels' as const,
}

/** Mean squared error over RGB outside the mask, as peak signal-to-noise ratio; equal pixels are capped at 100 dB. */
export const preservationPsnr: PixelMetric = {
  ...shared,
  id: 'preservation/psnr',
  unit: 'dB',
  direction: 'higher',
  range: { low: 0, high: 100 },
  source: 'PSNR, 10 log10(255^2 / MSE), pixels outside the truth mask after alignment',
  async score(input, opener) {
    const sides = await sidesOf(input, opener)
    if (!sides) return nothingOutside()
    const { source, output, mask, policy } = sides
    let sum = 0
    let count = 0
    for (let index = 0; index < mask.data.length; index++) {
      if (mask.data[index]) continue
      for (let at = index * 4; at < index * 4 + 3; at++)
        sum += (source.data[at]! - output.data[at]!) ** 2
      count += 3
    }
    if (sum === 0) return scored(100, { exact: true, policy })
    return scored(Math.min(100, 10 * Math.log10(255 ** 2 / (sum / count))), { policy })
  },
}

/** SSIM over windows that lie wholly outside the mask. */
export const preservationSsim: PixelMetric = {
  ...shared,
  id: 'preservation/ssim',
  unit: '',
  direction: 'higher',
  range: { low: -1, high: 1 },
  source: 'Wang et al. 2004, windows wholly outside the truth mask',
  async score(input, opener) {
    const sides = await sidesOf(input, opener)
    if (!sides) return nothingOutside()
    const { source, output, mask, policy } = sides
    const value = ssim(lumaPlane(source), lumaPlane(output), source.width, source.height, mask.data)
    return value === undefined
      ? unscored('no window lies wholly outside the mask')
      : scored(value, { policy })
  },
}

/** Mean CIEDE2000 outside the mask at half size. */
export const preservationDe2000: PixelMetric = {
  ...shared,
  id: 'preservation/de2000',
  unit: 'dE00',
  direction: 'lower',
  range: { low: 0, high: null },
  source: 'Sharma et al. 2005, mean outside the truth mask, both pictures halved above 512 px',
  async score(input, opener) {
    const sides = await sidesOf(input, opener)
    if (!sides) return nothingOutside()
    const [source, output] = await Promise.all([halved(sides.source), halved(sides.output)])
    const mask = await resizePixels(asPixels(sides.mask), source.width, source.height)
    const [a, b] = [labPlanes(source), labPlanes(output)]
    let sum = 0
    let count = 0
    for (let index = 0; index < a[0].length; index++) {
      if (mask.data[index * 4]! > 0) continue
      count += 1
      // Most pixels of a good edit are equal; the formula is slow.
      if (a[0][index] === b[0][index] && a[1][index] === b[1][index] && a[2][index] === b[2][index])
        continue
      sum += deltaE2000(
        [a[0][index]!, a[1][index]!, a[2][index]!],
        [b[0][index]!, b[1][index]!, b[2][index]!],
      )
    }
    return count === 0 ? nothingOutside() : scored(sum / count, { policy: sides.policy })
  },
}

const asPixels = ({ width, height, data }: Mask): Pixels => {
  const rgba = new Uint8Array(data.length * 4)
  for (let index = 0; index < data.length; index++)
    rgba.fill(data[index]!, index * 4, index * 4 + 4)
  return { width, height, data: rgba }
}
