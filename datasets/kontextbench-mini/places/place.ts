import type { Part } from '../paint/part.ts'
import { scatter } from '../paint/random.ts'
import { circle, plain, stroked } from '../paint/shade.ts'
import { beach, desert, harbour, mountains, park, village } from './country.ts'
import { greenhouse, market, observatory, workshop } from './craft.ts'
import { classroom, kitchen, library, room } from './home.ts'
import type { DrawPlace, Light, Surroundings as AnySurroundings } from './surroundings.ts'
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

/** Under a roof there are lamps. */
function shadeOf(light: Light, indoors: boolean): string {
  if (light === 'day') return ''
  const [fill, opacity] =
    light === 'sunset' ? ['#ff8f4e', 0.15] : ['#0d1650', indoors ? 0.26 : 0.37]
  return `<rect width="1024" height="1024" fill="${fill}" opacity="${opacity}"/>`
}

/** What is behind the things of a scene; lamps shine behind them too, so that they light no face. */
export function placePart(of: Surroundings): Part {
  const { svg, lamps } = places[of.place](of) as ReturnType<DrawPlace>
  const shining =
    of.light === 'night'
      ? lamps.map(([x, y, r]) => plain(circle(x, y, r * 1.15), 'url(#glow)')).join('')
      : ''
  return { id: 'place', svg: svg + shining }
}

/** What lies over all: light and weather. */
export function airPart(of: Surroundings): Part {
  const { indoors = false } = places[of.place](of) as ReturnType<DrawPlace>
  return { id: 'air', svg: shadeOf(of.light, indoors) + (indoors ? '' : weatherOf(of)) }
}
