import { colourAnchors, srgbToLab } from '#image/colour.ts'
import { connectedComponents, type Component } from '#image/components.ts'
import { resizePixels } from '#image/resize.ts'
import type { Pixels } from '#image/pixels.ts'
import type { SceneTruth } from '#schema/case.ts'
import type { MetricImage } from '#schema/metric.ts'
import { scored, type PixelMetric } from './define-metric.ts'
import { shapeOf } from './scene/shape-of.ts'
import { labPlanes } from './pixel/planes.ts'

type ColourName = keyof typeof colourAnchors
type Group = SceneTruth['objects'][number]

const size = 384
const names = Object.keys(colourAnchors) as ColourName[]
const anchors = names.map((name) => srgbToLab(...colourAnchors[name]))
/** Farther than this from every anchor, a pixel has no name. */
const farthest = 34

/** Index of the nearest named colour for each pixel, 255 for none. */
function nameColours(pixels: Pixels): Uint8Array {
  const [l, a, b] = labPlanes(pixels)
  const named = new Uint8Array(l.length).fill(255)
  for (let index = 0; index < l.length; index++) {
    let least = farthest
    for (let name = 0; name < anchors.length; name++) {
      const anchor = anchors[name]!
      const distance = Math.hypot(
        l[index]! - anchor[0],
        a[index]! - anchor[1],
        b[index]! - anchor[2],
      )
      if (distance < least) {
        least = distance
        named[index] = name
      }
    }
  }
  return named
}

const leastArea = size * size * 0.0012
const largestShare = 0.4

const patchesOf = (named: Uint8Array, colour: ColourName): Component[] => {
  const wanted = names.indexOf(colour)
  const data = named.map((name) => (name === wanted ? 255 : 0))
  return connectedComponents({ width: size, height: size, data }, leastArea).filter(
    // A patch that fills the frame is the background, not a thing.
    ({ area, box }) =>
      area < size * size * largestShare && (box.width < size * 0.95 || box.height < size * 0.95),
  )
}

const middle = (patches: readonly Component[]) => ({
  x: patches.reduce((sum, { centroid }) => sum + centroid.x, 0) / patches.length,
  y: patches.reduce((sum, { centroid }) => sum + centroid.y, 0) / patches.length,
})

function holds(
  relation: SceneTruth['relations'][number],
  found: ReadonlyMap<string, readonly Component[]>,
): boolean {
  const [subject, object] = [found.get(relation.subject) ?? [], found.get(relation.object) ?? []]
  if (subject.length === 0 || object.length === 0) return false
  const [a, b] = [middle(subject), middle(object)]
  switch (relation.relation) {
    case 'left-of':
      return a.x < b.x
    case 'right-of':
      return a.x > b.x
    case 'above':
      return a.y < b.y
    case 'below':
      return a.y > b.y
    default:
      return relation.relation satisfies never
  }
}

/** Facts of one group: the colour is there, and as many things of that colour and shape as stated. */
function factsOf(
  group: Group,
  named: Uint8Array,
): { facts: Record<string, boolean>; patches: Component[] } {
  const coloured = patchesOf(named, group.colour)
  const patches = coloured.filter((patch) => shapeOf(patch, size) === group.shape)
  const label = `${group.count} ${group.colour} ${group.shape}`
  return {
    facts: {
      [`${label}: colour`]: coloured.length > 0,
      [`${label}: count`]: patches.length === group.count,
    },
    patches,
  }
}

/**
 * Share of the stated facts that classical detection finds: colours, counts of shapes, positions.
 * For drawn vocabulary on plain ground; photographs are a judge's work.
 */
export const sceneFound: PixelMetric = {
  id: 'scene/found',
  version: '1',
  unit: 'share',
  direction: 'higher',
  range: { low: 0, high: 1 },
  needs: ['output', 'scene'],
  work: 'pixels',
  source: 'this project; the idea of counting stated facts is GenEval (Ghosh et al. 2023)',
  async score(input, opener) {
    const truth = input.scene as SceneTruth
    const named = nameColours(
      await resizePixels(await opener.pixels(input.output as MetricImage), size, size),
    )
    const found = new Map<string, readonly Component[]>()
    const facts: Record<string, boolean> = {}
    for (const group of truth.objects) {
      const of = factsOf(group, named)
      Object.assign(facts, of.facts)
      found.set(group.id, of.patches)
    }
    for (const relation of truth.relations)
      facts[`${relation.subject} ${relation.relation} ${relation.object}`] = holds(relation, found)
    const values = Object.values(facts)
    return scored(values.filter(Boolean).length / values.length, { facts })
  },
}
