import type { Actor, Looks } from '../cast/actor.ts'
import type { Person } from '../cast/person.ts'
import type { Wear } from '../cast/wear.ts'
import { colours, type Colour } from '../paint/part.ts'
import { createSetting, type PlaceName } from '../places/place.ts'
import type { Light, Palette, Season, Weather } from '../places/surroundings.ts'
import type { Thing, ThingName } from '../things/thing.ts'
import type { Language } from './lettering.ts'
import { square, type Frame, type Scene } from './scene.ts'
import type { Sign } from './sign.ts'

/** A base picture; the language is that of its sign and of most of what is asked of it. */
export interface Base {
  id: string
  language: Language
  scene: Scene
}

const palettes = {
  brick: {
    wall: '#c9705a',
    wall2: '#ead0a8',
    leaf: '#5f9f4a',
    ground: '#9dbb74',
    paving: '#bdb5aa',
    accent: '#7f4b6a',
  },
  mint: {
    wall: '#9fcbb8',
    wall2: '#f0d9c0',
    leaf: '#4f9a5a',
    ground: '#86b56c',
    paving: '#d3c8b4',
    accent: '#3f6f8f',
  },
  ochre: {
    wall: '#e2b45a',
    wall2: '#cfe0dc',
    leaf: '#7aa53f',
    ground: '#a8bb70',
    paving: '#d6bf96',
    accent: '#a3473a',
  },
  plum: {
    wall: '#b79ac6',
    wall2: '#f3e3c8',
    leaf: '#579a6c',
    ground: '#93b58a',
    paving: '#c3b8c4',
    accent: '#5a4a86',
  },
  slate: {
    wall: '#8fa3b5',
    wall2: '#d9c8b0',
    leaf: '#5d9457',
    ground: '#92ad78',
    paving: '#b4b8ba',
    accent: '#c46a3f',
  },
  peach: {
    wall: '#f0b99a',
    wall2: '#b9d3d8',
    leaf: '#6ea356',
    ground: '#9cc07c',
    paving: '#cdb9a6',
    accent: '#3d7a78',
  },
} as const satisfies Record<string, Palette>

export const person = (
  noun: Person['noun'],
  look: Omit<Person, 'kind' | 'noun' | 'pose' | 'outfit'> & Partial<Person>,
): Person => ({ pose: 'rest', outfit: 'sweater', ...look, kind: 'person', noun })

export const thing = (
  id: string,
  name: ThingName,
  colour: Colour,
  at: { x: number; y: number; scale?: number },
  detail?: string,
): Thing => ({
  id,
  name,
  hex: colours[colour],
  x: at.x,
  y: at.y,
  scale: at.scale ?? 1,
  ...(detail === undefined ? {} : { detail }),
})

export const actor = (
  id: string,
  looks: Looks,
  at: { x: number; y: number; scale?: number },
  wears: Wear[] = [],
  expression: Actor['expression'] = 'calm',
): Actor => ({ id, looks, expression, wears, x: at.x, y: at.y, scale: at.scale ?? 1.12 })

interface Row {
  id: string
  language: Language
  place: PlaceName
  palette: keyof typeof palettes
  season?: Season
  light?: Light
  weather?: Weather
  frame?: Frame
  sign: Sign
  things: Thing[]
  cast: Actor[]
}

export const baseOf = ({
  id,
  language,
  place,
  palette,
  season,
  light,
  weather,
  frame,
  sign,
  things,
  cast,
}: Row): Base => ({
  id,
  language,
  scene: {
    setting: createSetting({
      place,
      palette: palettes[palette],
      season: season ?? 'summer',
      light: light ?? 'day',
      weather: weather ?? 'clear',
    }),
    sign,
    things,
    cast,
    look: 'plain',
    cues: [],
    frame: frame ?? square,
  },
})
