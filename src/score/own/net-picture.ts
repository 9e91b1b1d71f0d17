import type { Pixels } from '#image/pixels.ts'
import type { NetPicture } from '#net/onnx-net.ts'
import type { OwnNet } from '#schema/own-net.ts'

/** A picture of the wanted size as the net takes it. */
export function netPicture(
  { width, height, data }: Pixels,
  { layout, colours, mean, deviation }: OwnNet['input'],
): NetPicture {
  const count = width * height
  const values = new Float32Array(count * 3)
  for (let channel = 0; channel < 3; channel++) {
    const from = colours === 'rgb' ? channel : 2 - channel
    for (let at = 0; at < count; at++) {
      const to = layout === 'nchw' ? channel * count + at : at * 3 + channel
      values[to] = (data[at * 4 + from]! / 255 - mean[channel]!) / deviation[channel]!
    }
  }
  return {
    data: values,
    dims: layout === 'nchw' ? [1, 3, height, width] : [1, height, width, 3],
  }
}
