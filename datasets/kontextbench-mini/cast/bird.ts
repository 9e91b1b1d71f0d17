import { tone } from '../paint/part.ts'
import { circle, ellipse, plain, repeat, shaded, stroked } from '../paint/shade.ts'
import type { Body, Expression } from './actor.ts'

export interface Bird {
  kind: 'bird'
  noun: 'owl' | 'parrot' | 'penguin'
  feathers: string
  belly: string
  /** Wings of a parrot, brows of an owl. */
  mark: string
}

const bodyPath =
  'path d="M-72 -60 Q-90 -150 -62 -214 Q-34 -262 0 -262 Q34 -262 62 -214 Q90 -150 72 -60 Q50 -10 0 -10 Q-50 -10 -72 -60Z"'

const feet = (fill: string): string =>
  shaded(
    'path d="M-46 0 Q-44 -18 -26 -20 Q-8 -18 -6 0Z M46 0 Q44 -18 26 -20 Q8 -18 6 0Z"',
    fill,
    'fall',
  ) + stroked('M-32 -12 V-2 M-20 -12 V-2 M32 -12 V-2 M20 -12 V-2', tone(fill, -0.3), 2.5)

const wings = (fill: string): string =>
  shaded(
    'path d="M-70 -176 Q-116 -110 -82 -48 Q-58 -84 -60 -160Z M70 -176 Q116 -110 82 -48 Q58 -84 60 -160Z"',
    fill,
    'fall',
  )

const extras: Record<Bird['noun'], (bird: Bird) => { behind: string; over: string }> = {
  owl: ({ feathers, mark, belly }) => ({
    behind: shaded(
      'path d="M-58 -222 L-66 -290 L-20 -250Z M58 -222 L66 -290 L20 -250Z"',
      tone(feathers, -0.12),
      'fall',
    ),
    over:
      stroked(
        [0, 1, 2]
          .map((row) =>
            [-1, 0, 1]
              .map((col) => `M${col * 26 - 9 + (row % 2) * 4} ${-112 + row * 26} q9 10 18 0`)
              .join(' '),
          )
          .join(' '),
        tone(belly, -0.28),
        4,
      ) + `<g fill="${tone(mark, 0.4)}"><${circle(-28, -196, 31)}/><${circle(28, -196, 31)}/></g>`,
  }),
  parrot: ({ feathers, mark }) => ({
    behind:
      shaded(
        'path d="M40 -60 Q96 -40 118 2 Q100 12 84 6 Q50 -10 30 -40Z"',
        tone(mark, -0.1),
        'fall',
      ) +
      repeat(
        3,
        (index) =>
          `<g transform="translate(0 -252) rotate(${-34 + index * 26})">${shaded('path d="M-9 4 Q-16 -34 0 -56 Q16 -34 9 4Z"', index === 1 ? feathers : tone(mark, 0.1), 'fall')}</g>`,
      ),
    over: `<g fill="#fbf6ea"><${ellipse(-32, -196, 24, 27)}/><${ellipse(32, -196, 24, 27)}/></g>`,
  }),
  penguin: ({ belly }) => ({
    behind: '',
    over: plain(
      'path d="M0 -226 Q-20 -246 -44 -232 Q-62 -204 -44 -172 Q-20 -150 0 -160 Q20 -150 44 -172 Q62 -204 44 -232 Q20 -246 0 -226Z"',
      belly,
    ),
  }),
}

const beakColour: Record<Bird['noun'], string> = {
  owl: '#e0a13c',
  parrot: '#33313a',
  penguin: '#f0962f',
}

function beak(noun: Bird['noun'], expression: Expression): string {
  const fill = beakColour[noun]
  const upper = shaded(
    'path d="M-17 -188 Q0 -202 17 -188 Q14 -166 0 -156 Q-14 -166 -17 -188Z"',
    fill,
    'fall',
  )
  if (expression === 'calm') return upper
  const drop = { smiling: 150, laughing: 136, surprised: 142 }[expression]
  return `<path d="M-13 -176 Q0 -166 13 -176 Q10 -${drop} 0 -${drop - 2} Q-10 -${drop} -13 -176Z" fill="#8a2f35"/><path d="M-10 -164 Q0 -150 10 -164 Q8 -${drop - 3} 0 -${drop - 5} Q-8 -${drop - 3} -10 -164Z" fill="${tone(fill, -0.2)}"/>${upper}`
}

function eyes(noun: Bird['noun'], expression: Expression): string {
  const x = noun === 'penguin' ? 26 : noun === 'owl' ? 28 : 32
  if (expression === 'laughing')
    return stroked(
      `M-${x + 10} -196 Q-${x} -210 -${x - 10} -196 M${x - 10} -196 Q${x} -210 ${x + 10} -196`,
      '#241c22',
      4.5,
    )
  const size = { calm: 9, smiling: 9, surprised: 13 }[expression]
  const iris =
    noun === 'owl'
      ? `<g fill="#f4b93e"><${circle(-x, -197, 19)}/><${circle(x, -197, 19)}/></g>`
      : ''
  return `${iris}<g fill="#241c22"><${circle(-x, -197, size)}/><${circle(x, -197, size)}/></g><g fill="#fff"><${circle(3 - x, -201, 3.2)}/><${circle(x + 3, -201, 3.2)}/></g>`
}

/** About 265 units high. */
export function drawBird(bird: Bird, expression: Expression): Body {
  const { noun, feathers, belly, mark } = bird
  const { behind, over } = extras[noun](bird)
  return {
    back:
      behind +
      feet(noun === 'penguin' ? '#f0962f' : '#d9a05a') +
      shaded(bodyPath, feathers, 'round') +
      plain(
        'path d="M-48 -90 Q-52 -150 0 -156 Q52 -150 48 -90 Q40 -24 0 -20 Q-40 -24 -48 -90Z"',
        belly,
      ) +
      wings(noun === 'owl' ? tone(feathers, -0.2) : mark),
    head: over,
    mouth: beak(noun, expression),
    eyes: eyes(noun, expression),
    front: '',
    shadow: 84,
    anchors: {
      hat: { x: 0, y: -248, scale: 1.15 },
      eyes: { x: 0, y: -197, scale: 1.7 },
      neck: { x: 0, y: -142, scale: 1.5 },
      bag: { x: 60, y: -96, scale: 0.9 },
    },
  }
}
