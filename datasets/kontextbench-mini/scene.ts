import { characterParts, type Character, type Placed } from './character.ts'
import { escapeText, tone, type Part } from './part.ts'
import { airPart, placePart, type Surroundings } from './setting.ts'
import { drawThing, type ThingName } from './thing.ts'

/** All that decides a picture; an edit is another one of these, so that the right answer is exact. */
export interface Scene {
  surroundings: Surroundings
  character: Character
  placed: Placed
  thing: { name: ThingName; hex: string; x: number; y: number; scale: number } | null
  sign: { text: string; board: string; ink: string; x: number; y: number; width: number } | null
  look: 'plain' | 'monochrome' | 'sepia'
}

const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text)

export const signHeight = 110

/** Size at which a text fills its sign without touching the edge. */
const fontSizeOf = (text: string, width: number): number =>
  Math.min(70, (width - 48) / (text.length * (isHan(text) ? 1.05 : 0.8)))

const poles = ({ x, y, width }: NonNullable<Scene['sign']>): string =>
  `<path d="M${x - width / 2 + 40} ${y + 90} V760 M${x + width / 2 - 40} ${y + 90} V760" stroke="#6b5138" stroke-width="16"/>`

/** Signs stand on poles where there is no wall to hang on. */
const outdoors = new Set(['park', 'mountains', 'harbour'])

const board = ({ board: fill, x, y, width }: NonNullable<Scene['sign']>): string =>
  `<rect x="${x - width / 2 + 5}" y="${y + 8}" width="${width}" height="${signHeight}" rx="14" fill="#101820" opacity=".25"/><rect x="${x - width / 2}" y="${y}" width="${width}" height="${signHeight}" rx="14" fill="${fill}"/><rect x="${x - width / 2 + 8}" y="${y + 8}" width="${width - 16}" height="${signHeight - 16}" rx="9" fill="none" stroke="${tone(fill, 0.35)}" stroke-width="4"/>`

const lettering = ({ text, ink, x, y, width }: NonNullable<Scene['sign']>): string => {
  const size = fontSizeOf(text, width)
  const family = isHan(text) ? 'Noto Sans SC' : 'DejaVu Sans'
  return `<text x="${x}" y="${(y + signHeight / 2 + size * 0.365).toFixed(1)}" text-anchor="middle" font-family="${family}" font-weight="700" font-size="${size.toFixed(1)}" fill="${ink}">${escapeText(text)}</text>`
}

/** The parts of a scene from back to front. */
function partsOf(scene: Scene): Part[] {
  const { thing, sign } = scene
  return [
    placePart(scene.surroundings),
    ...(sign
      ? [
          {
            id: 'board',
            svg: (outdoors.has(scene.surroundings.place) ? poles(sign) : '') + board(sign),
          },
          { id: 'lettering', svg: lettering(sign) },
        ]
      : []),
    ...(thing
      ? [{ id: 'thing', svg: drawThing(thing.name, thing.hex, thing.x, thing.y, thing.scale) }]
      : []),
    ...characterParts(scene.character, scene.placed),
    airPart(scene.surroundings),
  ]
}

const looks: Record<Scene['look'], string> = {
  plain: '',
  monochrome: '<filter id="look"><feColorMatrix type="saturate" values="0"/></filter>',
  // The matrix of CSS sepia(1), W3C Filter Effects section 13.
  sepia:
    '<filter id="look"><feColorMatrix values=".393 .769 .189 0 0 .349 .686 .168 0 0 .272 .534 .131 0 0 0 0 0 1 0"/></filter>',
}

const wrap = (content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1024 1024" color-interpolation-filters="sRGB">${content}</svg>`

export function drawScene(scene: Scene): string {
  const drawn = partsOf(scene)
    .map((part) => part.svg)
    .join('')
  const look = looks[scene.look]
  return wrap(look ? `${look}<g filter="url(#look)">${drawn}</g>` : drawn)
}

const toWhite =
  '<filter id="white" x="0" y="0" width="1024" height="1024" filterUnits="userSpaceOnUse"><feColorMatrix values="0 0 0 0 1 0 0 0 0 1 0 0 0 0 1 0 0 0 60 0"/><feMorphology operator="dilate" radius="3"/></filter>'

/** White where any of the named parts stands, in either scene; black elsewhere. */
export function drawMask(scenes: readonly Scene[], ids: readonly string[]): string {
  const drawn = scenes
    .flatMap(partsOf)
    .filter((part) => ids.includes(part.id))
    .map((part) => part.svg)
    .join('')
  return wrap(
    `${toWhite}<rect width="1024" height="1024" fill="#000"/><g filter="url(#white)">${drawn}</g>`,
  )
}

export const fullMask = wrap('<rect width="1024" height="1024" fill="#fff"/>')
