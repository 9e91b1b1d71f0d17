import type { Mask } from '#image/pixels.ts'
import type { Target } from '../operation.ts'
import { likeness, type ColourName } from './colour-likeness.ts'
import { skyPatches } from './find-sky.ts'
import { personPatches } from './find-subject.ts'
import { grab, maskOfSides } from './grab.ts'
import { leavesOf } from './merge-tree.ts'
import type { Region } from './regions.ts'
import { saliencyOf } from './saliency.ts'
import type { Sight } from './sight.ts'
import { skinLikeness } from './skin.ts'

/** A patch as stuff is judged by: place from 0 to 1, chroma, roughness about 0 to 1. */
interface Patch extends Region {
  fx: number
  fy: number
  chroma: number
  texture: number
  /** Roughness against the roughest tenth of the picture: what is out of focus is seldom meant. */
  sharp: number
  salience: number
  sky: boolean
}

type Judge = (patch: Patch, sight: Sight) => number

const best = (patch: Patch, names: readonly ColourName[]): number =>
  Math.max(...names.map((name) => likeness(name, patch.l, patch.a, patch.b)))

const ramp = (value: number, low: number, high: number): number =>
  Math.min(1, Math.max(0, (value - low) / (high - low)))

const pale = ({ l, chroma }: Patch): number => ramp(l, 45, 75) * (1 - ramp(chroma, 14, 26))

/** How likely a patch is of each stuff. Soft rules of colour, height and surface. */
const judges: Readonly<Record<string, Judge>> = {
  water: (p) =>
    p.sky
      ? 0
      : Math.max(best(p, ['blue', 'grey']), ramp(-p.b, -2, 10), 0.7 * pale(p)) *
        ramp(p.fy, 0.5, 0.72) *
        (p.frame[2] > 0 ? 0 : 1),
  grass: (p) =>
    p.sky ? 0 : Math.max(best(p, ['green']), p.b > 14 && p.a < 4 ? 0.7 : 0) * ramp(p.fy, 0.2, 0.5),
  leaves: (p) => (p.sky ? 0 : Math.max(best(p, ['green']), p.b > 10 && p.a < 0 ? 0.8 : 0)),
  flowers: (p) =>
    (0.06 + 0.94 * ramp(p.sharp, 0.25, 0.6)) *
    (p.sky
      ? 0
      : Math.max(
          best(p, ['pink', 'red', 'purple', 'yellow', 'orange']) * ramp(p.chroma, 14, 34),
          0.6 * pale(p) * p.salience,
        )),
  ground: (p) => ramp(p.fy, 0.45, 0.75) * (p.sky ? 0 : 1) * (1 - 0.5 * p.salience),
  snow: (p) => pale(p) * ramp(p.fy, 0.3, 0.6) * (p.sky ? 0 : 1),
  mountains: (p) => (p.sky ? 0 : ramp(p.fy, 0.15, 0.4) * (1 - ramp(p.fy, 0.6, 0.85))),
  clouds: (p) => (p.sky || p.fy < 0.5 ? ramp(p.l, 80, 94) * (1 - ramp(p.chroma, 8, 18)) : 0),
  fire: (p) => best(p, ['orange', 'yellow', 'red']) * ramp(p.l, 45, 70),
  skin: (p) => skinLikeness(p.l, p.a, p.b),
  wall: (p) =>
    p.sky
      ? 0
      : (1 - 0.6 * p.salience) *
        (1 - ramp(p.fy, 0.55, 0.85)) *
        (1 - 0.85 * ramp(p.texture, 0.15, 0.6)),
  cloth: (p) => (1 - ramp(p.texture, 0.3, 0.9)) * ramp(p.fy, 0.35, 0.7) * (p.sky ? 0 : 1),
}

export const isStuff = (noun: string | undefined): boolean =>
  noun === 'sky' || noun === 'background' || (noun !== undefined && noun in judges)

/** What belongs to no stuff named here: whoever stands before it. */
const notOfPerson = new Set(['skin'])

const roughest = (sight: Sight): number =>
  sight.once('roughest', () => {
    const sorted = sight.regions.map(({ rough }) => rough).sort((a, b) => a - b)
    return Math.max(0.5, sorted[Math.floor(sorted.length * 0.9)] ?? 1)
  })

function patchOf(sight: Sight, index: number, salience: number, sky: boolean): Patch {
  const region = sight.regions[index]!
  return {
    ...region,
    fx: region.x / sight.small.width,
    fy: region.y / sight.small.height,
    chroma: Math.hypot(region.a, region.b),
    texture: Math.min(1, region.rough / 12),
    sharp: region.rough / roughest(sight),
    salience,
    sky,
  }
}

const sideShare = ({ fx, fy }: Patch, place: NonNullable<Target['place']>): number => {
  let share = 1
  if (place.across === 'left') share *= 1 - ramp(fx, 0.45, 0.65)
  if (place.across === 'right') share *= ramp(fx, 0.35, 0.55)
  if (place.down === 'top') share *= 1 - ramp(fy, 0.45, 0.65)
  if (place.down === 'bottom') share *= ramp(fy, 0.35, 0.6)
  return share
}

/** The value that the likeliest `share` of the picture reaches. */
function levelOf(sight: Sight, values: Float32Array, share: number): number {
  const order = [...values.keys()].sort((a, b) => values[b]! - values[a]!)
  let area = 0
  for (const patch of order) {
    area += sight.regions[patch]!.area
    if (area >= share * sight.patches.labels.length) return values[patch]!
  }
  return 0
}

/** Gives every patch the mean of its segment: hills and the lake before them are alike, but apart. */
function bySegment(sight: Sight, values: Float32Array): void {
  const { tree, regions } = sight
  const first = tree.length - 39
  const tops = tree.flatMap(({ children }, node) =>
    node >= first && children ? children.filter((child) => child < first) : [],
  )
  for (const top of tops) {
    const leaves = leavesOf(tree, top)
    const area = leaves.reduce((sum, leaf) => sum + regions[leaf]!.area, 0)
    const mean = leaves.reduce((sum, leaf) => sum + values[leaf]! * regions[leaf]!.area, 0) / area
    for (const leaf of leaves) values[leaf] = mean
  }
}

/** The small mask of a stuff (sky, water, grass, leaves, a wall ...); undefined when hardly anything is like it. */
export function findStuff(sight: Sight, target: Target): Mask | undefined {
  const noun = target.noun ?? ''
  if (noun === 'sky') {
    const sky = skyPatches(sight)
    return sky && maskOfSides(sight, sky)
  }
  const judge = judges[noun]
  if (!judge) return undefined
  const salience = saliencyOf(sight)
  const sky = skyPatches(sight)
  const person = notOfPerson.has(noun) ? undefined : personPatches(sight)
  const values = Float32Array.from(sight.regions, (_, index) => {
    if (person?.[index]) return 0
    const patch = patchOf(sight, index, salience[index]!, sky?.[index] === 1)
    const named = target.colour ? best(patch, [target.colour]) : 1
    return (
      judge(patch, sight) *
      (0.06 + 0.94 * named) *
      (target.place ? sideShare(patch, target.place) : 1)
    )
  })
  if (noun === 'water') bySegment(sight, values)
  const high = levelOf(sight, values, 0.03)
  if (high < 0.22) return undefined
  const belief = values.map((value) => {
    const part = value / high
    return part > 0.75 ? 0.95 : part > 0.45 ? 0.75 : part > 0.2 ? 0.4 : part > 0.06 ? 0.15 : 0.01
  })
  const sides = grab(sight, belief, { smoothness: 1.2, colour: 0.8 })
  // A blurred backdrop has the colours of the flowers before it.
  if (noun === 'flowers')
    for (const [patch, { rough }] of sight.regions.entries())
      if (rough < roughest(sight) * 0.45) sides[patch] = 0
  return sides.includes(1) ? maskOfSides(sight, sides) : undefined
}
