import { shadow, tone, type Part } from './part.ts'

type Expression = 'calm' | 'smiling' | 'laughing' | 'surprised'
type HairStyle = 'long' | 'short' | 'bun' | 'curly' | 'bob' | 'cap'

export interface Character {
  noun: 'woman' | 'man' | 'girl' | 'boy'
  skin: string
  hair: string
  hairStyle: HairStyle
  top: string
  legs: string
  scarf?: string
  beard?: boolean
  expression: Expression
  sunglasses: boolean
}

/** Drawn about its own origin: the feet at (0, 0), 400 units tall. */
const body = ({ top, legs, skin }: Character): string => `
  <path d="M-38 -170 L-44 -6 H-8 L0 -140 L8 -6 H44 L38 -170Z" fill="${legs}"/>
  <path d="M-50 -8 q22 -12 44 0 v8 h-44z M6 -8 q22 -12 44 0 v8 h-44z" fill="#2b2622"/>
  <path d="M-62 -282 Q-92 -230 -88 -168 L-66 -164 L-56 -236Z M62 -282 Q92 -230 88 -168 L66 -164 L56 -236Z" fill="${tone(top, -0.16)}"/>
  <circle cx="-77" cy="-158" r="14" fill="${skin}"/><circle cx="77" cy="-158" r="14" fill="${skin}"/>
  <path d="M-64 -284 Q0 -312 64 -284 L54 -160 Q0 -146 -54 -160Z" fill="${top}"/>
  <path d="M-64 -284 Q-34 -298 -20 -300 L-30 -152 Q-46 -154 -54 -160Z" fill="${tone(top, 0.18)}" opacity=".5"/>
  <rect x="-17" y="-318" width="34" height="32" rx="12" fill="${tone(skin, -0.14)}"/>`

const scarfOf = ({ scarf }: Character): string =>
  scarf === undefined
    ? ''
    : `<path d="M-46 -304 Q0 -274 46 -304 L48 -282 Q0 -252 -48 -282Z" fill="${scarf}"/><path d="M18 -276 L42 -280 L46 -204 L20 -204Z" fill="${tone(scarf, -0.14)}"/>`

const hairBack = ({ hair, hairStyle }: Character): string => {
  const dark = tone(hair, -0.2)
  switch (hairStyle) {
    case 'long':
      return `<path d="M-66 -372 Q-72 -452 0 -456 Q72 -452 66 -372 L72 -262 Q50 -246 40 -276 L-40 -276 Q-50 -246 -72 -262Z" fill="${dark}"/>`
    case 'bob':
      return `<path d="M-66 -372 Q-70 -452 0 -456 Q70 -452 66 -372 L62 -316 Q0 -296 -62 -316Z" fill="${dark}"/>`
    case 'curly':
      return [
        [-52, -392],
        [-60, -358],
        [52, -392],
        [60, -358],
        [-30, -430],
        [30, -430],
        [0, -440],
        [-54, -424],
        [54, -424],
      ]
        .map(([x, y]) => `<circle cx="${x}" cy="${y}" r="30" fill="${dark}"/>`)
        .join('')
    case 'bun':
      return `<circle cx="0" cy="-462" r="28" fill="${dark}"/>`
    case 'short':
    case 'cap':
      return ''
    default:
      return hairStyle satisfies never
  }
}

const hairFront = ({ hair, hairStyle, top }: Character): string => {
  if (hairStyle === 'cap') {
    return `<path d="M-60 -384 Q-60 -446 0 -448 Q60 -446 60 -384Z" fill="${tone(top, -0.25)}"/><path d="M20 -392 h64 q8 10 -6 14 h-58z" fill="${tone(top, -0.4)}"/>`
  }
  return `<path d="M-60 -366 Q-68 -448 0 -448 Q68 -448 60 -366 Q54 -404 26 -412 Q-8 -398 -40 -404 Q-56 -394 -60 -366Z" fill="${hair}"/>`
}

const mouths: Record<Expression, string> = {
  calm: '<path d="M-14 -334 Q0 -330 14 -334" stroke="#8d3b32" stroke-width="4" fill="none" stroke-linecap="round"/>',
  smiling:
    '<path d="M-20 -340 Q0 -320 20 -340" stroke="#8d3b32" stroke-width="5" fill="none" stroke-linecap="round"/>',
  laughing:
    '<path d="M-24 -344 Q0 -304 24 -344Z" fill="#7c2230"/><path d="M-18 -343 h36 l-3 7 h-30z" fill="#fff"/>',
  surprised: '<ellipse cx="0" cy="-334" rx="10" ry="13" fill="#7c2230"/>',
}

const eyes = ({ expression, sunglasses }: Character): string => {
  if (sunglasses) {
    return '<path d="M-46 -382 h38 v14 q-4 16 -20 16 t-18 -16z M8 -382 h38 v14 q-2 16 -18 16 t-20 -16z M-8 -378 h16 v5 h-16z" fill="#14161c"/><path d="M-40 -378 l12 0 l-10 12z M14 -378 l12 0 l-10 12z" fill="#5b6478"/>'
  }
  if (expression === 'laughing') {
    return '<path d="M-34 -370 q10 -12 20 0 M14 -370 q10 -12 20 0" stroke="#2a2320" stroke-width="5" fill="none" stroke-linecap="round"/>'
  }
  const open = expression === 'surprised' ? 10 : 8
  return `<ellipse cx="-24" cy="-370" rx="7" ry="${open}" fill="#2a2320"/><ellipse cx="24" cy="-370" rx="7" ry="${open}" fill="#2a2320"/><circle cx="-22" cy="-373" r="2.4" fill="#fff"/><circle cx="26" cy="-373" r="2.4" fill="#fff"/>`
}

const face = (one: Character): string => `
  <ellipse cx="-57" cy="-366" rx="9" ry="13" fill="${tone(one.skin, -0.1)}"/><ellipse cx="57" cy="-366" rx="9" ry="13" fill="${tone(one.skin, -0.1)}"/>
  <path d="M-56 -386 Q-56 -440 0 -440 Q56 -440 56 -386 Q56 -312 0 -304 Q-56 -312 -56 -386Z" fill="${one.skin}"/>
  ${one.beard ? `<path d="M-54 -362 Q-50 -300 0 -296 Q50 -300 54 -362 Q40 -336 18 -346 H-18 Q-40 -336 -54 -362Z" fill="${tone(one.hair, 0.08)}"/>` : ''}
  <circle cx="-34" cy="-346" r="11" fill="#e8735a" opacity=".28"/><circle cx="34" cy="-346" r="11" fill="#e8735a" opacity=".28"/>
  <path d="M-36 -390 q12 -8 22 -2 M14 -392 q10 -6 22 2" stroke="${tone(one.hair, -0.3)}" stroke-width="5" fill="none" stroke-linecap="round"/>
  <path d="M-2 -368 q8 12 -3 15" stroke="${tone(one.skin, -0.3)}" stroke-width="4" fill="none" stroke-linecap="round"/>`

export interface Placed {
  x: number
  y: number
  scale: number
}

/** A person as parts: body, clothes, face features; each can be an edit's target. */
export function characterParts(one: Character, { x, y, scale }: Placed): Part[] {
  const at = (svg: string): string =>
    `<g transform="translate(${x} ${y}) scale(${scale})">${svg}</g>`
  return [
    { id: 'person-shadow', svg: shadow(x, y, 78 * scale) },
    { id: 'person', svg: at(hairBack(one) + body(one)) },
    { id: 'scarf', svg: at(scarfOf(one)) },
    { id: 'head', svg: at(face(one) + hairFront(one)) },
    { id: 'mouth', svg: at(mouths[one.expression]) },
    { id: 'eyes', svg: at(eyes(one)) },
  ]
}

/** Parts that make up who the person is. */
export const subjectParts = ['person', 'scarf', 'head', 'mouth', 'eyes']
