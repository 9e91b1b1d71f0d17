import { connectedComponents } from '#image/components.ts'
import type { Pixels } from '#image/pixels.ts'
import { resizePixels } from '#image/resize.ts'
import type { Nets } from './nets.ts'
import { slantOf, type Slant } from './slant.ts'

export interface LineBox {
  x: number
  y: number
  width: number
  height: number
  /** The same line as a box that lies along it. */
  slant?: Slant
}

const longestSide = 960
/** Mean and deviation of the net's training, RGB. */
const mean = [0.485, 0.456, 0.406]
const deviation = [0.229, 0.224, 0.225]
const textThreshold = 0.3
const lineThreshold = 0.5
/** How far a line's box is let out, in parts of its area over its perimeter (DB, Liao et al. 2020). */
const unclip = 1.6

const roundTo32 = (value: number): number => Math.max(32, Math.round(value / 32) * 32)

export function tensorOf(
  pixels: Pixels,
  means: readonly number[],
  deviations: readonly number[],
): Float32Array {
  const count = pixels.width * pixels.height
  const values = new Float32Array(count * 3)
  for (let index = 0; index < count; index++) {
    for (let c = 0; c < 3; c++)
      values[c * count + index] = (pixels.data[index * 4 + c]! / 255 - means[c]!) / deviations[c]!
  }
  return values
}

/** For each pixel of the shrunk picture the chance that it is in the core of a line. */
async function coresOf(pixels: Pixels, { ort, detector }: Nets): Promise<Float32Array> {
  const input = new ort.Tensor('float32', tensorOf(pixels, mean, deviation), [
    1,
    3,
    pixels.height,
    pixels.width,
  ])
  const output = await detector.run({ [detector.inputNames[0]!]: input })
  return output[detector.outputNames[0]!]!.data as Float32Array
}

const growthOf = ({ width, height }: { width: number; height: number }): number =>
  (width * height * unclip) / (2 * (width + height))

/** Rows from top to bottom, in each from left to right. */
const byPlace = (a: LineBox, b: LineBox): number =>
  Math.abs(a.y - b.y) < Math.min(a.height, b.height) / 2 ? a.x - b.x : a.y - b.y

/** Boxes of text lines in the picture's own pixels, top to bottom, left to right. */
export async function detectLines(pixels: Pixels, nets: Nets): Promise<LineBox[]> {
  const scale = Math.min(1, longestSide / Math.max(pixels.width, pixels.height))
  const small = await resizePixels(
    pixels,
    roundTo32(pixels.width * scale),
    roundTo32(pixels.height * scale),
  )
  const chance = await coresOf(small, nets)
  const data = new Uint8Array(chance.length)
  for (let index = 0; index < chance.length; index++)
    data[index] = chance[index]! > textThreshold ? 255 : 0
  const components = connectedComponents({ width: small.width, height: small.height, data }, 12)
  const [sx, sy] = [pixels.width / small.width, pixels.height / small.height]
  const boxes = components.flatMap(({ box, pixels: indices }): LineBox[] => {
    let sum = 0
    for (const index of indices) sum += chance[index]!
    if (sum / indices.length < lineThreshold || box.height < 3) return []
    const grow = growthOf(box)
    const left = Math.max(0, (box.x - grow) * sx)
    const top = Math.max(0, (box.y - grow) * sy)
    const right = Math.min(pixels.width, (box.x + box.width + grow) * sx)
    const bottom = Math.min(pixels.height, (box.y + box.height + grow) * sy)
    const slant = slantOf(indices, small.width, [sx, sy])
    const out = growthOf(slant) * 2
    return [
      {
        x: left,
        y: top,
        width: right - left,
        height: bottom - top,
        slant: { ...slant, width: slant.width + out, height: slant.height + out },
      },
    ]
  })
  return boxes.sort(byPlace)
}
