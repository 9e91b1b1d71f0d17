import { connectedComponents, type Component } from '#image/components.ts'
import type { Mask } from '#image/pixels.ts'

/** A core with less than this share of the patch is a corner that was cut off, not a thing. */
const leastCore = 0.06

/** Pixels whose four neighbours are set too. */
function eroded({ width, height, data }: Mask): Mask {
  const smaller = new Uint8Array(data.length)
  for (let y = 1; y < height - 1; y++) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at++) {
      if (data[at] && data[at - 1] && data[at + 1] && data[at - width] && data[at + width])
        smaller[at] = 255
    }
  }
  return { width, height, data: smaller }
}

/** Gives each pixel of the patch to the core that reaches it first. */
function grownBack(patch: Component, cores: readonly Component[], mask: Mask): Component[] {
  const owner = new Int32Array(mask.data.length).fill(-1)
  let front: number[] = []
  for (const [index, core] of cores.entries()) {
    for (const at of core.pixels) {
      owner[at] = index
      front.push(at)
    }
  }
  while (front.length > 0) {
    const next: number[] = []
    for (const at of front) {
      for (const to of [at - 1, at + 1, at - mask.width, at + mask.width]) {
        if (!mask.data[to] || owner[to] !== -1) continue
        owner[to] = owner[at]!
        next.push(to)
      }
    }
    front = next
  }
  return cores.flatMap((_, index) => {
    const data = new Uint8Array(mask.data.length)
    for (const at of patch.pixels) if (owner[at] === index) data[at] = 255
    return connectedComponents({ ...mask, data }).slice(0, 1)
  })
}

/**
 * The things of one colour that overlap in a patch: it is worn down until it falls apart, and its pixels are given to
 * the pieces. The patch itself where it does not fall apart.
 */
export function splitPatch(patch: Component, side: number): Component[] {
  const data = new Uint8Array(side * side)
  for (const at of patch.pixels) data[at] = 255
  const whole: Mask = { width: side, height: side, data }
  const deepest = Math.min(patch.box.width, patch.box.height) / 3
  let worn = whole
  for (let depth = 0; depth < deepest; depth++) {
    worn = eroded(worn)
    const cores = connectedComponents(worn, Math.max(4, patch.area * leastCore))
    if (cores.length === 0) return [patch]
    if (cores.length > 1) {
      // A piece may hold more than one thing.
      return grownBack(patch, cores, whole).flatMap((piece) => splitPatch(piece, side))
    }
  }
  return [patch]
}
