import { tone } from '../paint/part.ts'
import { band, circle, plain, rect, shaded, stroked } from '../paint/shade.ts'
import type { Frame, Person } from './person.ts'

export type Outfit =
  | 'sweater'
  | 'tee'
  | 'shirt'
  | 'stripes'
  | 'coat'
  | 'dress'
  | 'skirt'
  | 'apron'
  | 'overalls'

const shoes = (fill: string): string =>
  shaded(
    'path d="M-45 0 Q-47 -19 -29 -21 H-14 L-12 -2 Q-12 0 -15 0Z M45 0 Q47 -19 29 -21 H14 L12 -2 Q12 0 15 0Z"',
    fill,
    'fall',
  )

const trousers = (fill: string, hip: number): string =>
  shaded(
    `path d="M-${hip} -222 Q-${hip + 2} -120 -41 -14 H-11 Q-9 -110 -3 -184 H3 Q9 -110 11 -14 H41 Q${hip + 2} -120 ${hip} -222Z"`,
    fill,
  ) + stroked('M0 -206 V-180', tone(fill, -0.3), 3)

const bareLegs = (skin: string, from: number): string =>
  stroked(`M-24 ${from} L-26 -18 M24 ${from} L26 -18`, tone(skin, -0.06), 23) +
  stroked(`M-28 ${from} L-30 -24 M20 ${from} L22 -24`, tone(skin, 0.14), 7)

const skirt = (fill: string, { waist, hip }: Frame, low: number): string =>
  shaded(
    `path d="M-${waist} -252 Q-${hip + 6} -215 -${hip + 22} ${low} Q0 ${low + 16} ${hip + 22} ${low} Q${hip + 6} -215 ${waist} -252Z"`,
    fill,
  ) + stroked(`M-14 -200 L-22 ${low + 4} M18 -196 L28 ${low + 3}`, tone(fill, -0.18), 3)

const torsoPath = ({ shoulder: s, waist: w, hip: h }: Frame, low: number): string =>
  `M-17 -366 Q-${s - 2} -362 -${s} -330 Q-${s - 4} -300 -${w} -262 L-${h} ${low} Q0 ${low + 10} ${h} ${low} L${w} -262 Q${s - 4} -300 ${s} -330 Q${s - 2} -362 17 -366 Q0 -350 -17 -366Z`

const torso = (fill: string, frame: Frame, low = -208): string =>
  shaded(`path d="${torsoPath(frame, low)}"`, fill)

const collar = (fill: string): string =>
  plain(
    'path d="M-19 -366 L-2 -346 L-18 -336 L-30 -360Z M19 -366 L2 -346 L18 -336 L30 -360Z"',
    fill,
  )

const roundNeck = (fill: string): string => stroked('M-20 -363 Q0 -346 20 -363', fill, 7)

const belt = ({ hip }: Frame): string =>
  plain(rect(-hip, -226, hip * 2, 12, 3), '#3a2b22') + plain(rect(-9, -227, 18, 14, 3), '#d8b25a')

function stripes(frame: Frame, fill: string): string {
  const bands = [-334, -306, -278, -250, -222]
    .map((y) => {
      const half = y < -300 ? frame.shoulder - 1 : frame.waist + 3
      return `M-${half} ${y} Q0 ${y + 10} ${half} ${y}`
    })
    .join(' ')
  return band(bands, fill, 9)
}

/** What is worn below the chin, legs and shoes too. */
export function drawClothes({ outfit, top, legs, skin }: Person, frame: Frame): string {
  const dark = tone(top, -0.26)
  const legged = trousers(legs, frame.hip) + shoes('#33292a')
  switch (outfit) {
    case 'sweater':
      return `${legged}${torso(top, frame)}${roundNeck(dark)}${stroked(`M-${frame.hip - 4} -212 Q0 -202 ${frame.hip - 4} -212`, dark, 9)}`
    case 'tee':
      return `${legged}${torso(top, frame)}${roundNeck(tone(top, 0.3))}`
    case 'shirt':
      return `${legged}${torso(top, frame, -218)}${belt(frame)}${stroked('M0 -346 V-228', dark, 2.5)}${[-326, -300, -274, -248].map((y) => plain(circle(0, y, 3.2), tone(top, 0.55))).join('')}${collar(tone(top, 0.2))}`
    case 'stripes':
      return `${legged}${torso(top, frame)}${stripes(frame, tone(top, 0.62))}${roundNeck(dark)}`
    case 'coat':
      return `${legged}${torso(top, frame, -128)}${stroked('M0 -344 V-124', dark, 3)}${[-306, -262, -218].map((y) => plain(circle(9, y, 4.5), tone(top, -0.5))).join('')}${stroked(`M-${frame.waist - 4} -196 h20 M${frame.waist - 16} -196 h20`, dark, 5)}${collar(dark)}`
    case 'dress':
      return `${bareLegs(skin, -120)}${shoes('#4a2f35')}${skirt(top, frame, -112)}${torso(top, frame, -246)}${stroked(`M-${frame.waist} -254 Q0 -246 ${frame.waist} -254`, dark, 9)}${roundNeck(tone(top, 0.35))}`
    case 'skirt':
      return `${bareLegs(skin, -130)}${shoes('#33292a')}${torso(top, frame, -232)}${skirt(legs, frame, -124)}${roundNeck(dark)}`
    case 'apron':
      return `${legged}${torso(top, frame)}${collar(tone(top, 0.2))}${shaded(`path d="M-22 -326 H22 L26 -262 H${frame.waist + 4} L${frame.hip + 4} -136 Q0 -122 -${frame.hip + 4} -136 L-${frame.waist + 4} -262 H-26Z"`, '#f4efe3')}${stroked('M-22 -326 L-15 -360 M22 -326 L15 -360', '#f4efe3', 5)}${stroked('M-20 -206 Q0 -198 20 -206 V-172 Q0 -166 -20 -172Z', '#cfc6b2', 3)}`
    case 'overalls':
      return `${torso(top, frame)}${legged}${shaded(`path d="M-26 -308 H26 L${frame.waist + 2} -252 L${frame.hip} -214 H-${frame.hip} L-${frame.waist + 2} -252Z"`, legs)}${stroked('M-24 -304 L-30 -356 M24 -304 L30 -356', legs, 10)}${plain(circle(-24, -302, 5), '#e7c765')}${plain(circle(24, -302, 5), '#e7c765')}${roundNeck(tone(top, 0.3))}`
    default:
      return outfit satisfies never
  }
}
