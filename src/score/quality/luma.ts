import type { Pixels } from '#image/pixels.ts'
import type { MetricImage, MetricInput } from '#schema/metric.ts'
import type { Opener } from '#score/pixel/opened.ts'

export interface Luma {
  width: number
  height: number
  plane: Float64Array
}

/** Rec. 709 luma without rounding, 0..255: what scikit-image's rgb2gray weighs. */
export function luma709({ width, height, data }: Pixels): Luma {
  const plane = new Float64Array(width * height)
  for (let index = 0; index < plane.length; index++) {
    const at = index * 4
    plane[index] = 0.2125 * data[at]! + 0.7154 * data[at + 1]! + 0.0721 * data[at + 2]!
  }
  return { width, height, plane }
}

export const lumaOf = (input: MetricInput, opener: Opener): Promise<Luma> => {
  const output = input.output as MetricImage
  return opener.once(`luma ${output.sha256}`, async () => luma709(await opener.pixels(output)))
}
