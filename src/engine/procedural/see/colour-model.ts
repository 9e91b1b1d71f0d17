import type { Lab } from '../raster/lab.ts'

const levels = 16
const size = levels ** 3

const level = (value: number, low: number, high: number): number =>
  Math.min(levels - 1, Math.max(0, Math.floor(((value - low) / (high - low)) * levels)))

/** Bin of every pixel in a cube of L*a*b*. */
export function binsOf({ l, a, b }: Lab): Uint16Array {
  const bins = new Uint16Array(l.length)
  for (let at = 0; at < l.length; at++) {
    bins[at] =
      (level(l[at]!, 0, 100) * levels + level(a[at]!, -64, 80)) * levels + level(b[at]!, -80, 80)
  }
  return bins
}

function blurAxis(cube: Float32Array, stride: number): Float32Array {
  const out = new Float32Array(cube.length)
  for (let at = 0; at < cube.length; at++) {
    const place = ((at / stride) | 0) & (levels - 1)
    const before = place > 0 ? cube[at - stride]! : 0
    const after = place < levels - 1 ? cube[at + stride]! : 0
    out[at] = cube[at]! * 0.6 + (before + after) * 0.2
  }
  return out
}

/** Colours of each patch: bins and how many of its pixels lie in each, both in one list. */
export type PatchColours = readonly { bins: Uint16Array; counts: Uint16Array }[]

/** Counts the bins of every patch. */
export function patchColours(bins: Uint16Array, labels: Int32Array, count: number): PatchColours {
  const maps = Array.from({ length: count }, () => new Map<number, number>())
  for (let at = 0; at < bins.length; at++) {
    const map = maps[labels[at]!]!
    map.set(bins[at]!, (map.get(bins[at]!) ?? 0) + 1)
  }
  return maps.map((map) => ({
    bins: Uint16Array.from(map.keys()),
    counts: Uint16Array.from(map.values()),
  }))
}

function smoothed(raw: Float32Array, total: number): Float32Array {
  let cube = raw
  for (const stride of [1, levels, levels * levels]) cube = blurAxis(cube, stride)
  const floor = 1e-5
  const scale = 1 / Math.max(1, total)
  for (let at = 0; at < cube.length; at++) cube[at] = cube[at]! * scale + floor
  return cube
}

/** How likely each bin is among weighted patches; smoothed, never 0, sum about 1. */
export function patchModel(colours: PatchColours, weights: Float32Array): Float32Array {
  const cube = new Float32Array(size)
  let total = 0
  for (const [patch, { bins, counts }] of colours.entries()) {
    const weight = weights[patch]!
    if (weight === 0) continue
    for (let index = 0; index < bins.length; index++) {
      cube[bins[index]!]! += weight * counts[index]!
      total += weight * counts[index]!
    }
  }
  return smoothed(cube, total)
}

/** How likely each bin is among the weighted pixels; smoothed, never 0, sum about 1. */
export function colourModel(bins: Uint16Array, weights: Float32Array): Float32Array {
  const cube = new Float32Array(size)
  let total = 0
  for (let at = 0; at < bins.length; at++) {
    const weight = weights[at]!
    if (weight === 0) continue
    cube[bins[at]!]! += weight
    total += weight
  }
  return smoothed(cube, total)
}
