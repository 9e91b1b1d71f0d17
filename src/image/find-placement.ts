import type { Pixels } from './pixels.ts'
import { costInPlace, refinePlacement, type Frame } from './refine-placement.ts'
import { inPlace, register, type LumaSquare, type Placement } from './register.ts'
import { resizePixels } from './resize.ts'

const coarsest = 64

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

/** Means of four pixels. */
function halved({ side, data }: LumaSquare): LumaSquare {
  const half = side / 2
  const small = new Float32Array(half * half)
  for (let y = 0; y < half; y++) {
    for (let x = 0; x < half; x++) {
      const at = y * 2 * side + x * 2
      small[y * half + x] =
        (data[at]! + data[at + 1]! + data[at + side]! + data[at + side + 1]!) / 4
    }
  }
  return { side: half, data: small }
}

/** Squares of 64 px up to the largest that the picture fills, coarse ones first. */
async function pyramidOf(pixels: Pixels, finest: number): Promise<LumaSquare[]> {
  const squares = [await lumaSquare(pixels, finest)]
  while (squares[0]!.side > coarsest) squares.unshift(halved(squares[0]!))
  return squares
}

/** Brought to the other's mean and spread, so that a darker picture is still found. */
function tonedLike({ side, data }: LumaSquare, other: LumaSquare): LumaSquare {
  const moments = (values: Float32Array) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
    return { mean, spread: Math.sqrt(square) }
  }
  const [own, wanted] = [moments(data), moments(other.data)]
  const gain = own.spread > 1 ? Math.min(4, wanted.spread / own.spread) : 1
  return { side, data: data.map((value) => (value - own.mean) * gain + wanted.mean) }
}

/** What a change of aspect ratio means if the output was cropped instead of stretched. */
function croppedAspect(output: Pixels, source: Pixels): [number, number][] {
  const ratio = output.width / output.height / (source.width / source.height)
  if (Math.abs(ratio - 1) < 0.01 || ratio > 2 || ratio < 0.5) return []
  return [ratio > 1 ? [1, ratio] : [1 / ratio, 1]]
}

/** Mean difference of luma under which two pictures are taken for equal, and lie in place. */
const equalLuma = 0.02
/** Mean difference of luma with which a placement found near by needs no search farther off. */
const goodLuma = 1.5
/** A placement must explain this much of the difference, or the output is taken as it lies. */
const leastGain = 0.04
/** Less than this many pixels is the picture's own: drawing it anew would cost more than it mends. */
const leastMove = 0.12

/** A shift within this of whole pixels is taken for whole: nothing is drawn anew, and nothing blurred. */
const wholeWithin = 0.15

function snapped(placement: Placement, { width, height }: Frame): Placement {
  if (placement.scaleX !== 1 || placement.scaleY !== 1) return placement
  const snap = (shift: number, side: number): number => {
    const whole = Math.round(shift * side)
    return Math.abs(shift * side - whole) < wholeWithin ? whole / side : shift
  }
  return {
    ...placement,
    shiftX: snap(placement.shiftX, width),
    shiftY: snap(placement.shiftY, height),
  }
}

/** How far a placement moves the farthest pixel of the frame. */
function largestMove({ scaleX, scaleY, shiftX, shiftY }: Placement, frame: Frame): number {
  const along = (scale: number, shift: number, side: number): number =>
    (Math.abs(1 / scale - 1) / 2 + Math.abs(shift)) * side
  return Math.max(along(scaleX, shiftX, frame.width), along(scaleY, shiftY, frame.height))
}

function coarsePlacement(
  outputs: readonly LumaSquare[],
  sources: readonly LumaSquare[],
  stretch: readonly (readonly [number, number])[],
): Placement {
  const at = (side: number) => {
    const [output, source] = [outputs, sources].map((squares) =>
      squares.find((square) => square.side === side),
    ) as [LumaSquare, LumaSquare]
    return { output: tonedLike(output, source), source }
  }
  return register(at(coarsest), at(Math.min(256, outputs.at(-1)!.side)), stretch)
}

const finestOf = ({ width, height }: Frame): number =>
  [512, 256].find((side) => Math.max(width, height) >= side) ?? 128

const isEqual = (a: Pixels, b: Pixels): boolean =>
  a.width === b.width && a.height === b.height && Buffer.compare(a.data, b.data) === 0

/** Where an output lies in its source; `inPlace` itself where no other placement explains it better. */
export async function findPlacement(output: Pixels, source: Pixels): Promise<Placement> {
  if (isEqual(output, source)) return inPlace
  const smaller = {
    width: Math.min(output.width, source.width),
    height: Math.min(output.height, source.height),
  }
  const finest = finestOf(smaller)
  const [outputs, sources] = await Promise.all([
    pyramidOf(output, finest),
    pyramidOf(source, finest),
  ])
  const pyramid = outputs.map((square, index): [LumaSquare, LumaSquare] => [
    square,
    sources[index]!,
  ])
  // From 128 px on: what is in place but for some pixels is found without the long search.
  const near = pyramid.slice(1)
  const still = costInPlace(near)
  if (still < equalLuma) return inPlace
  let found = refinePlacement(near, inPlace, smaller)
  if (found.cost > goodLuma) {
    const coarse = coarsePlacement(outputs, sources, croppedAspect(output, source))
    if (coarse !== inPlace) {
      const far = refinePlacement(near, coarse, smaller)
      if (far.cost < found.cost) found = far
    }
  }
  const isBetter = found.cost < still * (1 - leastGain)
  if (!isBetter || largestMove(found.placement, smaller) < leastMove) return inPlace
  return snapped(found.placement, source)
}
