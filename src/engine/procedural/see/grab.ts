import type { Mask } from '#image/pixels.ts'
import { binsOf, patchColours, patchModel, type PatchColours } from './colour-model.ts'
import { minCut, type Link } from './min-cut.ts'
import type { Sight } from './sight.ts'

/** What is believed of each patch before looking at colours: 1 belongs to the thing, 0 does not, 0.5 not known. */
export type Belief = Float32Array

interface Options {
  /** How much a border costs; larger gives rounder, fewer pieces. */
  smoothness?: number
  /** Weight of colours against belief. */
  colour?: number
  rounds?: number
  /** Patches from which the surroundings' colours are learnt; all that do not belong by default. */
  around?: Uint8Array
}

/** Links between touching patches: long weak borders are dear to cut (Boykov, Jolly 2001). */
function linksOf(sight: Sight, smoothness: number): Link[] {
  const { borders, patches } = sight
  const mean = borders.reduce((sum, { step }) => sum + step * step, 0) / Math.max(1, borders.length)
  const side = Math.sqrt((patches.width * patches.height) / patches.count)
  return borders.map(({ first, second, length, step }) => ({
    first,
    second,
    weight: smoothness * (length / side) * Math.exp((-step * step) / (2 * Math.max(mean, 1))),
  }))
}

/** Colours of the patches, counted once. */
const coloursOf = (sight: Sight): PatchColours =>
  sight.once('colours', () =>
    patchColours(binsOf(sight.lab), sight.patches.labels, sight.patches.count),
  )

/** Mean log-likelihood ratio of each patch's pixels, thing over surroundings. */
function ratiosOf(
  sight: Sight,
  shares: Float32Array,
  around: Uint8Array | undefined,
): Float32Array {
  const colours = coloursOf(sight)
  // What is hardly believed teaches nothing.
  const inside = shares.map((share) => (share > 0.7 ? share : 0))
  const outside = shares.map((share, patch) =>
    share < 0.3 && (!around || around[patch]) ? 1 - share : 0,
  )
  const [thing, rest] = [patchModel(colours, inside), patchModel(colours, outside)]
  return Float32Array.from(colours, ({ bins, counts }) => {
    let [sum, total] = [0, 0]
    for (let index = 0; index < bins.length; index++) {
      const ratio = Math.log(thing[bins[index]!]! / rest[bins[index]!]!)
      sum += Math.max(-4, Math.min(4, ratio)) * counts[index]!
      total += counts[index]!
    }
    return sum / Math.max(1, total)
  })
}

/**
 * Splits the patches into a thing and its surroundings by belief, colour models and borders, a few rounds.
 * Rother et al. 2004, "GrabCut", on patches as in Li et al. 2004, "Lazy Snapping".
 */
export function grab(sight: Sight, belief: Belief, options: Options = {}): Uint8Array {
  const { smoothness = 2, colour = 1, rounds = 3, around } = options
  const links = linksOf(sight, smoothness)
  let shares: Float32Array = belief
  let sides = new Uint8Array(belief.length)
  for (let round = 0; round < rounds; round++) {
    const ratios = ratiosOf(sight, shares, around)
    const stay = new Float64Array(belief.length)
    const leave = new Float64Array(belief.length)
    for (let patch = 0; patch < belief.length; patch++) {
      const believed = Math.min(0.999, Math.max(0.001, belief[patch]!))
      const sure = believed > 0.99 || believed < 0.01 ? 20 : 1
      const score = ratios[patch]! * colour + Math.log(believed / (1 - believed)) * sure
      stay[patch] = Math.max(0, score)
      leave[patch] = Math.max(0, -score)
    }
    sides = new Uint8Array(minCut(stay, leave, links))
    shares = Float32Array.from(sides)
  }
  return sides
}

/** The small mask of a split. */
export const maskOfSides = (sight: Sight, sides: Uint8Array): Mask =>
  sight.maskOf([...sides.keys()].filter((patch) => sides[patch]))
