import type { ColourName } from '../see/colour-likeness.ts'
import { gradients, type Drawing } from './drawing.ts'
import { shadesOf } from './shades.ts'
import { animals } from './things/animals.ts'
import { big } from './things/big.ts'
import { made } from './things/made.ts'
import { nature } from './things/nature.ts'
import { people } from './things/people.ts'
import { shapes } from './things/shapes.ts'
import { aloft } from './things/sky.ts'
import { tableware } from './things/table.ts'
import { worn } from './things/worn.ts'

const drawings: Readonly<Record<string, Drawing>> = {
  ...worn,
  ...aloft,
  ...nature,
  ...animals,
  ...people,
  ...tableware,
  ...made,
  ...big,
  ...shapes,
}

/** The drawing of a word of the vocabulary, if there is one. */
export const drawingOf = (noun: string): Drawing | undefined => drawings[noun]

/** An SVG of one thing, exactly as large as its own box; the paints' names carry `key` so that several fit in one picture. */
export function drawThing(drawing: Drawing, colour: ColourName | undefined, key = ''): string {
  const shades = shadesOf(colour ?? drawing.colour)
  const inner = `<defs>${gradients(shades)}</defs>${drawing.draw(shades)}`
  return key === '' ? inner : inner.replaceAll(/(id="|url\(#)(\w+)/g, `$1${key}$2`)
}

export const thingSvg = (drawing: Drawing, colour: ColourName | undefined): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${drawing.wide} ${drawing.tall}">${drawThing(drawing, colour)}</svg>`
