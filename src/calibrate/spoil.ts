import { encodeJpeg } from '#image/encode-lossy.ts'
import { encodePng } from '#image/encode.ts'
import type { Pixels } from '#image/pixels.ts'
import { place } from '#image/place.ts'
import { inPlace } from '#image/register.ts'
import { soften } from '#image/soften.ts'
import { createRandom } from '#stats/random.ts'
import type { Ladder } from './probe.ts'

type Strengths = readonly [number, number, number]

/** A narrower kernel than this leaves 8-bit pixels as they are. */
const leastSigma = 0.6

/** Of rungs 1, 2 and 3. JPEG quality; the others in their functions' units. */
const strengths: Record<Exclude<Ladder, 'wrong-text'>, Strengths> = {
  jpeg: [85, 45, 12],
  blur: [0.0008, 0.0025, 0.008],
  noise: [4, 12, 30],
  shift: [0.004, 0.02, 0.06],
  recolour: [0.15, 0.45, 1],
  style: [0.3, 0.6, 1],
  'half-edit': [0.25, 0.5, 0.75],
}

const mapped = (
  { width, height, data }: Pixels,
  change: (red: number, green: number, blue: number) => readonly [number, number, number],
): Pixels => {
  const made = new Uint8ClampedArray(data.length)
  for (let at = 0; at < data.length; at += 4) {
    const [red, green, blue] = change(data[at]!, data[at + 1]!, data[at + 2]!)
    made[at] = red
    made[at + 1] = green
    made[at + 2] = blue
    made[at + 3] = 255
  }
  return { width, height, data: new Uint8Array(made.buffer) }
}

/** `share` of `other` laid over `pixels` of the same size. */
function blended(pixels: Pixels, other: Pixels, share: number): Pixels {
  const data = pixels.data.map((value, index) =>
    Math.round(value + share * ((other.data[index] ?? value) - value)),
  )
  return { ...pixels, data }
}

function noisy(pixels: Pixels, sigma: number): Pixels {
  const random = createRandom(pixels.width * 31 + pixels.height)
  const add = (value: number): number => value + sigma * random.normal()
  return mapped(pixels, (red, green, blue) => [add(red), add(green), add(blue)])
}

/** Channels change places by `share`: every colour but grey becomes another one. */
const recoloured = (pixels: Pixels, share: number): Pixels =>
  mapped(pixels, (red, green, blue) => [
    red + share * (green - red),
    green + share * (blue - green),
    blue + share * (red - blue),
  ])

/** A warm print in few tones: an old poster, whatever the picture was. */
function postered(pixels: Pixels): Pixels {
  return mapped(pixels, (red, green, blue) => {
    const luma = 0.299 * red + 0.587 * green + 0.114 * blue
    const tone = Math.round(luma / 64) * 64
    return [tone * 0.95 + 24, tone * 0.8 + 12, tone * 0.55]
  })
}

export const tinted = (pixels: Pixels): Pixels =>
  mapped(pixels, (red, green, blue) => [red * 1.02 + 2, green, blue * 0.98])

/** Drawn anew one hundredth smaller. */
export const resized = (pixels: Pixels): Pixels =>
  place(
    pixels,
    { width: Math.round(pixels.width * 0.99), height: Math.round(pixels.height * 0.99) },
    inPlace,
  )

/** The answer spoiled by one rung of a ladder, encoded. `source` is needed for half an edit only. */
export async function spoil(
  answer: Pixels,
  ladder: Exclude<Ladder, 'wrong-text'>,
  rung: number,
  source: Pixels | undefined,
): Promise<Uint8Array | undefined> {
  const strength = strengths[ladder][rung - 1]!
  const side = Math.max(answer.width, answer.height)
  switch (ladder) {
    case 'jpeg':
      return encodeJpeg(answer, strength)
    case 'blur':
      return encodePng(await soften(answer, Math.max(leastSigma, strength * side)))
    case 'noise':
      return encodePng(noisy(answer, strength))
    case 'shift':
      return encodePng(
        place(answer, answer, { ...inPlace, shiftX: strength, shiftY: strength / 2 }),
      )
    case 'recolour':
      return encodePng(recoloured(answer, strength))
    case 'style':
      return encodePng(blended(answer, postered(answer), strength))
    case 'half-edit':
      return source?.data.length === answer.data.length
        ? encodePng(blended(answer, source, strength))
        : undefined
    default:
      return ladder satisfies never
  }
}
