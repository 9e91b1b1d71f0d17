import { actorParts, type Actor } from '../cast/actor.ts'
import { drawAlone, type Wear } from '../cast/wear.ts'
import { contact, placed, shadeDefs } from '../paint/shade.ts'
import { drawScene, type Scene } from '../scenes/scene.ts'
import { drawThing, type Thing } from '../things/thing.ts'

/** A picture shown beside the source: somebody or something alone, or another scene for its style. */
export type Reference =
  | { show: 'actor'; actor: Actor }
  | { show: 'wear'; wear: Wear }
  | { show: 'thing'; thing: Pick<Thing, 'name' | 'hex' | 'detail'> }
  | { show: 'scene'; scene: Scene }

export const sheetSide = 640

/** Before a plain wall, so that nothing else can be meant. */
const studio = (content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${sheetSide} ${sheetSide}">${shadeDefs}<defs><linearGradient id="wall" x2="0" y2="1"><stop stop-color="#f4f1ea"/><stop offset=".74" stop-color="#e6e0d4"/><stop offset=".75" stop-color="#d8d0c0"/><stop offset="1" stop-color="#e9e3d7"/></linearGradient></defs><rect width="${sheetSide}" height="${sheetSide}" fill="url(#wall)"/>${content}</svg>`

/** Where each wearable's drawing has its middle, in its own units, and how much it is enlarged. */
const views: Record<Wear['name'], readonly [x: number, y: number, scale: number]> = {
  scarf: [0, 40, 3.6],
  'bow-tie': [0, 12, 5],
  sunglasses: [0, 0, 4.4],
  glasses: [0, 0, 4.4],
  'top-hat': [0, -40, 3],
  'straw-hat': [0, -14, 3],
  beanie: [0, -22, 3.6],
  crown: [0, -20, 3.6],
  bag: [-3, -18, 2.6],
  backpack: [0, 84, 2.4],
  flower: [32, 2, 5],
  headphones: [0, 6, 3.4],
}

/** The drawing of a reference; scenes are drawn at their own size. */
export function drawReference(reference: Reference): string {
  switch (reference.show) {
    case 'actor': {
      const tall = reference.actor.looks.kind === 'person' ? 1.14 : 1.3
      const parts = actorParts({ ...reference.actor, x: 320, y: 580, scale: tall })
      return studio(parts.map((part) => part.svg).join(''))
    }
    case 'wear': {
      const [x, y, scale] = views[reference.wear.name]
      const plate = `<circle cx="320" cy="320" r="236" fill="#fffdf8" opacity=".8"/>`
      return studio(
        plate + placed(drawAlone(reference.wear), 320 - x * scale, 320 - y * scale, scale),
      )
    }
    case 'thing':
      return studio(contact(320, 510, 170) + placed(drawThing(reference.thing), 320, 510, 1.36))
    case 'scene':
      return drawScene(reference.scene)
    default:
      return reference satisfies never
  }
}
