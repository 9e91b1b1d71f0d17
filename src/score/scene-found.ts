import type { Component } from '#image/components.ts'
import { resizePixels } from '#image/resize.ts'
import type { SceneTruth } from '#schema/case.ts'
import type { MetricImage } from '#schema/metric.ts'
import { scored, type PixelMetric } from './define-metric.ts'
import { backgroundOf, findThings } from './scene/find-things.ts'
import { nameColours } from './scene/name-colours.ts'

const side = 384

type Relation = SceneTruth['relations'][number]

/** Every thing of the one group stands to every thing of the other as stated, by their centres. */
function holds(
  { relation, subject, object }: Relation,
  found: ReadonlyMap<string, readonly Component[]>,
): boolean {
  const [subjects, objects] = [found.get(subject) ?? [], found.get(object) ?? []]
  if (subjects.length === 0 || objects.length === 0) return false
  const isSo = (a: Component['centroid'], b: Component['centroid']): boolean => {
    switch (relation) {
      case 'left-of':
        return a.x < b.x
      case 'right-of':
        return a.x > b.x
      case 'above':
        return a.y < b.y
      case 'below':
        return a.y > b.y
      default:
        return relation satisfies never
    }
  }
  return subjects.every((a) => objects.every((b) => isSo(a.centroid, b.centroid)))
}

/**
 * Share of the stated facts that classical detection finds: for each group that its colour is there and that there are
 * as many things of its colour and shape as stated, each relation, and the background. Things that overlap are taken
 * apart. For drawn vocabulary on plain ground; photographs are a judge's work.
 */
export const sceneFound: PixelMetric = {
  id: 'scene/found',
  version: '2',
  unit: 'share',
  direction: 'higher',
  range: { low: 0, high: 1 },
  needs: ['output', 'scene'],
  work: 'pixels',
  source: 'this project; the idea of counting stated facts is GenEval (Ghosh et al. 2023)',
  async score(input, opener) {
    const truth = input.scene as SceneTruth
    const picture = {
      side,
      named: nameColours(
        await resizePixels(await opener.pixels(input.output as MetricImage), side, side),
      ),
    }
    const found = new Map<string, readonly Component[]>()
    const facts: Record<string, boolean> = {}
    for (const group of truth.objects) {
      const { coloured, things } = findThings(group, picture)
      const label = `${group.count} ${group.colour} ${group.shape}`
      facts[`${label}: colour`] = coloured
      facts[`${label}: count`] = things.length === group.count
      found.set(group.id, things)
    }
    for (const relation of truth.relations)
      facts[`${relation.subject} ${relation.relation} ${relation.object}`] = holds(relation, found)
    if (truth.background)
      facts[`${truth.background} background`] = backgroundOf(picture) === truth.background
    const values = Object.values(facts)
    return scored(values.filter(Boolean).length / values.length, { facts })
  },
}
