import { colourDifferences, labPlanes, lumaPlane } from '#image/planes.ts'
import type { Pixels } from '#image/pixels.ts'
import type { Metric, MetricInput, MetricResult } from '#schema/metric.ts'
import { scored, unscored, type PixelMetric } from '#score/define-metric.ts'
import type { Opener } from '#score/pixel/opened.ts'
import { meanAbsolute, meanSquared } from '#score/pixel/errors.ts'
import { ssim as ssimOf, ssimSide } from '#score/pixel/ssim.ts'

/**
 * Against the right answer where there is one, else against the source; the output is resized to its size (Lanczos),
 * and not aligned unless the user asks for it, so that the numbers are those that others publish.
 */
async function sidesOf(
  input: MetricInput,
  opener: Opener,
): Promise<{ output: Pixels; target: Pixels; against: string; policy: string } | undefined> {
  const target = input.truthReference ?? input.source
  if (!target) return undefined
  const { pixels, policy } = await opener.aligned(
    { ...input, align: input.align ?? 'none' },
    target,
  )
  const against = input.truthReference ? 'reference' : 'source'
  return { output: pixels, target: await opener.pixels(target), against, policy }
}

type Measure = (output: Pixels, target: Pixels) => MetricResult

const plain = (
  head: Pick<Metric, 'id' | 'unit' | 'direction' | 'range' | 'source'>,
  measure: Measure,
): PixelMetric => ({
  ...head,
  version: '1',
  needs: ['output'],
  work: 'pixels',
  async score(input, opener) {
    const sides = await sidesOf(input, opener)
    if (!sides) return unscored('needs a right answer or a source')
    const { output, target, against, policy } = sides
    const result = measure(output, target)
    return result.state === 'unscored'
      ? result
      : { ...result, detail: { ...result.detail, against, policy } }
  },
})

const lower = { direction: 'lower' as const, range: { low: 0, high: 1 } }
const mostDb = 100

/** Peak signal-to-noise ratio over RGB; equal pixels are capped at 100 dB. */
export const psnr = plain(
  {
    id: 'psnr',
    unit: 'dB',
    direction: 'higher',
    range: { low: 0, high: mostDb },
    source: '10 log10(255^2 / MSE) over RGB, as scikit-image',
  },
  (output, target) => {
    const mse = meanSquared(output, target)
    if (mse === 0) return scored(mostDb, { exact: true })
    return scored(Math.min(mostDb, -10 * Math.log10(mse)))
  },
)

/** Mean SSIM on unrounded Rec. 601 luma. */
export const ssim = plain(
  {
    id: 'ssim',
    unit: '',
    direction: 'higher',
    range: { low: -1, high: 1 },
    source:
      'Wang et al. 2004 as scikit-image with gaussian_weights, sigma 1.5, population covariance',
  },
  (output, target) => {
    const side = (pixels: Pixels) => ssimSide(lumaPlane(pixels), pixels.width, pixels.height)
    const value = ssimOf(side(output), side(target))
    return value === undefined
      ? unscored('the picture is smaller than the window of 11 x 11')
      : scored(value)
  },
)

/** Mean CIEDE2000 at full size. */
export const ciede2000 = plain(
  {
    id: 'ciede2000',
    unit: 'dE00',
    direction: 'lower',
    range: { low: 0, high: null },
    source: 'Sharma et al. 2005, mean over all pixels; sRGB matrix and D65 of scikit-image',
  },
  (output, target) => {
    const differences = colourDifferences(labPlanes(output), labPlanes(target))
    return scored(differences.reduce((sum, value) => sum + value, 0) / differences.length)
  },
)

/** MagicBrush's L1: mean absolute difference of RGB in 0 to 1. */
export const l1 = plain(
  {
    ...lower,
    id: 'l1',
    unit: '',
    source:
      'MagicBrush (Zhang et al. 2023), evaluation/image_eval.py; output resized to the target, here by Lanczos',
  },
  (output, target) => scored(meanAbsolute(output, target)),
)

/** MagicBrush's L2: mean squared difference of RGB in 0 to 1, not its root. */
export const l2 = plain(
  {
    ...lower,
    id: 'l2',
    unit: '',
    source:
      'MagicBrush (Zhang et al. 2023), evaluation/image_eval.py; output resized to the target, here by Lanczos',
  },
  (output, target) => scored(meanSquared(output, target)),
)
