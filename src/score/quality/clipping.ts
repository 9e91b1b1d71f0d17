import { scored, type PixelMetric } from '#score/define-metric.ts'
import type { MetricImage } from '#schema/metric.ts'

/** Share of pixels at an end of the scale in all channels: blown or drowned. Pure white paper and black ink count too. */
export const qualityClipping: PixelMetric = {
  id: 'quality/clipping',
  version: '1',
  unit: 'share',
  direction: 'lower',
  range: { low: 0, high: 1 },
  needs: ['output'],
  work: 'pixels',
  source: 'this project: share of pixels with all channels at 254 and more, or all at 1 and less',
  async score(input, opener) {
    const { data } = await opener.pixels(input.output as MetricImage)
    let [white, black] = [0, 0]
    for (let at = 0; at < data.length; at += 4) {
      const [r, g, b] = [data[at]!, data[at + 1]!, data[at + 2]!]
      if (r > 253 && g > 253 && b > 253) white += 1
      else if (r < 2 && g < 2 && b < 2) black += 1
    }
    const count = data.length / 4
    return scored((white + black) / count, { white: white / count, black: black / count })
  },
}
