import { mood, type Moment } from './places/air.ts'
import { inside } from './places/inside.ts'
import { outside } from './places/outside.ts'
import { town } from './places/town.ts'

const places: Readonly<Record<string, (moment: Moment) => string>> = {
  ...outside,
  ...town,
  ...inside,
}

/** Where feet stand, 0 = top to 1 = bottom; table tops are nearer than streets. */
const floors: Readonly<Record<string, number>> = {
  cliff: 0.63,
  hill: 0.645,
  marble: 0.86,
  wood: 0.86,
  table: 0.88,
  kitchen: 0.86,
  studio: 0.92,
  sofa: 0.78,
  bedroom: 0.8,
  sky: 0.8,
  space: 0.85,
  underwater: 0.85,
}

export const floorOf = (place: string): number => floors[place] ?? 0.94

/** What a text says of time and season. */
export function momentOf(words: string, seed: number): Moment {
  const time = /night|moon|star|midnight|lantern|neon|夜|星/i.test(words)
    ? 'night'
    : /sunset|dusk|dawn|sunrise|golden hour|evening|日落|黄昏|清晨/i.test(words)
      ? 'sunset'
      : 'day'
  const season = /winter|snow|冬|雪/i.test(words)
    ? 'winter'
    : /autumn|\bfall\b|秋/i.test(words)
      ? 'autumn'
      : 'summer'
  return { time, season, seed }
}

/** What is drawn inside an SVG of 1024 x 1024 units for a place; a meadow where the place is not known. */
export function drawBackdrop(place: string, moment: Moment): string {
  const draw = places[place] ?? outside['meadow']
  return (draw ?? (() => ''))(moment) + mood(moment)
}
