import { tone } from '../paint/part.ts'
import { circle, plain, repeat, shaded, stroked } from '../paint/shade.ts'
import type { Person } from './person.ts'

export type HairStyle =
  | 'long'
  | 'short'
  | 'bun'
  | 'curly'
  | 'bob'
  | 'ponytail'
  | 'braids'
  | 'bald'
  | 'cap'
  | 'headscarf'

const ring = [
  [-40, -62],
  [-46, -38],
  [40, -62],
  [46, -38],
  [-34, -92],
  [34, -92],
  [-12, -106],
  [14, -106],
  [-44, -80],
  [44, -80],
] as const

/** Behind the head and the shoulders. */
export function hairBack({ hair, hairStyle, top }: Person): string {
  const dark = tone(hair, -0.18)
  switch (hairStyle) {
    case 'long':
      return shaded(
        'path d="M-44 -58 Q-50 -112 0 -112 Q50 -112 44 -58 Q48 -10 62 58 Q44 74 22 64 H-22 Q-44 74 -62 58 Q-48 -10 -44 -58Z"',
        dark,
        'fall',
      )
    case 'bob':
      return shaded(
        'path d="M-44 -58 Q-48 -112 0 -112 Q48 -112 44 -58 Q46 -20 50 0 Q28 12 0 10 Q-28 12 -50 0 Q-46 -20 -44 -58Z"',
        dark,
        'fall',
      )
    case 'curly':
      return ring.map(([x, y]) => plain(circle(x, y, 22), dark)).join('')
    case 'bun':
      return shaded(circle(0, -116, 21), dark, 'round')
    case 'ponytail':
      return shaded(
        'path d="M22 -92 Q74 -96 72 -30 Q70 12 54 34 Q52 0 44 -24 Q38 -54 18 -70Z"',
        dark,
        'fall',
      )
    case 'braids':
      return repeat(4, (index) =>
        [-1, 1]
          .map((side) =>
            shaded(circle(side * (44 + index * 2), -26 + index * 21, 14 - index), dark, 'round'),
          )
          .join(''),
      )
    case 'headscarf':
      return shaded(
        'path d="M-48 -50 Q-50 -112 0 -112 Q50 -112 48 -50 Q50 0 66 44 Q0 66 -66 44 Q-50 0 -48 -50Z"',
        tone(top, 0.3),
        'fall',
      )
    case 'short':
    case 'bald':
    case 'cap':
      return ''
    default:
      return hairStyle satisfies never
  }
}

const shine = (hair: string): string => stroked('M-28 -88 Q-14 -99 6 -98', tone(hair, 0.24), 4.5)

const fringes: Partial<Record<HairStyle, string>> = {
  short:
    'M-41 -50 Q-48 -108 2 -109 Q48 -108 41 -50 Q38 -66 33 -76 Q10 -70 -16 -83 Q-31 -78 -34 -66 Q-39 -58 -41 -50Z',
  long: 'M-42 -40 Q-50 -110 0 -110 Q50 -110 42 -40 Q40 -70 14 -86 Q-6 -72 -30 -68 Q-40 -60 -42 -40Z',
  bob: 'M-42 -46 Q-48 -110 0 -110 Q48 -110 42 -46 Q40 -64 36 -70 Q0 -62 -36 -70 Q-40 -64 -42 -46Z',
  bun: 'M-41 -54 Q-46 -108 0 -108 Q46 -108 41 -54 Q36 -80 4 -86 Q-34 -80 -41 -54Z',
  ponytail:
    'M-41 -50 Q-47 -109 0 -109 Q47 -109 41 -50 Q38 -72 22 -84 Q-8 -70 -34 -72 Q-39 -62 -41 -50Z',
  braids: 'M-42 -46 Q-48 -110 0 -110 Q48 -110 42 -46 Q40 -72 2 -90 Q-40 -72 -42 -46Z',
  curly:
    'M-41 -54 Q-47 -108 0 -108 Q47 -108 41 -54 Q34 -74 24 -72 Q12 -84 0 -74 Q-12 -84 -24 -72 Q-34 -74 -41 -54Z',
}

/** Over the forehead. */
export function hairFront({ hair, hairStyle, top }: Person): string {
  if (hairStyle === 'bald') return plain('ellipse cx="-14" cy="-86" rx="10" ry="5"', '#ffffff40')
  if (hairStyle === 'cap')
    return `${plain('path d="M-40 -48 Q-42 -70 -36 -76 H-30 Z M40 -48 Q42 -70 36 -76 H30Z"', hair)}${shaded('path d="M-43 -70 Q-44 -112 0 -112 Q44 -112 43 -70Z"', tone(top, -0.3))}${shaded('path d="M-46 -68 Q0 -84 46 -68 L44 -60 Q0 -74 -44 -60Z"', tone(top, -0.48), 'fall')}`
  if (hairStyle === 'headscarf')
    return `<path d="M-48 -46 Q-50 -112 0 -112 Q50 -112 48 -46 Q46 -6 22 14 Q0 24 -22 14 Q-46 -6 -48 -46Z M-35 -48 Q-33 -20 -18 -5 Q-8 2 0 2 Q8 2 18 -5 Q33 -20 35 -48 Q34 -84 0 -84 Q-34 -84 -35 -48Z" fill="${tone(top, 0.36)}" fill-rule="evenodd"/>${stroked('M-30 4 Q0 34 34 2 M-24 22 Q6 42 40 18', tone(top, 0.1), 2.5)}`
  const fringe = fringes[hairStyle]
  return fringe === undefined ? '' : shaded(`path d="${fringe}"`, hair) + shine(hair)
}
