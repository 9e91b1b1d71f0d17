import type { Part } from '../paint/part.ts'
import { contact, placed } from '../paint/shade.ts'
import { drawBird, type Bird } from './bird.ts'
import { drawPerson, type Person } from './person.ts'
import { drawPet, type Pet } from './pet.ts'
import { drawRobot, type Robot } from './robot.ts'
import { drawWear, layerOf, type Wear } from './wear.ts'

export type Expression = 'calm' | 'smiling' | 'laughing' | 'surprised'

/** Where on a body something is worn; `scale` 1 = the head is 80 units wide. */
interface Anchor {
  x: number
  y: number
  scale: number
}

/** A body in layers, back to front, about its own origin: it stands at (0, 0). */
export interface Body {
  back: string
  head: string
  mouth: string
  eyes: string
  /** Drawn over all: an arm that holds something. */
  front: string
  shadow: number
  anchors: Record<'hat' | 'eyes' | 'neck' | 'bag', Anchor>
}

export type Looks = Person | Pet | Bird | Robot

/** Who is in the picture, where, and what it wears. */
export interface Actor {
  id: string
  looks: Looks
  expression: Expression
  wears: Wear[]
  x: number
  y: number
  scale: number
}

function bodyOf({ looks, expression }: Actor): Body {
  switch (looks.kind) {
    case 'person':
      return drawPerson(looks, expression)
    case 'pet':
      return drawPet(looks, expression)
    case 'bird':
      return drawBird(looks, expression)
    case 'robot':
      return drawRobot(looks, expression)
    default:
      return looks satisfies never
  }
}

/** The parts of an actor from back to front; each can be an edit's target. */
export function actorParts(actor: Actor): Part[] {
  const { id, x, y, scale, wears } = actor
  const body = bodyOf(actor)
  const part = (name: string, svg: string): Part[] =>
    svg === '' ? [] : [{ id: `${id}.${name}`, svg: placed(svg, x, y, scale) }]
  const worn = (layer: ReturnType<typeof layerOf>): Part[] =>
    wears
      .filter((wear) => layerOf(wear) === layer)
      .flatMap((wear) => part(wear.name, drawWear(wear, body.anchors)))
  return [
    { id: `${id}.shadow`, svg: contact(x, y, body.shadow * scale) },
    ...worn('behind'),
    ...part('body', body.back),
    ...worn('neck'),
    ...part('head', body.head),
    ...part('mouth', body.mouth),
    ...part('eyes', body.eyes),
    ...worn('front'),
    ...part('front', body.front),
  ]
}

/** Parts that make up who it is; what it casts on the ground is not. */
export const subjectParts = (actor: Actor): string[] =>
  actorParts(actor)
    .map((part) => part.id)
    .filter((id) => !id.endsWith('.shadow'))
