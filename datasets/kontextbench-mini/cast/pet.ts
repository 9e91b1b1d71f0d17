import { tone } from '../paint/part.ts'
import { circle, ellipse, plain, shaded, stroked } from '../paint/shade.ts'
import type { Body, Expression } from './actor.ts'

/** An animal that sits and looks at us. */
export interface Pet {
  kind: 'pet'
  noun: 'dog' | 'cat' | 'fox'
  coat: string
  /** Chest, muzzle and paws. */
  light: string
  /** A dog's ears, a cat's stripes, a fox's tips. */
  mark: string
}

const ears: Record<Pet['noun'], (pet: Pet) => string> = {
  dog: ({ mark }) =>
    shaded(
      'path d="M-44 -42 Q-86 -44 -84 6 Q-82 40 -64 42 Q-48 30 -46 0Z M44 -42 Q86 -44 84 6 Q82 40 64 42 Q48 30 46 0Z"',
      mark,
      'fall',
    ),
  cat: ({ coat }) =>
    `${shaded('path d="M-62 -24 L-58 -86 L-14 -54Z M62 -24 L58 -86 L14 -54Z"', coat, 'fall')}${plain('path d="M-54 -40 L-52 -70 L-30 -53Z M54 -40 L52 -70 L30 -53Z"', '#e9a6a0')}`,
  fox: ({ coat, mark }) =>
    `${shaded('path d="M-66 -20 Q-98 -92 -84 -138 Q-40 -112 -14 -54Z M66 -20 Q98 -92 84 -138 Q40 -112 14 -54Z"', coat, 'fall')}${plain('path d="M-60 -38 Q-80 -84 -76 -116 Q-48 -92 -30 -56Z M60 -38 Q80 -84 76 -116 Q48 -92 30 -56Z"', tone(mark, 0.62))}`,
}

const skull: Record<Pet['noun'], string> = {
  dog: 'path d="M-60 -10 Q-62 -64 0 -64 Q62 -64 60 -10 Q56 50 0 52 Q-56 50 -60 -10Z"',
  cat: 'path d="M-68 2 Q-66 -60 0 -60 Q66 -60 68 2 Q58 48 0 48 Q-58 48 -68 2Z"',
  fox: 'path d="M-74 8 Q-66 -58 0 -58 Q66 -58 74 8 Q40 34 14 50 Q0 58 -14 50 Q-40 34 -74 8Z"',
}

const tails: Record<Pet['noun'], (pet: Pet) => string> = {
  dog: ({ coat, mark }) =>
    stroked('M66 -34 Q124 -52 116 -118', coat, 24) +
    stroked('M117 -100 Q117 -112 116 -118', mark, 22),
  cat: ({ coat, mark }) =>
    stroked('M62 -26 Q134 -16 126 -92 Q122 -124 102 -118', coat, 20) +
    stroked('M128 -76 l-1 -6 M124 -108 l-3 -4', mark, 20),
  fox: ({ coat, light }) =>
    shaded(
      'path d="M50 -10 Q150 6 158 -78 Q160 -118 132 -142 Q124 -96 98 -84 Q64 -66 50 -10Z"',
      coat,
      'fall',
    ) + plain('path d="M158 -78 Q160 -118 132 -142 Q128 -112 114 -96 Q138 -98 158 -78Z"', light),
}

const face: Record<Pet['noun'], (pet: Pet) => string> = {
  dog: ({ light, mark }) =>
    plain('path d="M14 -62 Q60 -58 58 -8 Q52 18 30 10 Q6 -8 14 -62Z"', mark) +
    plain(
      'path d="M-12 -62 Q0 -40 -2 -6 Q-44 4 -40 30 Q-34 52 0 52 Q34 52 40 30 Q42 4 6 -6 Q4 -40 12 -62Z"',
      light,
    ),
  cat: ({ light, mark }) =>
    stroked(
      'M-14 -58 L-10 -38 M0 -60 V-38 M14 -58 L10 -38 M-66 -4 L-46 0 M-64 14 L-46 12 M66 -4 L46 0 M64 14 L46 12',
      mark,
      7,
    ) + plain(ellipse(0, 24, 34, 23), light),
  fox: ({ light }) =>
    plain(
      'path d="M-74 8 Q-40 -8 -12 14 Q0 18 12 14 Q40 -8 74 8 Q40 34 14 50 Q0 58 -14 50 Q-40 34 -74 8Z"',
      light,
    ),
}

const nose = (noun: Pet['noun']): string =>
  noun === 'cat'
    ? plain('path d="M-9 8 H9 Q8 18 0 19 Q-8 18 -9 8Z"', '#d9737a')
    : shaded('path d="M-13 4 Q0 -4 13 4 Q14 18 0 21 Q-14 18 -13 4Z"', '#2a2228', 'fall')

const whiskers = (noun: Pet['noun']): string =>
  noun === 'dog'
    ? ''
    : stroked('M-24 22 L-74 14 M-24 28 L-72 34 M24 22 L74 14 M24 28 L72 34', '#ffffffb0', 2.2)

const mouths: Record<Expression, string> = {
  calm: stroked('M0 20 V28 M-14 30 Q0 36 14 30', '#3a2a2c', 3),
  smiling: stroked('M0 20 V27 M-20 26 Q-10 38 0 28 Q10 38 20 26', '#3a2a2c', 3.2),
  laughing: `<path d="M-20 26 Q0 30 20 26 Q18 48 0 48 Q-18 48 -20 26Z" fill="#6d2230"/><path d="M-10 34 Q0 30 10 34 L9 56 Q0 66 -9 56Z" fill="#ec8a92"/>${stroked('M0 36 V54', '#d56a76', 2.5)}`,
  surprised: plain(ellipse(0, 36, 8, 10), '#6d2230'),
}

function eyes(expression: Expression): string {
  if (expression === 'laughing')
    return stroked('M-36 -10 Q-26 -22 -16 -10 M16 -10 Q26 -22 36 -10', '#241c22', 4.5)
  const tall = expression === 'surprised' ? 14 : 10
  const white =
    expression === 'surprised'
      ? `<g fill="#fff"><${ellipse(-26, -12, 13, 18)}/><${ellipse(26, -12, 13, 18)}/></g>`
      : ''
  return `${white}<g fill="#241c22"><${ellipse(-26, -12, 8.5, tall)}/><${ellipse(26, -12, 8.5, tall)}/></g><g fill="#fff"><${circle(-23, -16, 3)}/><${circle(29, -16, 3)}/></g>`
}

const at = (svg: string): string => `<g transform="translate(0 -226)">${svg}</g>`

/** About 300 units high, ears not counted. */
export function drawPet(pet: Pet, expression: Expression): Body {
  const { coat, light, noun } = pet
  return {
    back: [
      tails[noun](pet),
      shaded(
        'path d="M-56 -180 Q-104 -80 -92 -14 Q-90 0 -72 0 H72 Q90 0 92 -14 Q104 -80 56 -180Z"',
        coat,
      ),
      plain('path d="M-34 -176 Q-44 -110 -26 -76 Q0 -56 26 -76 Q44 -110 34 -176Z"', light),
      stroked('M-54 -8 Q-70 -60 -50 -84 M54 -8 Q70 -60 50 -84', tone(coat, -0.2), 4),
      shaded(
        'path d="M-40 -110 Q-34 -40 -38 -16 Q-46 0 -24 0 H-6 Q-2 -40 -4 -100Z M40 -110 Q34 -40 38 -16 Q46 0 24 0 H6 Q2 -40 4 -100Z"',
        coat,
      ),
      shaded(
        `path d="M-44 -10 Q-42 -24 -24 -24 Q-6 -24 -4 -8 Q-4 0 -12 0 H-36 Q-44 0 -44 -10Z M44 -10 Q42 -24 24 -24 Q6 -24 4 -8 Q4 0 12 0 H36 Q44 0 44 -10Z"`,
        light,
        'fall',
      ),
      stroked('M-30 -12 V-2 M-18 -12 V-2 M30 -12 V-2 M18 -12 V-2', tone(light, -0.25), 2.2),
    ].join(''),
    head: at(
      (noun === 'dog' ? '' : ears[noun](pet)) +
        shaded(skull[noun], coat, 'round') +
        face[noun](pet) +
        (noun === 'dog' ? ears.dog(pet) : '') +
        whiskers(noun) +
        nose(noun),
    ),
    mouth: at(mouths[expression]),
    eyes: at(eyes(expression)),
    front: '',
    shadow: 112,
    anchors: {
      hat: { x: 0, y: -280, scale: 1.2 },
      eyes: { x: 0, y: -238, scale: 1.45 },
      neck: { x: 0, y: -172, scale: 1.3 },
      bag: { x: 50, y: -90, scale: 1 },
    },
  }
}
