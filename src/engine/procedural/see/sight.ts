import type { Mask, Pixels } from '#image/pixels.ts'
import { resizePixels } from '#image/resize.ts'
import { toLab, type Lab } from '../raster/lab.ts'
import { leavesOf, mergeTree, type TreeNode } from './merge-tree.ts'
import { bordersOf, regionsOf, type Border, type Region } from './regions.ts'
import { superpixels, type Superpixels } from './superpixels.ts'

const longest = 288

/** A picture and what is known of it at a small size, worked out when first asked for. */
export class Sight {
  readonly pixels: Pixels
  /** The picture with its longer side at most 288 pixels. */
  readonly small: Pixels
  readonly lab: Lab
  #patches: Superpixels | undefined
  #regions: Region[] | undefined
  #borders: Border[] | undefined
  #tree: TreeNode[] | undefined
  readonly #kept = new Map<string, unknown>()

  private constructor(pixels: Pixels, small: Pixels) {
    this.pixels = pixels
    this.small = small
    this.lab = toLab(small)
  }

  static async open(pixels: Pixels): Promise<Sight> {
    const scale = Math.min(1, longest / Math.max(pixels.width, pixels.height))
    const small = await resizePixels(
      pixels,
      Math.max(8, Math.round(pixels.width * scale)),
      Math.max(8, Math.round(pixels.height * scale)),
    )
    return new Sight(pixels, small)
  }

  get patches(): Superpixels {
    return (this.#patches ??= superpixels(this.lab, 620))
  }

  get regions(): Region[] {
    return (this.#regions ??= regionsOf(this.lab, this.patches))
  }

  get borders(): Border[] {
    return (this.#borders ??= bordersOf(this.lab, this.patches, this.regions))
  }

  get tree(): TreeNode[] {
    return (this.#tree ??= mergeTree(this.regions, this.borders))
  }

  /** Works something out once; the key names its one type. */
  once<T>(key: string, make: () => T): T {
    if (!this.#kept.has(key)) this.#kept.set(key, make())
    return this.#kept.get(key) as T
  }

  /** The small mask of some patches. */
  maskOf(patches: Iterable<number>): Mask {
    const chosen = new Uint8Array(this.patches.count)
    for (const patch of patches) chosen[patch] = 255
    const { labels, width, height } = this.patches
    const data = new Uint8Array(labels.length)
    for (let at = 0; at < labels.length; at++) data[at] = chosen[labels[at]!]!
    return { width, height, data }
  }

  maskOfNode(node: number): Mask {
    return this.maskOf(leavesOf(this.tree, node))
  }
}
