import type { Pixels } from '#image/pixels.ts'
import { scored, type PixelMetric } from '#score/define-metric.ts'
import { keptOf, nothingOutside, policyOf, type Kept } from './kept.ts'
import { shared } from './shared.ts'

const mostDb = 100

function psnr({ source, stays }: Kept, output: Pixels): { value: number; exact?: true } {
  let sum = 0
  let count = 0
  for (let index = 0; index < stays.length; index++) {
    if (!stays[index]) continue
    for (let at = index * 4; at < index * 4 + 3; at++)
      sum += (source.data[at]! - output.data[at]!) ** 2
    count += 3
  }
  if (sum === 0) return { value: mostDb, exact: true }
  return { value: Math.min(mostDb, 10 * Math.log10(255 ** 2 / (sum / count))) }
}

const psnrOf = (isUndrifted: boolean): PixelMetric => ({
  ...shared,
  id: `preservation/psnr${isUndrifted ? '-undrifted' : ''}`,
  unit: 'dB',
  direction: 'higher',
  range: { low: 0, high: mostDb },
  source: 'PSNR, 10 log10(255^2 / MSE) over RGB of what must stay, after alignment',
  async score(input, opener) {
    const kept = await keptOf(input, opener)
    if (!kept) return nothingOutside()
    const { value, ...exact } = psnr(kept, isUndrifted ? kept.undrifted : kept.output)
    return scored(value, { ...exact, ...policyOf(kept, isUndrifted) })
  },
})

/** Mean squared error over RGB of what must stay, as peak signal-to-noise ratio; equal pixels are capped at 100 dB. */
export const preservationPsnr = psnrOf(false)
/** The same once a drift of colour is taken out. */
export const preservationPsnrUndrifted = psnrOf(true)
