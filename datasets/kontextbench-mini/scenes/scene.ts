import { actorParts, type Actor } from '../cast/actor.ts'
import type { Part } from '../paint/part.ts'
import { shadeDefs } from '../paint/shade.ts'
import { airPart, placePart, type Surroundings } from '../places/place.ts'
import { thingParts, type Thing } from '../things/thing.ts'
import { lookFilter, type Look } from './look.ts'
import { signParts, type Sign } from './sign.ts'

/** A mark on the picture that the instruction points at; the answer does not have it. */
export interface Cue {
  shape: 'box' | 'ellipse'
  x: number
  y: number
  width: number
  height: number
}

/** The cut-out of the drawn world that is shown; units are the picture's pixels. */
export interface Frame {
  x: number
  y: number
  width: number
  height: number
}

/** All that decides a picture; an edit is another one of these, so that the right answer is exact. */
export interface Scene {
  surroundings: Surroundings
  sign: Sign | null
  things: readonly Thing[]
  cast: readonly Actor[]
  look: Look
  cues: readonly Cue[]
  frame: Frame
}

export const square: Frame = { x: 0, y: 0, width: 1024, height: 1024 }
export const landscape: Frame = { x: 0, y: 256, width: 1024, height: 768 }
export const portrait: Frame = { x: 128, y: 0, width: 768, height: 1024 }

const cuePart = ({ shape, x, y, width, height }: Cue, index: number): Part => ({
  id: `cue.${index}`,
  svg:
    shape === 'box'
      ? `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="none" stroke="#ff1d25" stroke-width="8"/>`
      : `<ellipse cx="${x + width / 2}" cy="${y + height / 2}" rx="${width / 2}" ry="${height / 2}" fill="none" stroke="#ff1d25" stroke-width="8"/>`,
})

/** What stands on the ground, the nearer over the farther. */
const standing = ({ things, cast }: Scene): Part[] =>
  [
    ...things.map((thing) => ({ y: thing.y, parts: thingParts(thing) })),
    ...cast.map((actor) => ({ y: actor.y, parts: actorParts(actor) })),
  ]
    .toSorted((a, b) => a.y - b.y)
    .flatMap(({ parts }) => parts)

/** The parts of a scene from back to front; cues lie over all, outside the look. */
const partsOf = (scene: Scene): Part[] => [
  placePart(scene.surroundings),
  ...(scene.sign ? signParts(scene.sign) : []),
  ...standing(scene),
  airPart(scene.surroundings),
  ...scene.cues.map(cuePart),
]

const wrap = ({ x, y, width, height }: Frame, content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x} ${y} ${width} ${height}" color-interpolation-filters="sRGB">${shadeDefs}${content}</svg>`

const join = (parts: readonly Part[]): string => parts.map((part) => part.svg).join('')

export function drawScene(scene: Scene): string {
  const parts = partsOf(scene)
  const cues = parts.filter((part) => part.id.startsWith('cue.'))
  const rest = join(parts.filter((part) => !cues.includes(part)))
  const filter = lookFilter(scene.look)
  const looked = filter ? `${filter}<g filter="url(#look)">${rest}</g>` : rest
  return wrap(scene.frame, looked + join(cues))
}

/** A part that fills the picture: where it changes, everything may. */
const isEverywhere = (id: string): boolean => id === 'place' || id === 'air'

/** Ids of the parts in which two scenes differ; `all` where the whole picture does. */
export function changedParts(before: Scene, after: Scene): string[] | 'all' {
  if (before.look !== after.look) return 'all'
  const [old, fresh] = [before, after].map(
    (scene) => new Map(partsOf(scene).map((part) => [part.id, part.svg])),
  ) as [Map<string, string>, Map<string, string>]
  const ids = [...new Set([...old.keys(), ...fresh.keys()])].filter(
    (id) => old.get(id) !== fresh.get(id),
  )
  return ids.some(isEverywhere) ? 'all' : ids
}

/** The named parts of the scenes and nothing else, and the room they may take. */
export function drawParts(scenes: readonly Scene[], ids: readonly string[]): string {
  const drawn = scenes.flatMap(partsOf).filter((part) => ids.includes(part.id))
  const [first] = scenes
  return wrap(first?.frame ?? square, join(drawn) + drawn.map((part) => part.room ?? '').join(''))
}

/** Everything, for pictures that may change as a whole. */
export const drawWhole = ({ width, height }: Frame): string =>
  wrap({ x: 0, y: 0, width, height }, `<rect width="${width}" height="${height}"/>`)
