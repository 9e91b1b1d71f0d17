import type { Tap } from '#net/mobilenet.ts'
import type { MetricImage } from '#schema/metric.ts'
import { scored, type PixelMetric } from '#score/define-metric.ts'
import { channelStatistics } from './channel-statistics.ts'
import { deepOf, deepSource, deepVersion } from './deep-of.ts'

/** 14 x 14 positions: late enough to see things, early enough to know where they are. */
const contentLayer = 4

/**
 * Correlation of two pictures' activations once each channel's mean and deviation, which carry style, are taken out: 1 = the same
 * things in the same places, 0 = nothing to do with each other.
 */
export function contentCorrelation(tap: Tap, other: Tap): number {
  const [a, b] = [channelStatistics(tap), channelStatistics(other)]
  const both = new Float64Array(tap.channels)
  const count = tap.side * tap.side
  for (let index = 0; index < count * tap.channels; index++) {
    const channel = index % tap.channels
    both[channel]! +=
      ((tap.data[index]! - a.means[channel]!) * (other.data[index]! - b.means[channel]!)) / count
  }
  let [sum, used] = [0, 0]
  for (let channel = 0; channel < tap.channels; channel++) {
    const spread = a.deviations[channel]! * b.deviations[channel]!
    if (spread < 1e-6) continue
    sum += both[channel]! / spread
    used += 1
  }
  return used === 0 ? 0 : Math.max(-1, Math.min(1, sum / used))
}

const correlated = (
  id: string,
  direction: 'higher' | 'lower',
  needs: PixelMetric['needs'],
  otherOf: (input: Parameters<PixelMetric['score']>[0]) => MetricImage,
): PixelMetric => ({
  id,
  version: deepVersion('1'),
  unit: '',
  direction,
  range: { low: -1, high: 1 },
  needs,
  work: 'net',
  source: `mean correlation of channels at one layer of the ${deepSource}; content after instance normalisation (Ulyanov et al. 2017)`,
  async score(input, opener) {
    const [output, other] = [
      await deepOf(input.output as MetricImage, opener),
      await deepOf(otherOf(input), opener),
    ]
    return scored(
      contentCorrelation(output.taps[contentLayer] as Tap, other.taps[contentLayer] as Tap),
    )
  },
})

/** Whether the output still shows what the source shows, in whatever manner. */
export const contentKept = correlated(
  'content-kept',
  'higher',
  ['output', 'source'],
  ({ source }) => source as MetricImage,
)

/** Whether things of the style's reference picture crept into the output: what was to be copied is its manner alone. */
export const contentCopied = correlated(
  'content-copied',
  'lower',
  ['output', 'references'],
  ({ references }) => references[0] as MetricImage,
)
