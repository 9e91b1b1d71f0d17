import type { Placement } from '#image/register.ts'
import type { Json } from '#schema/id.ts'
import { scored, type PixelMetric } from '#score/define-metric.ts'
import type { MetricImage } from '#schema/metric.ts'

type Detail = { [key: string]: Json }

interface Geometry {
  placement: Placement
  /** Width over height. */
  aspect: { source: number; output: number }
}

const geometric = (
  id: string,
  source: string,
  measure: (geometry: Geometry) => [value: number, detail?: Detail],
): PixelMetric => ({
  id: `preservation/${id}`,
  version: '1',
  unit: 'share',
  direction: 'lower',
  range: { low: 0, high: null },
  needs: ['output', 'source'],
  work: 'pixels',
  source: `this project: registration on luma, ${source}`,
  async score(input, opener) {
    const target = input.source as MetricImage
    const [source, output] = [
      await opener.pixels(target),
      await opener.pixels(input.output as MetricImage),
    ]
    const { placement, policy } = await opener.aligned(input, target)
    const aspectOf = ({ width, height }: { width: number; height: number }) => width / height
    const aspect = { source: aspectOf(source), output: aspectOf(output) }
    const [value, detail] = measure({ placement, aspect })
    return scored(value, { policy, ...detail })
  },
})

const away = (ratio: number): number => Math.max(ratio, 1 / ratio) - 1

/** How far the picture moved as a whole, as a share of its side. */
export const preservationShift = geometric('shift', 'distance of the centres', ({ placement }) => [
  Math.hypot(placement.shiftX, placement.shiftY),
  { x: -placement.shiftX, y: -placement.shiftY },
])

/** How much larger or smaller the output shows what the source shows; 0.1 = a tenth. */
export const preservationScale = geometric(
  'scale',
  'mean enlargement, away from 1',
  ({ placement }) => {
    const scale = Math.sqrt(placement.scaleX * placement.scaleY)
    return [away(scale), { scale }]
  },
)

const shownAlong = (scale: number, shift: number): number =>
  Math.max(0, Math.min(0.5, shift + 0.5 / scale) - Math.max(-0.5, shift - 0.5 / scale))

/** Share of the source's area that the output no longer shows. */
export const preservationCrop = geometric(
  'crop',
  'area that lies outside the output',
  ({ placement }) => [
    1 -
      shownAlong(placement.scaleX, placement.shiftX) *
        shownAlong(placement.scaleY, placement.shiftY),
  ],
)

/** How far the output's shape (width over height) is from the source's; 0.1 = a tenth wider or narrower. */
export const preservationAspect = geometric(
  'aspect',
  'ratio of the aspect ratios, away from 1',
  ({ aspect }) => [away(aspect.output / aspect.source), aspect],
)
