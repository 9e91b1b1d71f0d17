import { scored, unscored, type PixelMetric } from '#score/define-metric.ts'
import { lumaOf, type Luma } from './luma.ts'

/** Size of JPEG's blocks. */
const block = 8

/** Mean absolute step over the borders of the blocks of one axis, less the mean of the steps beside them. */
function excess({ plane, width, height }: Luma, axis: 'across' | 'down'): number {
  const [step, count, lines, line] =
    axis === 'across' ? [1, width, height, width] : [width, height, width, 1]
  let [border, beside, borders] = [0, 0, 0]
  const at = (index: number, of: number): number =>
    Math.abs(plane[of * line + index * step]! - plane[of * line + (index - 1) * step]!)
  for (let of = 0; of < lines; of++) {
    for (let index = block; index < count - 1; index += block) {
      border += at(index, of)
      beside += (at(index - 1, of) + at(index + 1, of)) / 2
      borders += 1
    }
  }
  return (border - beside) / borders
}

/** How much higher luma steps at the borders of 8-pixel blocks than beside them; a clean picture has about 0. */
const blockiness = (luma: Luma): number =>
  Math.max(0, (excess(luma, 'across') + excess(luma, 'down')) / 2)

/** Blocking of JPEG on the grid of the file. Blind to blocks of a picture that was resized or shifted afterwards. */
export const qualityBlocking: PixelMetric = {
  id: 'quality/blocking',
  version: '1',
  unit: 'luma',
  direction: 'lower',
  range: { low: 0, high: null },
  needs: ['output'],
  work: 'pixels',
  source:
    'this project: steps at block borders over those beside; the idea is Wang, Sheikh, Bovik 2002',
  async score(input, opener) {
    const luma = await lumaOf(input, opener)
    return Math.min(luma.width, luma.height) < block * 3
      ? unscored('the picture is smaller than three blocks')
      : scored(blockiness(luma))
  },
}
