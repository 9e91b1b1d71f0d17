import type { Part } from '../paint/part.ts'
import { contact, placed } from '../paint/shade.ts'
import { indoorThings } from './indoor.ts'
import { outdoorThings } from './outdoor.ts'
import { toyThings } from './toys.ts'

/** What a thing's colour or state does not touch, and what it does, where they are worth telling apart. */
interface Layers {
  still: string
  changing: string
}

/** Drawn about (0, 0) on the ground, up to 350 units high; `hex` is its colour, `detail` its state. */
export type DrawThing = (hex: string, detail?: string) => string | Layers

const drawings = { ...toyThings, ...indoorThings, ...outdoorThings }
export type ThingName = keyof typeof drawings

export interface Thing {
  id: string
  name: ThingName
  hex: string
  x: number
  y: number
  scale: number
  /** A clock's time, a flag's bands, a traffic light's colour. */
  detail?: string
}

/** Hang in the air or swim: they touch no ground. */
const airborne: readonly ThingName[] = ['balloon', 'kite', 'boat']

type Drawn = Pick<Thing, 'name' | 'hex' | 'detail'>

function layersOf({ name, hex, detail }: Drawn): Layers {
  const drawn = (drawings[name] as DrawThing)(hex, detail)
  return typeof drawn === 'string' ? { still: drawn, changing: '' } : drawn
}

/** The thing alone about its foot. */
export function drawThing(thing: Drawn): string {
  const { still, changing } = layersOf(thing)
  return still + changing
}

export function thingParts(thing: Thing): Part[] {
  const { id, name, x, y, scale } = thing
  const { still, changing } = layersOf(thing)
  const ground = airborne.includes(name) ? '' : contact(x, y, 112 * scale)
  const layer = { id: `${id}.changing`, svg: placed(changing, x, y, scale) }
  return [{ id, svg: ground + placed(still, x, y, scale) }, ...(changing === '' ? [] : [layer])]
}
