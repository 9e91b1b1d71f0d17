import { tone } from '../paint/part.ts'
import { circle, ellipse, plain, shaded, stroked } from '../paint/shade.ts'
import type { Expression } from './actor.ts'
import type { Person } from './person.ts'

const outline =
  'M-39 -54 Q-41 -98 0 -98 Q41 -98 39 -54 Q38 -22 20 -6 Q9 3 0 3 Q-9 3 -20 -6 Q-38 -22 -39 -54Z'

const jaw = (fill: string): string =>
  shaded(
    'path d="M-39 -50 Q-38 -20 -20 -3 Q-9 7 0 7 Q9 7 20 -3 Q38 -20 39 -50 Q32 -28 17 -30 Q0 -36 -17 -30 Q-32 -28 -39 -50Z"',
    fill,
  )

/** A head about its chin, 100 units high; the face features are parts of their own. */
export function drawFace({ skin, hair, beard, noun }: Person): string {
  const ear = tone(skin, -0.1)
  const grown = noun === 'man' || noun === 'woman'
  return [
    plain(ellipse(-39, -44, 7, 10), ear),
    plain(ellipse(39, -44, 7, 10), ear),
    shaded(`path d="${outline}"`, skin),
    beard ? jaw(tone(hair, 0.06)) : '',
    `<g fill="#e5644e" opacity=".24">${`<${circle(-23, -27, 8)}/><${circle(23, -27, 8)}/>`}</g>`,
    stroked('M1 -42 Q7 -31 -2 -29', tone(skin, -0.28), 2.8),
    stroked(
      grown
        ? 'M-26 -60 Q-17 -66 -9 -61 M9 -61 Q17 -66 26 -60'
        : 'M-24 -61 Q-17 -65 -10 -62 M10 -62 Q17 -65 24 -61',
      tone(hair, -0.25),
      noun === 'man' ? 4.6 : 3.4,
    ),
  ].join('')
}

const lip = '#a8453f'

const mouths: Record<Expression, string> = {
  calm: stroked('M-9 -16 Q0 -13 9 -16', lip, 3),
  smiling: stroked('M-13 -18 Q0 -7 13 -18', lip, 3.4),
  laughing:
    '<path d="M-15 -21 Q0 -25 15 -21 Q13 -2 0 -2 Q-13 -2 -15 -21Z" fill="#7c2230"/><path d="M-13 -20 Q0 -23 13 -20 L12 -15 Q0 -13 -12 -15Z" fill="#fff"/><path d="M-8 -6 Q0 -12 8 -6 Q4 -2 0 -2 Q-4 -2 -8 -6Z" fill="#e0736f"/>',
  surprised: plain(ellipse(0, -13, 6.5, 9), '#7c2230'),
}

/** Lips show pale in a beard. */
export const drawMouth = (expression: Expression, { beard }: Pick<Person, 'beard'>): string =>
  beard ? mouths[expression].replace(lip, '#f0a79a') : mouths[expression]

/** Eyes; lashes for women and girls. */
export function drawEyes(expression: Expression, { noun }: Pick<Person, 'noun'>): string {
  if (expression === 'laughing')
    return stroked('M-24 -44 Q-17 -53 -10 -44 M10 -44 Q17 -53 24 -44', '#2a2026', 3.6)
  const tall = expression === 'surprised' ? 8.5 : 6.4
  const white =
    expression === 'surprised'
      ? `<g fill="#fff"><${ellipse(-17, -46, 8, 11)}/><${ellipse(17, -46, 8, 11)}/></g>`
      : ''
  const lashes =
    noun === 'woman' || noun === 'girl'
      ? stroked(
          'M-23 -50 Q-17 -56 -11 -51 M-23 -50 l-4 -2 M23 -50 Q17 -56 11 -51 M23 -50 l4 -2',
          '#2a2026',
          2.4,
        )
      : ''
  return `${white}<g fill="#2a2026"><${ellipse(-17, -46, 5, tall)}/><${ellipse(17, -46, 5, tall)}/></g><g fill="#fff"><${circle(-15.5, -48.5, 1.8)}/><${circle(18.5, -48.5, 1.8)}/></g>${lashes}`
}
