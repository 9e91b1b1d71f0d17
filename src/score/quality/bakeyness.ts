import { labPlanes, type LabPlanes } from '#image/planes.ts'
import { resizePixels } from '#image/resize.ts'
import type { MetricImage, MetricInput } from '#schema/metric.ts'
import { scored, unscored, type PixelMetric } from '#score/define-metric.ts'
import type { Opener } from '#score/pixel/opened.ts'

const cue = {
  version: '1',
  direction: 'none' as const,
  needs: ['output'] as const,
  work: 'pixels' as const,
}

const side = 512

const planesOf = (input: MetricInput, opener: Opener): Promise<LabPlanes> => {
  const output = input.output as MetricImage
  return opener.once(`lab 512 ${output.sha256}`, async () =>
    labPlanes(await resizePixels(await opener.pixels(output), side, side)),
  )
}

/**
 * Mean chroma, the report's "over-saturated colours". Our own cue of "bakeyness" (FLUX.1 Kontext, section 4.2), not a
 * measure of quality: a carnival is colourful.
 */
export const bakeySaturation: PixelMetric = {
  ...cue,
  id: 'bakeyness/saturation',
  unit: 'Lab',
  range: { low: 0, high: null },
  source: 'our own cue: mean CIE Lab chroma at 512 px',
  async score(input, opener) {
    const [, a, b] = await planesOf(input, opener)
    let sum = 0
    for (let index = 0; index < a.length; index++) sum += Math.hypot(a[index]!, b[index]!)
    return scored(sum / a.length)
  },
}

const cells = 8
const cell = side / cells
/** Cells whose coarse steps of L* are smaller have nothing to be sharp or blurred: sky, walls. */
const leastStep = 1
/** Fewer cells with detail than this in the middle or at the border tell nothing. */
const fewestCells = 3

/** Pixels of a coarse step: what blur leaves standing. */
const coarseStep = 12

/** Energy of steps over one pixel, over a twelfth of that over twelve: 1 for a sharp edge, the less the softer it is. */
function sharpnessOf(light: Float32Array, column: number, row: number): number | undefined {
  let [fine, coarse] = [0, 0]
  const span = cell - coarseStep
  for (let y = row * cell; y < row * cell + span; y++) {
    for (let at = y * side + column * cell; at < y * side + column * cell + span; at++) {
      const here = light[at]!
      fine += (here - light[at + 1]!) ** 2 + (here - light[at + side]!) ** 2
      coarse += (here - light[at + coarseStep]!) ** 2 + (here - light[at + coarseStep * side]!) ** 2
    }
  }
  const step = Math.sqrt(coarse / span ** 2 / 2)
  return step < leastStep ? undefined : (fine * coarseStep) / coarse
}

const medianOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1]!

/**
 * How much sharper the middle is than the border, the report's "pronounced bokeh": 0 = alike, 1 = the border has no fine
 * detail beside its coarse. Our own cue, not a measure of quality; portraits have it rightly. Blind where the border is
 * flat or the subject stands at the edge.
 */
export const bakeyShallowFocus: PixelMetric = {
  ...cue,
  id: 'bakeyness/shallow-focus',
  unit: '',
  range: { low: 0, high: 1 },
  source:
    'our own cue: energy of fine over coarse steps of L* at 512 px, border against middle of an 8 x 8 grid',
  async score(input, opener) {
    const [light] = await planesOf(input, opener)
    const found: { middle: number[]; border: number[] } = { middle: [], border: [] }
    for (let index = 0; index < cells * cells; index++) {
      const [column, row] = [index % cells, Math.floor(index / cells)]
      const sharpness = sharpnessOf(light, column, row)
      if (sharpness === undefined) continue
      const isMiddle = [column, row].every((at) => at >= 2 && at < cells - 2)
      found[isMiddle ? 'middle' : 'border'].push(sharpness)
    }
    if (Math.min(found.middle.length, found.border.length) < fewestCells)
      return unscored('too few parts have detail to be sharp or blurred')
    return scored(Math.max(0, 1 - medianOf(found.border) / medianOf(found.middle)))
  },
}
