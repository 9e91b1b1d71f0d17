import { tone } from '../paint/part.ts'
import { circle, ellipse, placed, plain, rect, repeat, shaded, stroked } from '../paint/shade.ts'
import type { Body } from './actor.ts'

const wearNames = [
  'scarf',
  'bow-tie',
  'sunglasses',
  'glasses',
  'straw-hat',
  'top-hat',
  'beanie',
  'crown',
  'flower',
  'headphones',
  'bag',
  'backpack',
] as const
type WearName = (typeof wearNames)[number]

export interface Wear {
  name: WearName
  hex: string
}

interface Kind {
  at: keyof Body['anchors']
  layer: 'behind' | 'neck' | 'front'
  draw: (hex: string) => string
  /** Where it looks otherwise when nobody wears it. */
  alone?: (hex: string) => string
}

const pouch = (hex: string): string =>
  `${shaded(rect(-40, 0, 74, 62, 12), hex)}${shaded('path d="M-40 12 Q-40 0 -28 0 H22 Q34 0 34 12 Q30 36 -3 36 Q-36 36 -40 12Z"', tone(hex, -0.16), 'fall')}${plain(rect(-10, 28, 14, 14, 4), '#e7c765')}`

/** Each is drawn about its anchor on a head 80 units wide. */
const kinds: Record<WearName, Kind> = {
  scarf: {
    at: 'neck',
    layer: 'neck',
    draw: (hex) =>
      `${shaded('path d="M14 4 L34 0 Q42 40 40 84 Q28 90 16 84 Q20 40 14 4Z"', tone(hex, -0.14), 'fall')}${stroked('M18 84 v9 M24 86 v9 M30 86 v9 M36 84 v9', tone(hex, -0.14), 3)}${shaded('path d="M-42 -8 Q0 16 42 -8 Q48 6 42 18 Q0 40 -42 18 Q-48 6 -42 -8Z"', hex)}${stroked('M-38 4 Q0 26 38 4', tone(hex, -0.2), 2.5)}`,
  },
  'bow-tie': {
    at: 'neck',
    layer: 'neck',
    draw: (hex) =>
      `${shaded('path d="M-4 12 L-30 -2 Q-36 12 -30 28 L-4 16 H4 L30 28 Q36 12 30 -2 L4 12Z"', hex)}${plain(rect(-7, 5, 14, 17, 5), tone(hex, -0.28))}`,
  },
  sunglasses: {
    at: 'eyes',
    layer: 'front',
    draw: (hex) =>
      `<path d="M-34 -11 H-4 Q-2 -11 -3 -6 Q-4 12 -18 13 Q-33 13 -35 -4Z M34 -11 H4 Q2 -11 3 -6 Q4 12 18 13 Q33 13 35 -4Z M-5 -9 H5 V-4 H-5Z M-34 -10 L-42 -6 V-2 L-34 -4Z M34 -10 L42 -6 V-2 L34 -4Z" fill="${hex}"/>${stroked('M-28 -5 L-20 6 M10 -5 L18 6', '#ffffff66', 4)}`,
  },
  glasses: {
    at: 'eyes',
    layer: 'front',
    draw: (hex) =>
      `<g fill="#ffffff38" stroke="${hex}" stroke-width="3.5"><${circle(-17, 0, 14)}/><${circle(17, 0, 14)}/></g>${stroked('M-4 -3 Q0 -6 4 -3 M-31 -3 L-40 -5 M31 -3 L40 -5', hex, 3.5)}`,
  },
  'straw-hat': {
    at: 'hat',
    layer: 'front',
    draw: (hex) =>
      `${shaded(ellipse(0, 6, 74, 17), hex, 'fall')}${shaded('path d="M-40 4 Q-40 -44 0 -44 Q40 -44 40 4 Q0 16 -40 4Z"', tone(hex, 0.08))}${plain('path d="M-41 -8 Q0 4 41 -8 L41 4 Q0 16 -41 4Z"', tone(hex, -0.55))}`,
  },
  'top-hat': {
    at: 'hat',
    layer: 'front',
    draw: (hex) =>
      `${shaded(ellipse(0, 4, 64, 13), tone(hex, -0.12), 'fall')}${shaded('path d="M-38 4 L-43 -82 Q0 -92 43 -82 L38 4 Q0 13 -38 4Z"', hex)}${plain('path d="M-38.5 -14 Q0 -6 38.5 -14 L38 4 Q0 13 -38 4Z"', '#c9a24a')}${plain(ellipse(0, -83, 43, 7), tone(hex, 0.16))}`,
  },
  beanie: {
    at: 'hat',
    layer: 'front',
    draw: (hex) =>
      `${shaded(circle(0, -48, 14), tone(hex, 0.5), 'round')}${shaded('path d="M-45 6 Q-48 -42 0 -42 Q48 -42 45 6Z"', hex)}${shaded(rect(-48, -8, 96, 24, 12), tone(hex, -0.2), 'fall')}${stroked('M-30 -4 v14 M-15 -4 v15 M0 -4 v15 M15 -4 v15 M30 -4 v14', tone(hex, -0.34), 3)}`,
  },
  crown: {
    at: 'hat',
    layer: 'front',
    draw: (hex) =>
      `${shaded('path d="M-40 6 L-46 -42 L-22 -18 L0 -52 L22 -18 L46 -42 L40 6 Q0 16 -40 6Z"', hex)}${['#d8343a', '#2f6fd0', '#3a9a55'].map((jewel, index) => plain(circle(-22 + index * 22, -2, 5.5), jewel)).join('')}${[-46, 0, 46].map((x) => plain(circle(x, x === 0 ? -54 : -44, 5), tone(hex, 0.4))).join('')}`,
  },
  flower: {
    at: 'hat',
    layer: 'front',
    draw: (hex) =>
      placed(
        `${repeat(5, (index) => `<g transform="rotate(${index * 72})">${plain(ellipse(0, -13, 9, 12), index % 2 === 0 ? hex : tone(hex, 0.16))}</g>`)}${plain(circle(0, 0, 8), '#f7cb3e')}`,
        32,
        2,
      ),
  },
  headphones: {
    at: 'hat',
    layer: 'front',
    draw: (hex) =>
      `${stroked('M-43 26 Q-52 -40 0 -40 Q52 -40 43 26', tone(hex, -0.25), 8)}${shaded(rect(-54, 16, 20, 38, 10), hex)}${shaded(rect(34, 16, 20, 38, 10), hex)}`,
  },
  bag: {
    at: 'bag',
    layer: 'front',
    draw: (hex) => stroked('M-14 8 Q-40 -80 -62 -134', tone(hex, -0.35), 7) + pouch(hex),
    alone: (hex) =>
      stroked('M-36 10 Q-44 -96 -3 -98 Q38 -96 30 10', tone(hex, -0.35), 7) + pouch(hex),
  },
  backpack: {
    at: 'neck',
    layer: 'behind',
    draw: (hex) =>
      `${stroked('M-14 16 Q0 -8 14 16', tone(hex, -0.35), 7)}${shaded(rect(-62, 14, 124, 142, 34), hex)}${shaded(rect(-70, 80, 24, 60, 12), tone(hex, -0.2))}${shaded(rect(46, 80, 24, 60, 12), tone(hex, -0.2))}${shaded(rect(-38, 78, 76, 56, 14), tone(hex, 0.12), 'fall')}${stroked('M-28 96 H28', tone(hex, -0.3), 4)}${stroked('M-44 56 Q0 66 44 56', tone(hex, -0.25), 4)}`,
  },
}

export const layerOf = ({ name }: Wear): Kind['layer'] => kinds[name].layer

export function drawWear({ name, hex }: Wear, anchors: Body['anchors']): string {
  const { at, draw } = kinds[name]
  const { x, y, scale } = anchors[at]
  return placed(draw(hex), x, y, scale)
}

/** As it lies alone on a table, about its middle: what a reference picture of it shows. */
export const drawAlone = ({ name, hex }: Wear): string =>
  (kinds[name].alone ?? kinds[name].draw)(hex)
