import { withDrift } from '#image/colour-drift.ts'
import { colourDifferences, labPlanes, type LabPlanes } from '#image/planes.ts'
import type { Pixels } from '#image/pixels.ts'
import { resizePixels } from '#image/resize.ts'
import type { MetricImage, MetricInput, MetricResult } from '#schema/metric.ts'
import { scored, type PixelMetric } from '#score/define-metric.ts'
import { halved, type Opener } from '#score/pixel/opened.ts'
import { keptOf, nothingOutside, policyOf, type Kept } from './kept.ts'
import { shared } from './shared.ts'

const dE00 = {
  ...shared,
  unit: 'dE00',
  direction: 'lower' as const,
  range: { low: 0, high: null },
}

/** The source's colours at half size; one source serves the outputs of all models. */
const sourcePlanes = (image: MetricImage, opener: Opener): Promise<LabPlanes> =>
  opener.once(`lab halved ${image.sha256}`, async () =>
    labPlanes(await halved(await opener.pixels(image))),
  )

/** Pixels of the halved picture all of whose part in the full one must stay. */
async function staysHalved({ source, stays }: Kept, small: Pixels): Promise<Uint8Array> {
  if (small.width === source.width) return stays
  const data = new Uint8Array(stays.length * 4)
  for (let index = 0; index < stays.length; index++) if (!stays[index]) data[index * 4] = 255
  const shrunk = await resizePixels({ ...source, data }, small.width, small.height)
  return Uint8Array.from({ length: small.width * small.height }, (_, index) =>
    shrunk.data[index * 4]! > 0 ? 0 : 1,
  )
}

/** CIEDE2000 of every pixel that must stay, both pictures halved above 512 px, in rising order. */
const sortedDifferences = (
  input: MetricInput,
  opener: Opener,
  kept: Kept,
  isUndrifted: boolean,
): Promise<Float32Array> =>
  opener.once(
    `de2000 ${isUndrifted} ${input.output?.sha256} ${input.source?.sha256} ${input.mask?.sha256} ${input.align} ${input.instruction}`,
    async () => {
      const output = await halved(isUndrifted ? kept.undrifted : kept.output)
      const source = await sourcePlanes(input.source as MetricImage, opener)
      const all = colourDifferences(source, labPlanes(output))
      const stays = await staysHalved(kept, output)
      return all.filter((_, index) => stays[index] === 1).sort()
    },
  )

const meanOf = (values: Float32Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

const colourOf = (
  name: string,
  isUndrifted: boolean,
  statistic: (sorted: Float32Array) => number,
): PixelMetric => ({
  ...dE00,
  id: `preservation/${name}`,
  source:
    'Sharma et al. 2005, over what must stay, after alignment, both pictures halved above 512 px',
  async score(input, opener): Promise<MetricResult> {
    const kept = await keptOf(input, opener)
    if (!kept) return nothingOutside()
    const sorted = await sortedDifferences(input, opener, kept, isUndrifted)
    return sorted.length === 0
      ? nothingOutside()
      : scored(statistic(sorted), policyOf(kept, isUndrifted))
  },
})

/** Mean CIEDE2000 of what must stay. */
export const preservationDe2000 = colourOf('de2000', false, meanOf)
/** The same once a drift of colour is taken out. */
export const preservationDe2000Undrifted = colourOf('de2000-undrifted', true, meanOf)
/** The difference that 95 % of what must stay does not exceed: small things that were lost, which a mean hides. */
export const preservationDe2000P95 = colourOf(
  'de2000-p95',
  false,
  (sorted) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.95) - 1)]!,
)

/** Size of the drift of colour itself: mean CIEDE2000 between the source and the source as the drift would have it. */
export const colourDrift: PixelMetric = {
  ...dE00,
  id: 'preservation/drift',
  source:
    'this project: gain and offset by channel, fitted on what must stay; CIEDE2000 of what they do',
  async score(input, opener) {
    const kept = await keptOf(input, opener)
    if (!kept) return nothingOutside()
    const side = 128
    const small = await resizePixels(kept.source, side, side)
    const differences = colourDifferences(labPlanes(small), labPlanes(withDrift(small, kept.drift)))
    const { gain, offset } = kept.drift
    return scored(meanOf(differences), { ...policyOf(kept), gain, offset })
  },
}
