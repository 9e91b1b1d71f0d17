import type { Pixels } from '#image/pixels.ts'
import { rasteriseSvg } from '#image/svg.ts'
import { inpaint } from '../fill/inpaint.ts'
import type { Operation } from '../operation.ts'
import { findFaces } from '../see/find-face.ts'
import type { Sight } from '../see/sight.ts'
import type { Job } from './job.ts'
import { isPhotograph } from './relocate.ts'
import { layOver } from './sprite.ts'

const mouths: Record<Extract<Operation, { op: 'expression' }>['mood'], string> = {
  smiling:
    '<path d="M8 20 Q50 62 92 20" stroke="#8d3b32" stroke-width="9" fill="none" stroke-linecap="round"/>',
  laughing:
    '<path d="M6 14 Q50 92 94 14 Q50 24 6 14Z" fill="#7c2230"/><path d="M16 18 Q50 26 84 18 L78 30 Q50 36 22 30Z" fill="#fff"/>',
  surprised: '<ellipse cx="50" cy="38" rx="20" ry="28" fill="#7c2230"/>',
  sad: '<path d="M12 52 Q50 16 88 52" stroke="#8d3b32" stroke-width="9" fill="none" stroke-linecap="round"/>',
}

/** Gives a drawn face another mouth; undefined without one. */
export async function changeExpression(
  sight: Sight,
  { mood }: Extract<Operation, { op: 'expression' }>,
  job: Job,
): Promise<Pixels | undefined> {
  const face = findFaces(sight)[0]
  // A drawn mouth on a photograph would be a daub.
  if (!face || isPhotograph(sight)) return undefined
  const { pixels, small } = sight
  const k = pixels.width / small.width
  const eyeLine = ((face.eyes[0]?.[1] ?? face.top) + (face.eyes[1]?.[1] ?? face.top)) / 2
  const middle = {
    x: (face.left + face.width / 2) * k,
    y: (eyeLine + (face.top + face.height - eyeLine) * 0.62) * k,
  }
  const [width, height] = [face.width * k * 0.5, face.height * k * 0.26]
  const mask = {
    width: pixels.width,
    height: pixels.height,
    data: new Uint8Array(pixels.width * pixels.height),
  }
  for (let y = Math.floor(middle.y - height / 2); y < middle.y + height / 2; y++)
    for (let x = Math.floor(middle.x - width / 2); x < middle.x + width / 2; x++)
      if (x >= 0 && y >= 0 && x < pixels.width && y < pixels.height)
        mask.data[y * pixels.width + x] = 255
  const bare = inpaint(pixels, mask, { seed: job.seed, patches: false })
  const size = Math.max(4, Math.round(width * 0.92))
  const mouth = await rasteriseSvg(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 76">${mouths[mood]}</svg>`,
    size,
    Math.round(size * 0.76),
  )
  return layOver(bare, mouth, middle.x - size / 2, middle.y - size * 0.38)
}
