import { mobilenetSide } from '#net/mobilenet.ts'
import { scored, type PixelMetric } from '#score/define-metric.ts'
import { deepDifference } from '#score/likeness/deep-distance.ts'
import { deepOf, deepSource, deepVersion, lookAt } from '#score/likeness/deep-of.ts'
import type { MetricImage } from '#schema/metric.ts'
import type { Pixels } from '#image/pixels.ts'
import { keptOf, nothingOutside, policyOf, type Kept } from './kept.ts'

/** What may change is the source's: else the net, which looks around each place, would see the edit from outside it. */
function withoutEdit({ source, undrifted, stays }: Kept): Pixels {
  const data = new Uint8Array(source.data)
  for (let index = 0; index < stays.length; index++)
    if (stays[index]) data.set(undrifted.data.subarray(index * 4, index * 4 + 4), index * 4)
  return { ...source, data }
}

/** Share of each position of a layer that must stay. */
const staysAt =
  ({ source: { width, height }, stays }: Kept) =>
  (side: number): Float32Array => {
    const [kept, whole] = [new Float32Array(side * side), new Float32Array(side * side)]
    for (let y = 0; y < height; y++) {
      const row = Math.min(side - 1, Math.floor((y * side) / height)) * side
      for (let x = 0; x < width; x++) {
        const at = row + Math.min(side - 1, Math.floor((x * side) / width))
        kept[at]! += stays[y * width + x]!
        whole[at]! += 1
      }
    }
    return kept.map((count, at) => (whole[at] ? count / whole[at]! : 0))
  }

/** How different what must stay looks, in features and not in pixels, after alignment and without a drift of colour. */
export const preservationDeep: PixelMetric = {
  id: 'preservation/deep',
  version: deepVersion('1'),
  unit: '',
  direction: 'lower',
  range: { low: 0, high: 2 },
  needs: ['output', 'source'],
  work: 'net',
  source: `deep-distance over what must stay, by the ${deepSource} at ${mobilenetSide} px`,
  async score(input, opener) {
    const kept = await keptOf(input, opener)
    if (!kept) return nothingOutside()
    const source = await deepOf(input.source as MetricImage, opener)
    const output = await lookAt(withoutEdit(kept), opener)
    return scored(deepDifference(output, source, staysAt(kept)), policyOf(kept, true))
  },
}
