import { lumaPlane } from '#image/planes.ts'
import type { MetricImage } from '#schema/metric.ts'
import { scored, unscored, type PixelMetric } from '#score/define-metric.ts'
import type { Opener } from '#score/pixel/opened.ts'
import { ssim, ssimSide, type SsimSide } from '#score/pixel/ssim.ts'
import { keptOf, nothingOutside, policyOf } from './kept.ts'
import { shared } from './shared.ts'

/** One source serves the outputs of all models. */
const sourceSide = (image: MetricImage, opener: Opener): Promise<SsimSide> =>
  opener.once(`ssim side ${image.sha256}`, async () => {
    const pixels = await opener.pixels(image)
    return ssimSide(lumaPlane(pixels), pixels.width, pixels.height)
  })

const ssimOf = (isUndrifted: boolean): PixelMetric => ({
  ...shared,
  id: `preservation/ssim${isUndrifted ? '-undrifted' : ''}`,
  unit: '',
  direction: 'higher',
  range: { low: -1, high: 1 },
  source:
    'Wang et al. 2004 as in scikit-image, windows wholly inside what must stay, after alignment',
  async score(input, opener) {
    const kept = await keptOf(input, opener)
    if (!kept) return nothingOutside()
    const { source, stays, output, undrifted } = kept
    const luma = lumaPlane(isUndrifted ? undrifted : output)
    const value = ssim(
      await sourceSide(input.source as MetricImage, opener),
      ssimSide(luma, source.width, source.height),
      stays,
    )
    return value === undefined
      ? unscored('no window lies wholly inside what must stay')
      : scored(value, policyOf(kept, isUndrifted))
  },
})

/** SSIM over windows that lie wholly inside what must stay. */
export const preservationSsim = ssimOf(false)
/** The same once a drift of colour is taken out. */
export const preservationSsimUndrifted = ssimOf(true)
