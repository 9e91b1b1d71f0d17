import { scored, unscored, type PixelMetric } from '#score/define-metric.ts'
import { lumaOf } from './luma.ts'

/** Taps of the blur that is laid on, along one axis. */
const taps = 11

/** Mean over `taps` pixels along an axis, mirrored at the edges with the edge pixel doubled (scipy's "reflect"). */
function blurredAlong(plane: Float64Array, count: number, step: number, lines: readonly number[]) {
  const blurred = new Float64Array(plane.length)
  const half = (taps - 1) / 2
  const mirrored = (at: number): number =>
    at < 0 ? -at - 1 : at >= count ? 2 * count - at - 1 : at
  for (const start of lines) {
    let sum = 0
    for (let at = -half; at <= half; at++) sum += plane[start + mirrored(at) * step]!
    for (let at = 0; at < count; at++) {
      blurred[start + at * step] = sum / taps
      sum +=
        plane[start + mirrored(at + half + 1) * step]! - plane[start + mirrored(at - half) * step]!
    }
  }
  return blurred
}

/** Absolute Sobel response along an axis at one inner pixel. */
const sobel = (plane: Float64Array, at: number, step: number, across: number): number =>
  Math.abs(
    plane[at + step - across]! -
      plane[at - step - across]! +
      2 * (plane[at + step]! - plane[at - step]!) +
      plane[at + step + across]! -
      plane[at - step + across]!,
  )

/** Share of the steps along one axis that survives a blur: sharp pictures lose them, blurred ones have none to lose. */
function survivingShare(
  plane: Float64Array,
  blurred: Float64Array,
  width: number,
  height: number,
  step: number,
): number {
  const across = step === 1 ? width : 1
  let [all, lost] = [0, 0]
  // Scikit-image leaves out the first two lines and the last of both axes.
  for (let y = 2; y < height - 1; y++) {
    for (let x = 2; x < width - 1; x++) {
      const at = y * width + x
      const sharp = sobel(plane, at, step, across)
      all += sharp
      lost += Math.max(0, sharp - sobel(blurred, at, step, across))
    }
  }
  return all === 0 ? Number.NaN : Math.abs(all - lost) / all
}

/** How blurred a luma plane is: 0 sharp, 1 as blurred as can be; NaN for a plane without any step. */
export function blurEffect(plane: Float64Array, width: number, height: number): number {
  const range = (count: number, step: number) =>
    Array.from({ length: count }, (_, index) => index * step)
  const across = blurredAlong(plane, width, 1, range(height, width))
  const down = blurredAlong(plane, height, width, range(width, 1))
  return Math.max(
    survivingShare(plane, across, width, height, 1),
    survivingShare(plane, down, width, height, width),
  )
}

/** Perceptual blur, 0 to 1, on Rec. 709 luma at full size. Blind to blur that is part of the picture (bokeh, fog). */
export const qualityBlur: PixelMetric = {
  id: 'quality/blur',
  version: '1',
  unit: '',
  direction: 'lower',
  range: { low: 0, high: 1 },
  needs: ['output'],
  work: 'pixels',
  source:
    'Crete, Dolmiere, Ladret, Nicolas 2007, "The blur effect", as scikit-image measure.blur_effect',
  async score(input, opener) {
    const { plane, width, height } = await lumaOf(input, opener)
    if (width < 16 || height < 16) return unscored('the picture is smaller than 16 x 16')
    const value = blurEffect(plane, width, height)
    return Number.isNaN(value) ? unscored('the picture has one colour only') : scored(value)
  },
}
