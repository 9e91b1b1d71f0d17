import { actorParts, type Actor } from '../cast/actor.ts'
import type { Part } from '../paint/part.ts'
import { shadeDefs } from '../paint/shade.ts'
import type { Setting } from '../places/place.ts'
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
  setting: Setting
  sign: Sign | null
  things: readonly Thing[]
  cast: readonly Actor[]
  look: Look
  cues: readonly Cue[]
  frame: Frame
}

export const square: Frame = { x: 0, y: 0, width: 1024, height: 1024 }
export const landscape: Frame = { x: 0, y: 256, width: 1024, height: 768 }
export const broad: Frame = { x: 0, y: 192, width: 1024, height: 832 }
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

/** The parts of a scene that stand in its setting, from back to front. */
const standingParts = (scene: Scene): Part[] => [
  ...(scene.sign ? signParts(scene.sign) : []),
  ...standing(scene),
]

const wrap = ({ x, y, width, height }: Frame, content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x} ${y} ${width} ${height}" color-interpolation-filters="sRGB">${shadeDefs}${content}</svg>`

const join = (parts: readonly Part[]): string => parts.map((part) => part.svg).join('')

/** Cues lie over all, outside the look. */
export function drawScene(scene: Scene): string {
  const { setting, look, cues, frame } = scene
  const stands = setting.lit(join(standingParts(scene)))
  const drawn = setting.place().svg + stands + setting.air().svg
  const filter = lookFilter(look)
  const looked = filter ? `${filter}<g filter="url(#look)">${drawn}</g>` : drawn
  return wrap(frame, looked + join(cues.map(cuePart)))
}

/** All but the setting. */
const smallParts = (scene: Scene): Part[] => [...standingParts(scene), ...scene.cues.map(cuePart)]

const sameSetting = (a: Setting, b: Setting): boolean =>
  a === b || (a.place().svg === b.place().svg && a.air().svg === b.air().svg)

/** Ids of the parts in which two scenes differ; `all` where the whole picture does. */
export function changedParts(before: Scene, after: Scene): string[] | 'all' {
  if (before.look !== after.look || !sameSetting(before.setting, after.setting)) return 'all'
  const [old, fresh] = [before, after].map(
    (scene) => new Map(smallParts(scene).map((part) => [part.id, part.svg])),
  ) as [Map<string, string>, Map<string, string>]
  return [...new Set([...old.keys(), ...fresh.keys()])].filter(
    (id) => old.get(id) !== fresh.get(id),
  )
}

/** The named parts of the scenes and nothing else, and the room they may take. */
export function drawParts(scenes: readonly Scene[], ids: readonly string[]): string {
  const drawn = scenes.flatMap(smallParts).filter((part) => ids.includes(part.id))
  const [first] = scenes
  return wrap(first?.frame ?? square, join(drawn) + drawn.map((part) => part.room ?? '').join(''))
}

/** Everything, for pictures that may change as a whole. */
export const drawWhole = ({ width, height }: Frame): string =>
  wrap({ x: 0, y: 0, width, height }, `<rect width="${width}" height="${height}"/>`)
