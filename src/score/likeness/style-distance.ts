import type { Tap } from '#net/mobilenet.ts'
import type { MetricImage } from '#schema/metric.ts'
import { scored, type PixelMetric } from '#score/define-metric.ts'
import { channelStatistics } from './channel-statistics.ts'
import { deepOf, deepSource, deepVersion } from './deep-of.ts'

/** Early layers see strokes, grain and colour; later ones what is shown. */
const styleLayers = 4

/** Squared distance of the channels' means and deviations over their mean squared length: 0 to 2. */
function layerDistance(tap: Tap, other: Tap): number {
  const [a, b] = [channelStatistics(tap), channelStatistics(other)]
  let [apart, whole] = [0, 0]
  for (const key of ['means', 'deviations'] as const) {
    for (let channel = 0; channel < tap.channels; channel++) {
      const [left, right] = [a[key][channel]!, b[key][channel]!]
      apart += (left - right) ** 2
      whole += (left ** 2 + right ** 2) / 2
    }
  }
  return whole === 0 ? 0 : apart / whole
}

/** How far the manner is from the reference picture's, whatever is shown: by statistics of channels, which forget places. */
export const styleDistance: PixelMetric = {
  id: 'style-distance',
  version: deepVersion('1'),
  unit: '',
  direction: 'lower',
  range: { low: 0, high: 2 },
  needs: ['output', 'references'],
  work: 'net',
  source: `mean and deviation of channels (Huang and Belongie 2017) at the first ${styleLayers} of six layers of the ${deepSource}`,
  async score(input, opener) {
    const [output, reference] = [
      await deepOf(input.output as MetricImage, opener),
      await deepOf(input.references[0] as MetricImage, opener),
    ]
    const layers = output.taps
      .slice(0, styleLayers)
      .map((tap, index) => layerDistance(tap, reference.taps[index] as Tap))
    return scored(layers.reduce((sum, one) => sum + one, 0) / layers.length, { layers })
  },
}
