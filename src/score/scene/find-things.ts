import { connectedComponents, type Component } from '#image/components.ts'
import type { SceneTruth } from '#schema/case.ts'
import { colourNames, type ColourName } from './name-colours.ts'
import { likeness, shapeOf } from './shape-of.ts'
import { splitPatch } from './split-patch.ts'

type Group = SceneTruth['objects'][number]

const largestShare = 0.4
const leastShare = 0.0012

/** A square picture whose pixels have the numbers of named colours. */
export interface NamedPicture {
  side: number
  named: Uint8Array
}

/** Patches of a colour that can be things: neither specks nor the background. */
function patchesOf({ side, named }: NamedPicture, colour: ColourName): Component[] {
  const wanted = colourNames.indexOf(colour)
  const data = named.map((name) => (name === wanted ? 255 : 0))
  const least = side * side * leastShare
  return connectedComponents({ width: side, height: side, data }, least).filter(
    ({ area, box }) =>
      area < side * side * largestShare && (box.width < side * 0.95 || box.height < side * 0.95),
  )
}

/** The colour of most of the frame's border. */
export function backgroundOf({ side, named }: NamedPicture): ColourName | undefined {
  const counts = new Map<number, number>()
  for (let index = 0; index < side; index++) {
    for (const at of [index, side * (side - 1) + index, index * side, index * side + side - 1])
      counts.set(named[at]!, (counts.get(named[at]!) ?? 0) + 1)
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1])
  return most && most[1] > side * 2 ? colourNames[most[0]] : undefined
}

/** Share of a patch's neighbours that are of a third colour: something lies before it, or it before something. */
function isTouched(patch: Component, { side, named }: NamedPicture, background: number): boolean {
  const own = named[patch.pixels[0]!]!
  let [outline, touched] = [0, 0]
  for (const at of patch.pixels) {
    for (const to of [at - 2, at + 2, at - 2 * side, at + 2 * side]) {
      const other = named[to]
      if (other === own || other === undefined) continue
      outline += 1
      if (other !== background && other !== 255) touched += 1
    }
  }
  return outline > 0 && touched / outline > 0.1
}

/** The things of one group: whole ones, ones that overlap each other, and ones that another colour hides in part. */
export function findThings(
  group: Group,
  picture: NamedPicture,
): { coloured: boolean; things: Component[] } {
  const patches = patchesOf(picture, group.colour)
  const background = colourNames.indexOf(backgroundOf(picture) as ColourName)
  const { side } = picture
  const things = patches.flatMap((patch) => {
    if (shapeOf(patch, side) === group.shape) return [patch]
    const pieces = splitPatch(patch, side)
    if (pieces.length > 1)
      return pieces.filter((piece) => shapeOf(piece, side, likeness.hidden) === group.shape)
    const isHidden =
      isTouched(patch, picture, background) && shapeOf(patch, side, likeness.hidden) === group.shape
    return isHidden ? [patch] : []
  })
  return { coloured: patches.length > 0, things }
}
