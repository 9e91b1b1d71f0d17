import type { Pixels } from '#image/pixels.ts'
import { drawPrompt } from '../draw/draw-prompt.ts'
import type { Operation } from '../operation.ts'
import type { Sight } from '../see/sight.ts'
import { borrowPalette } from './borrow-palette.ts'
import type { Job } from './job.ts'

/** A new drawing in the colours of the picture that was given. */
export async function drawInStyle(
  sight: Sight,
  { prompt }: Extract<Operation, { op: 'draw-in-style' }>,
  job: Job,
): Promise<Pixels> {
  const { width, height } = sight.pixels
  const drawn = await drawPrompt(prompt, {
    width,
    height,
    seed: job.seed,
    careful: job.tier.careful,
  })
  return borrowPalette(drawn, sight.pixels, 0.7)
}

/** The colours of another of the given pictures. Undefined without one. */
export function takePalette(
  sight: Sight,
  { picture }: Extract<Operation, { op: 'borrow-palette' }>,
  { pictures }: Job,
): Pixels | undefined {
  const wanted = picture === undefined || picture === 1 ? 2 : picture
  const reference = pictures[wanted - 1] ?? pictures[1]
  return reference && borrowPalette(sight.pixels, reference)
}
