import type { Mask } from '#image/pixels.ts'
import { findFaces, type Face } from './find-face.ts'
import { personPatches } from './find-subject.ts'
import { grab, maskOfSides } from './grab.ts'
import { colourStep, joined, type Region } from './regions.ts'
import type { Sight } from './sight.ts'
import { skinLikeness } from './skin.ts'

/** A zone of the body in face widths beside and face heights below the face's top. */
interface Zone {
  across: number
  from: number
  until: number
  /** Of its zone it is the odd colour out, not the main one. */
  odd?: boolean
}

const zones: Readonly<Record<string, Zone>> = {
  hair: { across: 0.75, from: -0.6, until: 0.75 },
  head: { across: 0.75, from: -0.6, until: 1 },
  hat: { across: 0.9, from: -0.9, until: 0.3 },
  scarf: { across: 0.85, from: 0.9, until: 1.9, odd: true },
  collar: { across: 0.7, from: 0.9, until: 1.4, odd: true },
  tie: { across: 0.3, from: 1, until: 2.4, odd: true },
  top: { across: 1.6, from: 1.02, until: 2.6 },
  dress: { across: 1.8, from: 1.02, until: 4.5 },
  trousers: { across: 1.2, from: 2.2, until: 5 },
  shoes: { across: 1.2, from: 3, until: 7 },
}

export const isWorn = (noun: string | undefined): boolean => noun !== undefined && noun in zones

const inZone = ({ x, y }: Region, { left, top, width, height }: Face, zone: Zone): boolean => {
  const across = Math.abs(x - left - width / 2) / width
  const down = (y - top) / height
  return across < zone.across && down > zone.from && down < zone.until
}

const skinOf = ({ l, a, b }: Region): number => skinLikeness(l, a, b)

interface Cluster {
  region: Region
  patches: number[]
}

/** Joins patches of like colour, wherever they are, largest first. */
function clustersOf(sight: Sight, patches: readonly number[]): Cluster[] {
  const clusters: Cluster[] = []
  for (const patch of patches.toSorted((a, b) => sight.regions[b]!.area - sight.regions[a]!.area)) {
    const region = sight.regions[patch]!
    const near = clusters.find((cluster) => colourStep(cluster.region, region) < 17)
    if (near) {
      near.region = joined(near.region, region)
      near.patches.push(patch)
    } else clusters.push({ region, patches: [patch] })
  }
  return clusters.sort((a, b) => b.region.area - a.region.area)
}

/** The small mask of hair or something worn, found by where it sits on the body below a face. */
export function findWorn(sight: Sight, noun: string): Mask | undefined {
  const face = findFaces(sight)[0]
  const person = personPatches(sight)
  const zone = zones[noun]
  if (!face || !person || !zone) return undefined
  const patches = [...sight.regions.keys()].filter((patch) => {
    const region = sight.regions[patch]!
    return person[patch] && inZone(region, face, zone) && (noun === 'head' || skinOf(region) < 0.6)
  })
  const all = clustersOf(sight, patches)
  // What the body wears below the zone is no scarf.
  const [main, ...others] = all
  const cluster = zone.odd ? (others[0] ?? main) : main
  if (!cluster) return undefined
  const chosen = new Set(noun === 'head' ? patches : cluster.patches)
  const belief = Float32Array.from(sight.regions, (region, patch) => {
    if (chosen.has(patch)) return 0.95
    if (!person[patch] || !inZone(region, face, { ...zone, across: zone.across * 1.4 }))
      return 0.004
    return colourStep(region, cluster.region) < 26 ? 0.5 : 0.12
  })
  return maskOfSides(sight, grab(sight, belief, { smoothness: 1.5, colour: 0.8, rounds: 2 }))
}
