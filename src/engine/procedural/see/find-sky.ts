import { findFaces } from './find-face.ts'
import { grab } from './grab.ts'
import { colourStep } from './regions.ts'
import type { Sight } from './sight.ts'

/** How much a patch could be sky by itself: smooth, and bright or blue or the glow of an evening. */
function skyLike({ l, a, b, rough }: Sight['regions'][number]): number {
  const smooth = Math.exp(-((rough / 9) ** 2))
  const blue = Math.min(1, Math.max(0, (-b - 2) / 8))
  const bright =
    Math.min(1, Math.max(0, (l - 62) / 22)) *
    Math.exp(-((Math.max(0, Math.hypot(a, b) - 20) / 15) ** 2))
  const dusk = l > 22 && a > 0 && b < 34 && b > -40 ? 0.55 : 0
  const green = a < -12 && b > 2 ? 0 : 1
  return smooth * Math.max(blue, bright, dusk) * green
}

/** Patches that hang together with the upper edge without a strong step of colour. */
function fromTop(sight: Sight): { reached: Uint8Array; share: number } {
  const { regions, borders, small } = sight
  const like = regions.map(skyLike)
  const reached = Uint8Array.from(regions, ({ frame }, patch) =>
    frame[2] > 2 && like[patch]! > 0.35 ? 1 : 0,
  )
  for (let before = -1, size = 0; before !== size;) {
    before = size
    for (const { first, second } of borders) {
      if (reached[first] === reached[second]) continue
      const next = reached[first] ? second : first
      if (like[next]! > 0.3 && colourStep(regions[first]!, regions[second]!) < 13) reached[next] = 1
    }
    size = reached.reduce((sum, value) => sum + value, 0)
  }
  const top = regions.reduce((sum, { frame }, patch) => sum + (reached[patch] ? frame[2] : 0), 0)
  return { reached, share: top / small.width }
}

/** A wall is of one colour; a sky that is neither blue nor bright changes from top to bottom. */
function looksLikeAir(sight: Sight, reached: Uint8Array): boolean {
  const chosen = sight.regions.filter((_, patch) => reached[patch])
  const mean = (key: 'l' | 'a' | 'b', from: readonly Sight['regions'][number][]): number =>
    from.reduce((sum, one) => sum + one[key] * one.area, 0) /
    Math.max(
      1,
      from.reduce((sum, one) => sum + one.area, 0),
    )
  const [l, a, b] = [mean('l', chosen), mean('a', chosen), mean('b', chosen)]
  if (b < -6 && a < 8) return true
  const face = findFaces(sight)[0]
  const portrait = face && face.width * face.height > sight.patches.labels.length * 0.025
  if (l > 72 && Math.hypot(a, b) < 16) return !portrait
  const lowest = Math.max(...chosen.map(({ y }) => y))
  const upper = chosen.filter(({ y }) => y < lowest * 0.35)
  const lower = chosen.filter(({ y }) => y > lowest * 0.65)
  return (
    !portrait &&
    Math.hypot(
      mean('l', upper) - mean('l', lower),
      mean('a', upper) - mean('a', lower),
      mean('b', upper) - mean('b', lower),
    ) > 12
  )
}

/** Which patches are sky; undefined for a picture without one. Cut against the land by colour and borders. */
export const skyPatches = (sight: Sight): Uint8Array | undefined =>
  sight.once('sky', () => {
    const { reached, share } = fromTop(sight)
    const area = sight.regions.reduce((sum, one, patch) => sum + (reached[patch] ? one.area : 0), 0)
    const total = sight.patches.labels.length
    if (share < 0.2 || area < total * 0.04 || !looksLikeAir(sight, reached)) return undefined
    const height = sight.small.height
    const lowest = Math.max(...sight.regions.map(({ y }, patch) => (reached[patch] ? y : 0)))
    const belief = Float32Array.from(sight.regions, (one, patch) => {
      if (reached[patch]) return 0.96
      const like = skyLike(one)
      return one.y < lowest + height * 0.04 && like > 0.2 ? 0.35 * like : 0.004
    })
    return grab(sight, belief, { smoothness: 1.2, colour: 0.5, rounds: 2 })
  })
