import type { Pixels } from '#image/pixels.ts'
import { resizePixels } from '#image/resize.ts'
import { tensorOf } from './detect-lines.ts'
import type { Nets } from './nets.ts'

export const lineHeight = 48
const half = [0.5, 0.5, 0.5]
/** The net is shy of spaces: one that it half sees between two letters counts. */
const spaceThreshold = 0.2

/** What the net reads, and the mean chance that it gives its letters (0 where it reads nothing). */
export interface LineReading {
  text: string
  sure: number
}

/** Greedy CTC: the best class of each step, repeats and blanks dropped (Graves et al. 2006). */
function decode(
  values: Float32Array,
  steps: number,
  classes: number,
  alphabet: readonly string[],
): LineReading {
  let text = ''
  let sum = 0
  let letters = 0
  let last = 0
  let space = 0
  for (let step = 0; step < steps; step++) {
    let best = 0
    for (let index = 1; index < classes; index++) {
      if (values[step * classes + index]! > values[step * classes + best]!) best = index
    }
    space = Math.max(space, values[step * classes + classes - 1]!)
    if (best !== 0 && best !== last) {
      const letter = alphabet[best] ?? ''
      if (letter !== ' ') {
        if (space > spaceThreshold && text !== '') text += ' '
        text += letter
        sum += values[step * classes + best]!
        letters += 1
      }
    }
    if (best !== 0 && best !== classes - 1) space = 0
    last = best
  }
  return { text, sure: letters === 0 ? 0 : sum / letters }
}

/** Reads a picture of one line of text. */
export async function recogniseLine(
  line: Pixels,
  { ort, recogniser, alphabet }: Nets,
): Promise<LineReading> {
  const width = Math.max(32, Math.round((line.width * lineHeight) / line.height / 8) * 8)
  const scaled = await resizePixels(line, width, lineHeight)
  const input = new ort.Tensor('float32', tensorOf(scaled, half, half), [1, 3, lineHeight, width])
  const output = (await recogniser.run({ [recogniser.inputNames[0]!]: input }))[
    recogniser.outputNames[0]!
  ]!
  const [, steps = 0, classes = 0] = output.dims
  return decode(output.data as Float32Array, steps, classes, alphabet)
}
