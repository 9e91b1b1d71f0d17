import { fitDrift, noDrift, withDrift, withoutDrift, type Drift } from '#image/colour-drift.ts'
import type { Rectangle } from '#image/align.ts'
import { labDistance, labPlanes, type LabPlanes } from '#image/planes.ts'
import { resizePixels } from '#image/resize.ts'
import type { Pixels } from '#image/pixels.ts'
import type { MetricImage, MetricInput } from '#schema/metric.ts'
import type { Opener } from './opened.ts'

/** Side of the square in which changes are looked at: an edit of a hundredth of the picture has 650 pixels there. */
export const changeSide = 256

/** What an output changed, after alignment and without a slight drift of colour. */
export interface Change {
  source: LabPlanes
  output: LabPlanes
  /** Distance of each pixel; 0 where it is not shown. */
  distance: Float32Array
  /** The same with the drift left in: a picture that was asked to be warmer is one that drifted. */
  withDrift: Float32Array
  /** 1 where the output shows the source's frame. */
  shown: Uint8Array
  policy: string
}

/** A change of tone beyond this mean Lab distance is no drift of a copy but an edit: "make it darker". */
const mostDrift = 5

/** The drift that an output shows, where it is small enough to be none of the model's doing. */
async function slightDrift(
  source: Pixels,
  output: Pixels,
  inside: (index: number) => boolean,
): Promise<Drift> {
  const drift = fitDrift(source, output, inside)
  const small = await resizePixels(source, 64, 64)
  const [before, after] = [labPlanes(small), labPlanes(withDrift(small, drift))]
  let sum = 0
  for (let index = 0; index < before[0].length; index++) sum += labDistance(before, after, index)
  return sum / before[0].length > mostDrift ? noDrift : drift
}

/** Chroma as CIEDE2000 weighs it (S_C = 1 + 0.045 C), so that straight distances hold for strong colours too. */
function evened(planes: LabPlanes): LabPlanes {
  const [, a, b] = planes
  for (let index = 0; index < a.length; index++) {
    const chroma = Math.hypot(a[index]!, b[index]!)
    const factor = chroma > 0 ? Math.log(1 + 0.045 * chroma) / (0.045 * chroma) : 1
    a[index]! *= factor
    b[index]! *= factor
  }
  return planes
}

export const smallPlanes = async (pixels: Pixels): Promise<LabPlanes> =>
  evened(labPlanes(await resizePixels(pixels, changeSide, changeSide)))

/** Planes of a picture of the source's frame. */
export const planesOf = (image: MetricImage, opener: Opener): Promise<LabPlanes> =>
  opener.once(`lab small ${image.sha256}`, async () => smallPlanes(await opener.pixels(image)))

const within = (part: Rectangle, x: number, y: number): boolean =>
  x >= part.left && x < part.right && y >= part.top && y < part.bottom

async function compare(input: MetricInput, opener: Opener): Promise<Change> {
  const image = input.source as MetricImage
  const full = await opener.pixels(image)
  const { pixels, policy, shown: part } = await opener.aligned(input, image)
  const drift = await slightDrift(full, pixels, (index) =>
    within(part, index % full.width, Math.floor(index / full.width)),
  )
  const source = await planesOf(image, opener)
  const drifted = await smallPlanes(pixels)
  const output = drift === noDrift ? drifted : await smallPlanes(withoutDrift(pixels, drift))
  const shown = Uint8Array.from({ length: changeSide * changeSide }, (_, index) => {
    const [x, y] = [(index % changeSide) + 0.5, Math.floor(index / changeSide) + 0.5]
    return within(part, (x / changeSide) * full.width, (y / changeSide) * full.height) ? 1 : 0
  })
  const distances = (planes: LabPlanes): Float32Array =>
    Float32Array.from(shown, (isShown, index) => (isShown ? labDistance(source, planes, index) : 0))
  return {
    source,
    output,
    distance: distances(output),
    withDrift: distances(drifted),
    shown,
    policy,
  }
}

/** Seen in the source's frame at 256 px. */
export const changeOf = (input: MetricInput, opener: Opener): Promise<Change> =>
  opener.once(`change ${input.output?.sha256} ${input.source?.sha256} ${input.align}`, () =>
    compare(input, opener),
  )

/** A full-size plane of flags at the size of changes, by the pixel in the middle. */
export function shrinkFlags(
  flags: Uint8Array,
  { width, height }: Pick<Pixels, 'width' | 'height'>,
): Uint8Array {
  const small = new Uint8Array(changeSide * changeSide)
  for (let index = 0; index < small.length; index++) {
    const y = Math.floor(((Math.floor(index / changeSide) + 0.5) * height) / changeSide)
    small[index] =
      flags[y * width + Math.floor((((index % changeSide) + 0.5) * width) / changeSide)]!
  }
  return small
}

/** 1 where the truth mask lets a picture change, at the size of changes; undefined where there is no mask. */
export async function insideOf(
  input: MetricInput,
  opener: Opener,
): Promise<Uint8Array | undefined> {
  if (!input.mask) return undefined
  const mask = await opener.mask(input.mask)
  return shrinkFlags(mask.data, mask)
}
