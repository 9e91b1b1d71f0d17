import type { Part } from '../paint/part.ts'
import { scatter } from '../paint/random.ts'
import { circle, plain, stroked } from '../paint/shade.ts'
import { beach, desert, harbour, mountains, park, village } from './country.ts'
import { greenhouse, market, observatory, workshop } from './craft.ts'
import { classroom, kitchen, library, room } from './home.ts'
import type { DrawPlace, Surroundings as AnySurroundings } from './surroundings.ts'
import { cafe, rooftop, station, street } from './town.ts'

const places = {
  street,
  park,
  room,
  harbour,
  mountains,
  cafe,
  beach,
  library,
  station,
  market,
  kitchen,
  desert,
  village,
  greenhouse,
  workshop,
  observatory,
  classroom,
  rooftop,
} as const satisfies Record<string, DrawPlace>

export type PlaceName = keyof typeof places
export type Surroundings = AnySurroundings<PlaceName>

const everywhere = { x: 0, y: 0, width: 1024, height: 1024 }

function weatherOf({ season, weather }: Surroundings): string {
  if (weather === 'fog') return '<rect width="1024" height="1024" fill="#e8edf0" opacity=".46"/>'
  if (weather === 'rain') {
    const drops = scatter(31, 120, everywhere).map(({ x, y }) => `M${x} ${y} l-9 34`)
    return `<rect width="1024" height="1024" fill="#42536c" opacity=".3"/><g opacity=".7">${stroked(drops.join(' '), '#e3eef6', 2.8)}</g>`
  }
  if (season !== 'winter' && weather !== 'snow') return ''
  return scatter(53, 120, everywhere)
    .map(({ x, y, pick }) => plain(circle(x, y, Math.round(25 + pick * 45) / 10), '#fff'))
    .join('')
}

const dusk = '#0d1650'
/** Under a roof there are lamps. */
const duskShare = (indoors: boolean): number => (indoors ? 0.26 : 0.37)

const veil = (fill: string, share: number): string =>
  `<rect width="1024" height="1024" fill="${fill}" opacity="${share}"/>`

/** What `veil` does to a whole picture, done to what is drawn only, so that lamps behind it shine on. */
function veiled(svg: string, fill: string, share: number): string {
  const row = (at: number): string => {
    const keep = ['0', '0', '0'].with(at, (1 - share).toFixed(3))
    const channel = Number.parseInt(fill.slice(1 + at * 2, 3 + at * 2), 16)
    return `${keep.join(' ')} 0 ${((channel / 255) * share).toFixed(4)}`
  }
  return `<filter id="dusk" x="0" y="0" width="1024" height="1024" filterUnits="userSpaceOnUse"><feColorMatrix values="${row(0)} ${row(1)} ${row(2)} 0 0 0 1 0"/></filter><g filter="url(#dusk)">${svg}</g>`
}

/** A place at one hour and in one weather; drawn when first looked at, and then kept. */
export interface Setting {
  surroundings: Surroundings
  /** What is behind the things of a scene, with its lamps: they light no face. */
  place(): Part
  /** What stands in the place, in its light. */
  lit(svg: string): string
  /** What lies over all: evening light and weather. */
  air(): Part
}

export function createSetting(surroundings: Surroundings): Setting {
  const { light, place } = surroundings
  let drawn: ReturnType<DrawPlace> | undefined
  const draw = (): ReturnType<DrawPlace> => (drawn ??= places[place](surroundings))
  return {
    surroundings,
    place() {
      const { svg, lamps, indoors = false } = draw()
      if (light !== 'night') return { id: 'place', svg }
      const shining = lamps.map(([x, y, r]) => plain(circle(x, y, r), 'url(#glow)')).join('')
      return { id: 'place', svg: svg + veil(dusk, duskShare(indoors)) + shining }
    },
    lit: (svg) => (light === 'night' ? veiled(svg, dusk, duskShare(draw().indoors ?? false)) : svg),
    air() {
      const evening = light === 'sunset' ? veil('#ff8f4e', 0.15) : ''
      return { id: 'air', svg: evening + (draw().indoors ? '' : weatherOf(surroundings)) }
    },
  }
}
