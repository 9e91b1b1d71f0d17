import type { Target } from '../operation.ts'
import { patchMeans } from './by-colour.ts'
import { personPatches } from './find-subject.ts'
import { grab } from './grab.ts'
import { leavesOf } from './merge-tree.ts'
import { likeness, type ColourName } from './colour-likeness.ts'
import { joined, type Region } from './regions.ts'
import { priors, type Prior } from './priors.ts'
import { saliencyOf } from './saliency.ts'
import { scoreNode, type Wanted } from './score-node.ts'
import type { Sight } from './sight.ts'
import { skinLikeness } from './skin.ts'

/** A region of the merge tree that may be the thing meant. */
export interface Candidate {
  patches: ReadonlySet<number>
  region: Region
  score: number
}

function colourOf(sight: Sight, names: readonly (ColourName | 'skin')[]): Float32Array {
  const { l, a, b } = sight.lab
  const plane = new Float32Array(l.length)
  for (let at = 0; at < plane.length; at++) {
    let best = 0
    for (const name of names) {
      const [p, q, r] = [l[at]!, a[at]!, b[at]!]
      best = Math.max(best, name === 'skin' ? skinLikeness(p, q, r) : likeness(name, p, q, r))
    }
    plane[at] = best
  }
  return patchMeans(sight, plane)
}

/** Sums a value of the patches over every node of the tree, weighted by area. */
function summed(sight: Sight, values: Float32Array): Float32Array {
  const { tree, regions } = sight
  const sums = new Float32Array(tree.length)
  for (const [index, { children }] of tree.entries()) {
    sums[index] = children
      ? sums[children[0]]! + sums[children[1]]!
      : values[index]! * regions[index]!.area
  }
  return sums
}

const contains = (one: Region, two: Region): number => {
  const w = Math.min(one.right, two.right) - Math.max(one.left, two.left) + 1
  const h = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top) + 1
  const smaller = Math.min(
    (one.right - one.left + 1) * (one.bottom - one.top + 1),
    (two.right - two.left + 1) * (two.bottom - two.top + 1),
  )
  return w <= 0 || h <= 0 ? 0 : (w * h) / smaller
}

/** The best regions that do not lie in each other, at most `most`. */
function apart<T extends { region: Region }>(candidates: readonly T[], most: number): T[] {
  const kept: T[] = []
  for (const one of candidates) {
    if (kept.length >= most) break
    if (!kept.some((other) => contains(other.region, one.region) > 0.5)) kept.push(one)
  }
  return kept
}

/** Words for a person's own: everything else is looked for beside the person. */
const personal = new Set(
  'woman man girl boy child person face eyes mouth hair head skin hat crown party-hat sunglasses glasses scarf tie moustache dress top trousers shoes collar'.split(
    ' ',
  ),
)

export const isPersonal = (noun: string | undefined): boolean => personal.has(noun ?? '')

export interface Judge {
  /** Patches of a person who is not meant. */
  person: Uint8Array | undefined
  wanted: Wanted
  colour: Float32Array
  salience: Float32Array
  allColour: number
}

export function judgeOf(sight: Sight, target: Target): Judge {
  const prior: Prior = priors[target.noun ?? ''] ?? {}
  const names = target.colour ? [target.colour] : (prior.colours ?? [])
  const colour = names.length > 0 ? colourOf(sight, names) : new Float32Array(sight.patches.count)
  const allColour = colour.reduce(
    (sum, value, patch) => sum + value * sight.regions[patch]!.area,
    0,
  )
  const { width, height } = sight.small
  return {
    person: isPersonal(target.noun) ? undefined : personPatches(sight),
    wanted: {
      prior,
      coloured: target.colour !== undefined,
      width,
      height,
      ...(target.place ? { place: target.place } : {}),
    },
    colour,
    salience: saliencyOf(sight),
    allColour: Math.max(1, allColour),
  }
}

/** How strong the weaker half of a set's border is: a part of a thing is open to the rest of it. */
function closedness(sight: Sight, patches: ReadonlySet<number>): number {
  const steps: [step: number, length: number][] = []
  let total = 0
  for (const { first, second, step, length } of sight.borders) {
    if (patches.has(first) === patches.has(second)) continue
    steps.push([step, length])
    total += length
  }
  steps.sort((a, b) => a[0] - b[0])
  let [sum, seen] = [0, 0]
  for (const [step, length] of steps) {
    if (seen > total * 0.6) break
    sum += step * length
    seen += length
  }
  return seen === 0 ? 0 : (sum / seen) * 1.5
}

/** Score of any set of patches as one thing. */
export function scorePatches(sight: Sight, patches: ReadonlySet<number>, judge: Judge): Candidate {
  let region: Region | undefined
  let [colour, salience] = [0, 0]
  for (const patch of patches) {
    const one = sight.regions[patch]!
    region = region ? joined(region, one) : one
    colour += judge.colour[patch]! * one.area
    salience += judge.salience[patch]! * one.area
  }
  const whole = region as Region
  const ofPerson = [...patches].filter((patch) => judge.person?.[patch]).length / patches.size
  const score = scoreNode(
    {
      node: { region: whole, standOut: closedness(sight, patches) },
      purity: colour / whole.area,
      recall: colour / judge.allColour,
      salience: salience / whole.area,
    },
    judge.wanted,
  )
  return { patches, region: whole, score: score - 6 * ofPerson }
}

/** How boldly a region grows over weak borders. */
const boldness = [1, 3] as const

/** The whole of a thing of which a region is the surest part: like colours near it join. */
const grown = (sight: Sight, node: number, smoothness: number): Set<number> =>
  sight.once(`grown ${node} ${smoothness}`, () => growNode(sight, node, smoothness))

function growNode(sight: Sight, node: number, smoothness: number): Set<number> {
  const inside = new Set(leavesOf(sight.tree, node))
  const { left, right, top, bottom } = sight.tree[node]!.region
  const [dx, dy] = [(right - left + 1) * 0.5, (bottom - top + 1) * 0.5]
  const belief = Float32Array.from(sight.regions, ({ x, y }, patch) => {
    if (inside.has(patch)) return 0.97
    const near = x > left - dx && x < right + dx && y > top - dy && y < bottom + dy
    return near ? 0.42 : 0.005
  })
  return connectedTo(sight, inside, grab(sight, belief, { smoothness, rounds: 2 }))
}

/** The patches of one side that hang together with `start`. */
function connectedTo(sight: Sight, start: ReadonlySet<number>, sides: Uint8Array): Set<number> {
  const kept = new Set([...start].filter((patch) => sides[patch]))
  for (let before = -1; before !== kept.size;) {
    before = kept.size
    for (const { first, second } of sight.borders) {
      if (!sides[first] || !sides[second]) continue
      if (kept.has(first)) kept.add(second)
      else if (kept.has(second)) kept.add(first)
    }
  }
  return kept.size > 0 ? kept : new Set(start)
}

/** Regions that may be the thing meant, best first, each as a whole. */
export function findThings(sight: Sight, target: Target, most = 9): Candidate[] {
  const judge = judgeOf(sight, target)
  const colourSums = summed(sight, judge.colour)
  const salienceSums = summed(sight, judge.salience)
  const personSums = summed(
    sight,
    Float32Array.from(sight.regions, (_, at) => judge.person?.[at] ?? 0),
  )
  const seeds = sight.tree.map((node, index): { node: number; region: Region; score: number } => {
    const { area } = node.region
    const facts = {
      node,
      purity: colourSums[index]! / area,
      recall: colourSums[index]! / judge.allColour,
      salience: salienceSums[index]! / area,
    }
    const score = scoreNode(facts, judge.wanted) - 6 * (personSums[index]! / area)
    return { node: index, region: node.region, score }
  })
  const best = apart(
    seeds.sort((a, b) => b.score - a.score),
    most,
  )
  const whole = best.flatMap(({ node }) => [
    scorePatches(sight, new Set(leavesOf(sight.tree, node)), judge),
    ...boldness.map((smoothness) => scorePatches(sight, grown(sight, node, smoothness), judge)),
  ])
  return apart(
    whole.sort((a, b) => b.score - a.score),
    most,
  )
}

/** How much worse than the best a region may be and still be one of several. */
const kin = 2

/** Picks by size and order among the regions that are nearly as likely as the best. */
export function chooseThing(
  candidates: readonly Candidate[],
  target: Target,
): Candidate | undefined {
  const [best] = candidates
  if (!best) return undefined
  const near = candidates.filter(({ score }) => score > best.score - kin)
  if (target.size) {
    const sign = target.size === 'large' ? -1 : 1
    return near.toSorted((a, b) => sign * (a.region.area - b.region.area))[0]
  }
  if (target.order !== undefined) {
    const row = near.toSorted((a, b) => a.region.x - b.region.x)
    if (target.place?.across === 'right') row.reverse()
    return row.at(target.order > 0 ? target.order - 1 : target.order) ?? best
  }
  return best
}
