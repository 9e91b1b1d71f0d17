import { connectedComponents, type Component } from './components.ts'
import { growMask } from './grow-mask.ts'
import type { Mask, Pixels } from './pixels.ts'
import { labDistance, labPlanes, type LabPlanes } from './planes.ts'
import { resizePixels } from './resize.ts'

/** Where the search is made: what is smaller than four pixels of 1024 is no region. */
const side = 256
/** Lab distance that is a change, far above what JPEG and drawing anew leave at this size. */
const changed = 10
/** Patches nearer than twice this belong together, and a region reaches this far beyond what changed. */
const reach = 5
/** A patch with this share of the largest one's change is part of the edit: three balloons, not one. */
const partOfEdit = 0.25
/** More than this is no local change. */
const mostArea = 0.5

export interface ChangedRegion {
  /** Of the source's size, 255 = what was edited. All 0 where nothing changed, or where no part stands out. */
  mask: Mask
  /** `whole`: the change has no region of its own, so that all of the picture counts as what should have stayed. */
  kind: 'estimated' | 'nothing' | 'whole'
}

function enlarged(mask: Mask, width: number, height: number): Mask {
  const data = new Uint8Array(width * height)
  const columns = Int32Array.from({ length: width }, (_, x) =>
    Math.floor(((x + 0.5) * mask.width) / width),
  )
  for (let y = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * mask.height) / height) * mask.width
    for (let x = 0; x < width; x++) data[y * width + x] = mask.data[row + columns[x]!]!
  }
  return { width, height, data }
}

interface Patch extends Component {
  /** Sum of the Lab distances in it. */
  mass: number
}

function patchesOf(a: LabPlanes, b: LabPlanes): Patch[] {
  const distances = Float32Array.from({ length: side * side }, (_, index) =>
    labDistance(a, b, index),
  )
  const data = Uint8Array.from(distances, (distance) => (distance > changed ? 255 : 0))
  const marked = { width: side, height: side, data }
  return connectedComponents(growMask(marked, reach)).map((component) => ({
    ...component,
    mass: component.pixels.reduce((sum, index) => sum + distances[index]!, 0),
  }))
}

/**
 * Where an edit was made, seen from what differs: the patch with the most change, and those with a quarter of it or
 * more. `where` keeps only patches whose middle lies in the part of the frame that the instruction names (fractions).
 * Both pictures in one frame, drift taken out.
 */
export async function changedRegion(
  source: Pixels,
  output: Pixels,
  where: (x: number, y: number) => boolean = () => true,
): Promise<ChangedRegion> {
  const small = async (pixels: Pixels): Promise<LabPlanes> =>
    labPlanes(await resizePixels(pixels, side, side))
  const patches = patchesOf(await small(source), await small(output))
  const none = { ...source, data: new Uint8Array(source.width * source.height) }
  if (patches.length === 0) return { mask: none, kind: 'nothing' }
  const named = patches.filter(({ centroid }) => where(centroid.x / side, centroid.y / side))
  const largest = Math.max(...named.map(({ mass }) => mass))
  const parts = named.filter(({ mass }) => mass >= largest * partOfEdit)
  const area = parts.reduce((sum, part) => sum + part.area, 0)
  if (parts.length === 0 || area > side * side * mostArea) return { mask: none, kind: 'whole' }
  const data = new Uint8Array(side * side)
  for (const { pixels } of parts) for (const index of pixels) data[index] = 255
  const mask = enlarged({ width: side, height: side, data }, source.width, source.height)
  return { mask, kind: 'estimated' }
}
