import type { Pixels } from './pixels.ts'
import { inPlace, register, type LumaSquare, type Placement } from './register.ts'
import { resizePixels } from './resize.ts'

export interface Aligned {
  pixels: Pixels
  /** What was done, kept with each score: `none`, or `resized`, `shifted`, `cropped` joined by `+`. */
  policy: string
  placement: Placement
}

async function lumaSquare(pixels: Pixels, side: number): Promise<LumaSquare> {
  const { data } = await resizePixels(pixels, side, side)
  const luma = new Float32Array(side * side)
  for (let index = 0; index < luma.length; index++) {
    const at = index * 4
    luma[index] =
      0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)
  }
  return { side, data: luma }
}

const coarseSide = 64
const fineSide = 256
/** Mean difference of luma below which there is nothing to take back. */
const sameLuma = 0.5

const differs = (a: LumaSquare, b: LumaSquare): boolean =>
  a.data.reduce((sum, value, index) => sum + Math.abs(value - (b.data[index] ?? 0)), 0) >
  sameLuma * a.data.length

/** What a change of aspect ratio means if the output was cropped instead of stretched. */
function croppedAspect(output: Pixels, source: Pixels): [number, number][] {
  const ratio = output.width / output.height / (source.width / source.height)
  if (Math.abs(ratio - 1) < 0.01 || ratio > 2 || ratio < 0.5) return []
  return [ratio > 1 ? [1, ratio] : [1 / ratio, 1]]
}

async function findPlacement(output: Pixels, source: Pixels): Promise<Placement> {
  const squares = async (side: number) => {
    const [a, b] = await Promise.all([lumaSquare(output, side), lumaSquare(source, side)])
    return { output: a, source: b }
  }
  const coarse = await squares(coarseSide)
  if (!differs(coarse.output, coarse.source)) return inPlace
  return register(coarse, await squares(fineSide), croppedAspect(output, source))
}

/** The output drawn into the source's frame, bilinear; what it does not show is its nearest edge. */
function placed(output: Pixels, { width, height }: Pixels, placement: Placement): Pixels {
  const result = new Uint8Array(width * height * 4)
  const at = (size: number, target: number, side: number, scale: number, shift: number): number => {
    const offset = (target + 0.5) / side - 0.5 - shift
    return Math.min(size - 1, Math.max(0, (offset * scale + 0.5) * size - 0.5))
  }
  const columns = Array.from({ length: width }, (_, x) =>
    at(output.width, x, width, placement.scaleX, placement.shiftX),
  )
  for (let y = 0; y < height; y++) {
    const fromY = at(output.height, y, height, placement.scaleY, placement.shiftY)
    const top = Math.floor(fromY) * output.width
    const bottom = Math.min(output.height - 1, Math.floor(fromY) + 1) * output.width
    const down = fromY - Math.floor(fromY)
    for (let x = 0; x < width; x++) {
      const fromX = columns[x] ?? 0
      const left = Math.floor(fromX)
      const right = Math.min(output.width - 1, left + 1)
      const across = fromX - left
      for (let channel = 0; channel < 4; channel++) {
        const of = (index: number): number => output.data[index * 4 + channel] ?? 0
        const above = of(top + left) * (1 - across) + of(top + right) * across
        const below = of(bottom + left) * (1 - across) + of(bottom + right) * across
        result[(y * width + x) * 4 + channel] = Math.round(above * (1 - down) + below * down)
      }
    }
  }
  return { width, height, data: result }
}

function policyOf(output: Pixels, source: Pixels, placement: Placement): string {
  const { scaleX, scaleY, shiftX, shiftY } = placement
  const isCropped = scaleX !== 1 || scaleY !== 1
  const done = [
    output.width !== source.width || output.height !== source.height ? 'resized' : '',
    isCropped ? 'cropped' : '',
    !isCropped && (shiftX !== 0 || shiftY !== 0) ? 'shifted' : '',
  ].filter((word) => word !== '')
  return done.join('+') || 'none'
}

/**
 * Brings an output into the frame of its source: another size is resized; a shift of up to 5 % of the
 * side and a crop of up to a fifth are taken back, to about 0.4 % of the side. Says what it did.
 */
export async function alignTo(output: Pixels, source: Pixels): Promise<Aligned> {
  const placement = await findPlacement(output, source)
  const policy = policyOf(output, source, placement)
  const isPlaced = placement !== inPlace
  return {
    pixels: isPlaced
      ? placed(output, source, placement)
      : await resizePixels(output, source.width, source.height),
    policy,
    placement,
  }
}
