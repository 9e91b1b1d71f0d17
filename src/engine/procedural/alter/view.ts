import type { Pixels } from '#image/pixels.ts'
import { resizePixels } from '#image/resize.ts'
import type { Operation } from '../operation.ts'
import { crop, frameWithin, type Frame } from '../raster/crop.ts'
import { findFaces } from '../see/find-face.ts'
import { boxOf } from '../see/found.ts'
import { resolveTarget } from '../see/resolve-target.ts'
import type { Sight } from '../see/sight.ts'
import { subjectFrame } from './subject-frame.ts'

/** Where a nearer view looks: at the face, the thing named, else the subject. */
function centreOf(
  sight: Sight,
  target: Extract<Operation, { op: 'zoom' }>['target'],
): { x: number; y: number; frame?: Frame } {
  const { pixels, small } = sight
  const k = pixels.width / small.width
  const face = findFaces(sight)[0]
  const isPerson =
    !target || ['person', 'woman', 'man', 'girl', 'boy', 'face'].includes(target.noun ?? '')
  if (face && isPerson)
    return { x: (face.left + face.width / 2) * k, y: (face.top + face.height * 0.9) * k }
  const piece = target && resolveTarget(sight, target)?.pieces[0]
  if (piece) {
    const box = boxOf(piece)
    const frame = {
      left: box.left * k,
      top: box.top * k,
      width: box.width * k,
      height: box.height * k,
    }
    return { x: frame.left + frame.width / 2, y: frame.top + frame.height / 2, frame }
  }
  const frame = subjectFrame(sight)
  return frame
    ? { x: frame.left + frame.width / 2, y: frame.top + frame.height / 2, frame }
    : { x: pixels.width / 2, y: pixels.height / 2 }
}

/** Cuts nearer and enlarges to the same size; farther mirrors the edges outwards. */
export async function zoom(
  sight: Sight,
  { factor, target }: Extract<Operation, { op: 'zoom' }>,
): Promise<Pixels> {
  const { pixels } = sight
  const { width, height } = pixels
  if (factor < 1) return fartherView(pixels, factor)
  const { x, y, frame } = centreOf(sight, target)
  // A named thing is brought in whole, whatever the factor.
  const fit = frame && target ? Math.min(width / frame.width, height / frame.height) * 0.72 : factor
  const by = Math.min(4, Math.max(1.25, Math.min(fit, Math.max(factor * 1.25, 2))))
  const [w, h] = [width / by, height / by]
  const view = frameWithin(pixels, {
    left: Math.min(width - w, Math.max(0, x - w / 2)),
    top: Math.min(height - h, Math.max(0, y - h / 2)),
    width: w,
    height: h,
  })
  return resizePixels(crop(pixels, view), width, height)
}

/** The whole picture smaller, its surroundings mirrored outwards. */
async function fartherView(pixels: Pixels, factor: number): Promise<Pixels> {
  const { width, height } = pixels
  const small = await resizePixels(pixels, Math.round(width * factor), Math.round(height * factor))
  const [left, top] = [
    Math.floor((width - small.width) / 2),
    Math.floor((height - small.height) / 2),
  ]
  const mirrored = (value: number, size: number): number => {
    const turned = Math.abs(value) % (2 * size)
    return turned < size ? turned : 2 * size - 1 - turned
  }
  const data = new Uint8Array(width * height * 4)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from =
        (mirrored(y - top, small.height) * small.width + mirrored(x - left, small.width)) * 4
      data.set(small.data.subarray(from, from + 4), (y * width + x) * 4)
    }
  return { width, height, data }
}

/** Turns or mirrors the whole picture. */
export function turn(
  { width, height, data }: Pixels,
  by: Extract<Operation, { op: 'turn' }>['by'],
): Pixels {
  const across = by === 'left' || by === 'right'
  const [w, h] = across ? [height, width] : [width, height]
  const out = new Uint8Array(data.length)
  const sourceOf = (x: number, y: number): number => {
    switch (by) {
      case 'mirror':
        return y * width + width - 1 - x
      case 'flip':
        return (height - 1 - y) * width + x
      case 'half':
        return (height - 1 - y) * width + width - 1 - x
      case 'right':
        return (height - 1 - x) * width + y
      case 'left':
        return x * width + width - 1 - y
      default:
        return by satisfies never
    }
  }
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const from = sourceOf(x, y) * 4
      out.set(data.subarray(from, from + 4), (y * w + x) * 4)
    }
  return { width: w, height: h, data: out }
}
