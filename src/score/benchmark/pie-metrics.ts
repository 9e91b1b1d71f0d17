import { resizePixels } from '#image/resize.ts'
import type { Metric, MetricImage } from '#schema/metric.ts'
import { notApplicable, scored, type PixelMetric } from '#score/define-metric.ts'
import { lastSquare, pieBackground, type Background } from './pie-bench.ts'

/** PSNR of equal pictures is infinite there; here it is capped, as everywhere. */
const mostDb = 100

const pieMetric = (
  head: Pick<Metric, 'unit' | 'direction' | 'range'>,
  name: string,
  valueOf: (background: Background) => number | undefined,
): PixelMetric => ({
  ...head,
  id: `pie-bench/${name}`,
  version: '1',
  needs: ['output', 'source', 'mask'],
  work: 'pixels',
  source: `PIE-Bench (Ju et al. 2024), ${name}_unedit_part: border set, masked pixels black and counted`,
  async score(input, opener) {
    const source = await opener.pixels(input.source as MetricImage)
    const mask = await opener.mask(input.mask as MetricImage)
    if (mask.width !== source.width || mask.height !== source.height) {
      throw new Error(
        `the mask is ${mask.width}x${mask.height}, the source ${source.width}x${source.height}`,
      )
    }
    const square = lastSquare(await opener.pixels(input.output as MetricImage))
    const output = await resizePixels(square, source.width, source.height)
    const background = await opener.once(
      `pie ${input.output?.sha256} ${input.source?.sha256} ${input.mask?.sha256}`,
      async () => pieBackground(source, output, mask),
    )
    const value = background && valueOf(background)
    if (value === undefined) return notApplicable('the mask leaves no background')
    return scored(value, { policy: output === square ? 'none' : 'resized' })
  },
})

/** dB over the whole frame with the edited part black; equal pictures are capped at 100. */
export const piePsnr = pieMetric(
  { unit: 'dB', direction: 'higher', range: { low: 0, high: mostDb } },
  'psnr',
  ({ psnr }) => Math.min(mostDb, psnr),
)
/** Mean squared error of RGB in 0 to 1. */
export const pieMse = pieMetric(
  { unit: '', direction: 'lower', range: { low: 0, high: 1 } },
  'mse',
  ({ mse }) => mse,
)
/** SSIM as torchmetrics takes it: mean over channels and over the windows that lie inside the frame. */
export const pieSsim = pieMetric(
  { unit: '', direction: 'higher', range: { low: -1, high: 1 } },
  'ssim',
  ({ ssim }) => ssim,
)
