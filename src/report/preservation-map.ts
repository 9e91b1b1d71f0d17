import { alignTo } from '#image/align.ts'
import { changedRegion } from '#image/changed-region.ts'
import { decodeImage, decodeMask } from '#image/decode.ts'
import { encodePng, encodeThumbnail } from '#image/encode.ts'
import { onWhite, type Pixels } from '#image/pixels.ts'
import { colourDifferences, labPlanes } from '#image/planes.ts'
import { resizePixels } from '#image/resize.ts'

/** A colour difference that is drawn at full strength. */
const full = 24
/** Below it nothing is seen. */
const unseen = 2

interface MapInput {
  output: Uint8Array
  source: Uint8Array
  /** Where change is allowed; absent = the region that the difference shows. */
  mask?: Uint8Array
}

/** What may change, at the map's size, 255 = may. */
async function mayChange(
  { mask }: MapInput,
  source: Pixels,
  output: Pixels,
  width: number,
  height: number,
): Promise<Uint8Array> {
  const { data } = mask ? await decodeMask(mask) : (await changedRegion(source, output)).mask
  const small = new Uint8Array(width * height)
  for (let index = 0; index < small.length; index++) {
    const x = Math.floor((((index % width) + 0.5) * source.width) / width)
    const y = Math.floor(((Math.floor(index / width) + 0.5) * source.height) / height)
    small[index] = data[y * source.width + x] ?? 0
  }
  return small
}

/**
 * What should have stayed and did not, as a WebP of `side` px: the source in pale grey, changes outside the mask in red by
 * their CIEDE2000 after alignment, the part that may change in blue. undefined where all of it may.
 */
export async function preservationMap(
  input: MapInput,
  side: number,
): Promise<Uint8Array | undefined> {
  const before = onWhite(await decodeImage(input.source))
  const after = (await alignTo(onWhite(await decodeImage(input.output)), before)).pixels
  const scale = side / Math.max(before.width, before.height)
  const width = Math.max(1, Math.round(before.width * scale))
  const height = Math.max(1, Math.round(before.height * scale))
  const free = await mayChange(input, before, after, width, height)
  if (free.every((value) => value > 0)) return undefined
  const small = await resizePixels(before, width, height)
  const planes = labPlanes(small)
  const differences = colourDifferences(planes, labPlanes(await resizePixels(after, width, height)))
  const data = new Uint8Array(width * height * 4).fill(255)
  for (let index = 0; index < differences.length; index++) {
    const grey = 150 + planes[0][index]! * 1.05
    const heat = Math.min(1, Math.max(0, differences[index]! - unseen) / (full - unseen))
    const [red, green, blue] = free[index] ? [86, 180, 233] : [213, 40, 20]
    const share = free[index] ? 0.3 : heat
    data[index * 4] = grey * (1 - share) + red! * share
    data[index * 4 + 1] = grey * (1 - share) + green! * share
    data[index * 4 + 2] = grey * (1 - share) + blue! * share
  }
  return encodeThumbnail(await encodePng({ width, height, data }), side)
}
