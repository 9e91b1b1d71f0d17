import { tone } from '../paint/part.ts'
import { placed, shaded } from '../paint/shade.ts'
import type { Body, Expression } from './actor.ts'
import { drawArms, type Pose } from './arm.ts'
import { drawClothes, type Outfit } from './clothes.ts'
import { drawEyes, drawFace, drawMouth } from './face.ts'
import { hairBack, hairFront, type HairStyle } from './hair.ts'

export interface Person {
  kind: 'person'
  noun: 'woman' | 'man' | 'girl' | 'boy'
  skin: string
  hair: string
  hairStyle: HairStyle
  outfit: Outfit
  top: string
  legs: string
  pose: Pose
  beard?: boolean
}

export interface Frame {
  /** Half widths. */
  shoulder: number
  waist: number
  hip: number
  /** Of the body below the chin: a child's head is as large as a grown person's, its body is not. */
  scale: number
}

const frames: Record<Person['noun'], Frame> = {
  woman: { shoulder: 51, waist: 37, hip: 45, scale: 1 },
  man: { shoulder: 61, waist: 47, hip: 45, scale: 1.04 },
  girl: { shoulder: 50, waist: 40, hip: 45, scale: 0.7 },
  boy: { shoulder: 53, waist: 43, hip: 45, scale: 0.74 },
}

/** The chin of a grown person stands this high over the ground. */
const chinHeight = 378

const neck = (skin: string): string =>
  shaded('path d="M-14 -392 H14 V-352 Q0 -338 -14 -352Z"', tone(skin, -0.12), 'fall')

/** Grown people are 480 units tall, children 370. */
export function drawPerson(person: Person, expression: Expression): Body {
  const frame = frames[person.noun]
  const chin = -chinHeight * frame.scale
  const bodily = (svg: string): string => placed(svg, 0, 0, frame.scale)
  const heady = (svg: string): string => placed(svg, 0, chin)
  const arms = drawArms(person, frame)
  return {
    back:
      heady(hairBack(person)) +
      bodily(arms.behind + neck(person.skin) + drawClothes(person, frame)),
    head: heady(drawFace(person) + hairFront(person)),
    mouth: heady(drawMouth(expression, person)),
    eyes: heady(drawEyes(expression, person)),
    front: bodily(arms.front),
    shadow: 74 * frame.scale + 8,
    anchors: {
      hat: { x: 0, y: chin - 78, scale: 1 },
      eyes: { x: 0, y: chin - 45, scale: 1 },
      neck: { x: 0, y: chin + 12, scale: 0.72 + 0.28 * frame.scale },
      bag: { x: frame.shoulder * frame.scale, y: -214 * frame.scale, scale: frame.scale },
    },
  }
}
