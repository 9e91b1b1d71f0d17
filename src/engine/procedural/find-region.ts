import { colourAnchors, deltaE2000, srgbToLab, type Lab } from '#image/colour.ts'
import { connectedComponents } from '#image/components.ts'
import type { Mask, Pixels } from '#image/pixels.ts'
import type { ColourName } from './operation.ts'

const cells = 32

/** Distances to a colour by a 32-level cube: 32768 CIEDE2000 instead of one a pixel. */
function distanceCube(lab: Lab): Float32Array {
  const cube = new Float32Array(cells ** 3)
  const at = (level: number): number => Math.round(((level + 0.5) * 255) / cells)
  for (let r = 0; r < cells; r++) {
    for (let g = 0; g < cells; g++) {
      for (let b = 0; b < cells; b++) {
        cube[(r * cells + g) * cells + b] = deltaE2000(srgbToLab(at(r), at(g), at(b)), lab)
      }
    }
  }
  return cube
}

const cubeIndex = (r: number, g: number, b: number): number =>
  ((r >> 3) * cells + (g >> 3)) * cells + (b >> 3)

/** Which cells of the cube belong to a named colour: nearest anchor, and not too far from it. */
function cellsOfColour(colour: ColourName, farthest: number): Uint8Array {
  const names = Object.keys(colourAnchors) as ColourName[]
  const cubes = names.map((name) => distanceCube(srgbToLab(...colourAnchors[name])))
  const own = cubes[names.indexOf(colour)] as Float32Array
  return Uint8Array.from(own, (distance, index) =>
    distance < farthest && cubes.every((cube) => (cube[index] ?? 0) >= distance) ? 1 : 0,
  )
}

/** Keeps one colour table per name; an engine owns one of these. */
export class RegionFinder {
  readonly #tables = new Map<string, Uint8Array>()

  /** Pixels of a named colour, small specks dropped. Undefined when there are none. */
  byColour(pixels: Pixels, colour: ColourName): Mask | undefined {
    // What is truly of that colour first; brick is red only where nothing is redder.
    return this.#within(pixels, colour, 15) ?? this.#within(pixels, colour, 32)
  }

  #within(pixels: Pixels, colour: ColourName, farthest: number): Mask | undefined {
    const key = `${colour} ${farthest}`
    const table = this.#tables.get(key) ?? cellsOfColour(colour, farthest)
    this.#tables.set(key, table)
    const { width, height, data } = pixels
    const mask: Mask = { width, height, data: new Uint8Array(width * height) }
    for (let index = 0; index < mask.data.length; index++) {
      const at = index * 4
      if (table[cubeIndex(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0)])
        mask.data[index] = 255
    }
    return keepLarge(mask)
  }

  /** The most saturated large patch near the middle: what an instruction without a colour most likely means. */
  salient(pixels: Pixels): Mask | undefined {
    const { width, height, data } = pixels
    const mask: Mask = { width, height, data: new Uint8Array(width * height) }
    for (let index = 0; index < mask.data.length; index++) {
      const at = index * 4
      const [r, g, b] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]
      const x = (index % width) / width - 0.5
      const y = Math.floor(index / width) / height - 0.5
      if (Math.max(r, g, b) - Math.min(r, g, b) > 90 && x * x + y * y < 0.12) mask.data[index] = 255
    }
    return keepLarge(mask, 1)
  }
}

function keepLarge(mask: Mask, most = 6): Mask | undefined {
  const smallest = mask.data.length * 0.0004
  const components = connectedComponents(mask, smallest)
    .sort((a, b) => b.area - a.area)
    .slice(0, most)
  if (components.length === 0) return undefined
  const data = new Uint8Array(mask.data.length)
  for (const { pixels } of components) for (const index of pixels) data[index] = 255
  return { ...mask, data }
}
