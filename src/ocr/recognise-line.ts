import type { Pixels } from '#image/pixels.ts'
import { resizePixels } from '#image/resize.ts'
import { tensorOf, type LineBox } from './detect-lines.ts'
import type { Nets } from './nets.ts'

const lineHeight = 48
const half = [0.5, 0.5, 0.5]

export function crop({ width, height, data }: Pixels, box: LineBox): Pixels {
  const left = Math.max(0, Math.floor(box.x))
  const top = Math.max(0, Math.floor(box.y))
  const w = Math.max(1, Math.min(width, Math.ceil(box.x + box.width)) - left)
  const h = Math.max(1, Math.min(height, Math.ceil(box.y + box.height)) - top)
  const cut = new Uint8Array(w * h * 4)
  for (let y = 0; y < h; y++) {
    const from = ((top + y) * width + left) * 4
    cut.set(data.subarray(from, from + w * 4), y * w * 4)
  }
  return { width: w, height: h, data: cut }
}

/** Greedy CTC: the best class of each step, repeats and blanks dropped (Graves et al. 2006). */
function decode(
  values: Float32Array,
  steps: number,
  classes: number,
  alphabet: readonly string[],
): string {
  let text = ''
  let last = 0
  for (let step = 0; step < steps; step++) {
    let best = 0
    for (let index = 1; index < classes; index++) {
      if (values[step * classes + index]! > values[step * classes + best]!) best = index
    }
    if (best !== 0 && best !== last) text += alphabet[best] ?? ''
    last = best
  }
  return text
}

/** Reads one line of text. */
export async function recogniseLine(
  pixels: Pixels,
  box: LineBox,
  { ort, recogniser, alphabet }: Nets,
): Promise<string> {
  const line = crop(pixels, box)
  const width = Math.max(32, Math.round((line.width * lineHeight) / line.height / 8) * 8)
  const scaled = await resizePixels(line, width, lineHeight)
  const input = new ort.Tensor('float32', tensorOf(scaled, half, half), [1, 3, lineHeight, width])
  const output = (await recogniser.run({ [recogniser.inputNames[0]!]: input }))[
    recogniser.outputNames[0]!
  ]!
  const [, steps = 0, classes = 0] = output.dims
  return decode(output.data as Float32Array, steps, classes, alphabet)
}
