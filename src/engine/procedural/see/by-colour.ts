import { colourAnchors, srgbToLab } from '#image/colour.ts'
import { connectedComponents, type Component } from '#image/components.ts'
import type { Mask } from '#image/pixels.ts'
import { grow } from '../raster/morphology.ts'
import { likeness, type ColourName } from './colour-likeness.ts'
import { grab } from './grab.ts'
import type { Sight } from './sight.ts'

/** How well each small pixel bears a colour name; the name's own anchor bears it best. */
export function colourPlane({ lab }: Sight, colour: ColourName): Float32Array {
  const plane = new Float32Array(lab.l.length)
  const [red, green, blue] = colour === 'grey' ? [128, 128, 128] : colourAnchors[colour]
  const [l, a, b] = srgbToLab(red!, green!, blue!)
  for (let at = 0; at < plane.length; at++) {
    const like = likeness(colour, lab.l[at]!, lab.a[at]!, lab.b[at]!)
    if (like === 0) continue
    // Lightness is shading; hue and strength are what a name is about.
    const away = Math.hypot((lab.l[at]! - l) * 0.5, lab.a[at]! - a, lab.b[at]! - b)
    plane[at] = like * (0.35 + 0.65 * Math.exp(-((away / 34) ** 2)))
  }
  return plane
}

/** Mean of a plane over each patch. */
export function patchMeans({ patches, regions }: Sight, plane: Float32Array): Float32Array {
  const means = new Float32Array(patches.count)
  for (let at = 0; at < plane.length; at++) means[patches.labels[at]!]! += plane[at]!
  for (let patch = 0; patch < means.length; patch++) means[patch]! /= regions[patch]!.area
  return means
}

/** A dark patch that a coloured thing mostly encloses is its own shadow, if it is of its hue or of none. */
function joinShadows(sight: Sight, sides: Uint8Array): void {
  const { regions, borders } = sight
  let hueA = 0
  let hueB = 0
  for (const [patch, { a, b, area }] of regions.entries()) {
    if (!sides[patch]) continue
    hueA += a * area
    hueB += b * area
  }
  const hue = Math.atan2(hueB, hueA)
  for (let round = 0; round < 3; round++) {
    const inside = new Float32Array(regions.length)
    const total = new Float32Array(regions.length)
    for (const { first, second, length } of borders) {
      total[first]! += length
      total[second]! += length
      if (sides[second]) inside[first]! += length
      if (sides[first]) inside[second]! += length
    }
    for (const [patch, { l, a, b }] of regions.entries()) {
      if (sides[patch] || l > 40 || inside[patch]! < total[patch]! * 0.4) continue
      const turn = Math.abs(
        Math.atan2(Math.sin(Math.atan2(b, a) - hue), Math.cos(Math.atan2(b, a) - hue)),
      )
      if (turn < 0.42 && Math.hypot(a, b) > 7) sides[patch] = 1
    }
  }
}

/** The value that the best `share` of the picture reaches. */
function topLevel(sight: Sight, means: Float32Array, share: number): number {
  const order = [...means.keys()].sort((a, b) => means[b]! - means[a]!)
  const wanted = sight.patches.labels.length * share
  let area = 0
  for (const patch of order) {
    area += sight.regions[patch]!.area
    if (area >= wanted) return means[patch]!
  }
  return 0
}

/**
 * The patches of what bears a colour's name best: a brick wall is red only where nothing is redder.
 * Undefined when nothing bears it.
 */
export function patchesByColour(sight: Sight, colour: ColourName): Uint8Array | undefined {
  const means = patchMeans(sight, colourPlane(sight, colour))
  const best = topLevel(sight, means, 0.0012)
  if (best < 0.2) return undefined
  const belief = means.map((mean) => {
    const part = mean / best
    return part > 0.9 ? 0.97 : part > 0.55 ? 0.75 : part > 0.25 ? 0.45 : part > 0.05 ? 0.2 : 0.05
  })
  const sides = grab(sight, belief, { smoothness: 1.5, colour: 1 })
  if (colour !== 'black' && colour !== 'white' && colour !== 'grey') joinShadows(sight, sides)
  return sides.includes(1) ? sides : undefined
}

/** A mask's pieces, those that all but touch counted as one; specks dropped. */
export function piecesOf(mask: Mask, gap: number, least = 0.0004): Component[] {
  const pieces = connectedComponents(grow(mask, gap), mask.data.length * least)
  return pieces.flatMap((piece) => {
    const pixels = piece.pixels.filter((at) => mask.data[at])
    return pixels.length === 0 ? [] : [{ ...piece, pixels, area: pixels.length }]
  })
}

/** Steps of colour above this part two things, not two sides of one. */
const apart = 17

/** The chosen patches as pieces that no strong edge runs through. */
export function piecesOfPatches(sight: Sight, sides: Uint8Array): Component[] {
  const { labels, width, height } = sight.patches
  const root = Int32Array.from(sides, (_, patch) => patch)
  const find = (patch: number): number => {
    let top = patch
    while (root[top] !== top) top = root[top]!
    return (root[patch] = top)
  }
  for (const { first, second, step } of sight.borders)
    if (sides[first] && sides[second] && step < apart) root[find(first)] = find(second)
  const pieces = new Map<number, number[]>()
  for (let at = 0; at < labels.length; at++) {
    if (!sides[labels[at]!]) continue
    const top = find(labels[at]!)
    const pixels = pieces.get(top)
    if (pixels) pixels.push(at)
    else pieces.set(top, [at])
  }
  const mask: Mask = { width, height, data: new Uint8Array(labels.length) }
  return [...pieces.values()].flatMap((pixels) => {
    mask.data.fill(0)
    for (const at of pixels) mask.data[at] = 255
    return connectedComponents(mask, labels.length * 0.0003)
  })
}

export function maskOfPieces({ width, height }: Mask, pieces: readonly Component[]): Mask {
  const data = new Uint8Array(width * height)
  for (const { pixels } of pieces) for (const at of pixels) data[at] = 255
  return { width, height, data }
}
