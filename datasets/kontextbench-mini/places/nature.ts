import { tone } from '../paint/part.ts'
import { scatter } from '../paint/random.ts'
import { circle, ellipse, placed, plain, rect, repeat, shaded, stroked } from '../paint/shade.ts'
import type { Light, Surroundings } from './surroundings.ts'

const skies: Record<Light, readonly [top: string, middle: string, low: string]> = {
  day: ['#5fb2e6', '#a9d8f2', '#eaf6fa'],
  sunset: ['#554f96', '#d97f86', '#ffd29a'],
  night: ['#1c2a63', '#35468c', '#5d6db0'],
}

export const leafOf = ({ season, palette }: Surroundings): string =>
  ({ summer: palette.leaf, autumn: '#d98433', winter: '#dfe8ee' })[season]

export const groundOf = ({ season, palette }: Surroundings): string =>
  ({ summer: palette.ground, autumn: tone(palette.ground, -0.1), winter: '#eaf0f4' })[season]

export const pavingOf = ({ season, palette }: Surroundings): string =>
  season === 'winter' ? '#e3eaef' : palette.paving

export const roofOf = ({ season }: Surroundings, fill: string): string =>
  season === 'winter' ? '#f3f7fa' : fill

const overcast = ['#7f93a6', '#a9b8c4', '#cfd8dd'] as const
const wintry = ['#8cb2d0', '#c0d6e5', '#eef3f6'] as const
const autumnal = ['#7fa3bf', '#cfd2c4', '#f4e0b8'] as const

const cloud = (x: number, y: number, scale: number): string =>
  placed(
    '<path d="M-96 20 Q-122 20 -120 -4 Q-116 -26 -88 -24 Q-78 -58 -40 -54 Q-20 -84 22 -70 Q50 -74 58 -44 Q98 -52 106 -16 Q118 18 84 20Z" fill="#fff" opacity=".82"/><path d="M-96 20 Q-60 2 -14 12 Q40 -4 104 0 Q110 18 84 20Z" fill="#b7d3e6" opacity=".5"/>',
    x,
    y,
    scale,
  )

const stars = scatter(7, 46, { x: 0, y: 0, width: 1024, height: 480 })
  .map(({ x, y, pick }) => plain(circle(x, y, Math.round(10 + pick * 22) / 10), '#fffbe6'))
  .join('')

/** The sky down to the bottom, with what hangs in it; `body` is where sun or moon stands. */
export function sky(
  { light, weather, season }: Surroundings,
  body: { x: number; y: number } = { x: 812, y: 168 },
): string {
  const { x, y } = body
  const gone = weather === 'rain' || weather === 'fog'
  const byDay = { summer: skies.day, autumn: autumnal, winter: wintry }[season]
  const [top, middle, low] = gone ? overcast : light === 'day' ? byDay : skies[light]
  const hung: Record<Light, string> = {
    day: cloud(214, 150, 1) + cloud(800, 110, 0.82) + cloud(520, 62, 0.5),
    sunset: `<${circle(x, y + 170, 150)} fill="#ffe3a6" opacity=".3"/>${plain(circle(x, y + 170, 84), '#ffe6b0')}<g opacity=".55">${cloud(230, 190, 0.9)}${cloud(640, 96, 0.66)}</g>`,
    night: `${stars}<${circle(x, y, 92)} fill="#fdf6d8" opacity=".16"/>${plain(circle(x, y, 54), '#fdf6d8')}<g fill="#e6dcb4" opacity=".7"><${circle(x - 16, y - 10, 11)}/><${circle(x + 18, y + 14, 8)}/><${circle(x + 10, y - 24, 6)}/></g>`,
  }
  return `<defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="${top}"/><stop offset=".42" stop-color="${middle}"/><stop offset=".74" stop-color="${low}"/></linearGradient></defs><rect width="1024" height="1024" fill="url(#sky)"/>${gone ? cloud(214, 150, 1.2) + cloud(780, 120, 1.2) : hung[light]}`
}

/** A leafy tree that stands at (x, y), about 300 units high. */
export const tree = (x: number, y: number, scale: number, leaf: string): string =>
  placed(
    `${shaded('path d="M-20 0 Q-10 -60 -12 -150 H12 Q10 -60 22 0Z"', '#7a5638')}${shaded(circle(-50, -168, 58), tone(leaf, -0.16), 'round')}${shaded(circle(54, -174, 60), tone(leaf, -0.12), 'round')}${shaded(circle(0, -146, 52), tone(leaf, -0.2), 'round')}${shaded(circle(2, -222, 74), leaf, 'round')}`,
    x,
    y,
    scale,
  )

/** A fir that stands at (x, y), about 320 units high. */
export function fir(x: number, y: number, scale: number, leaf: string, snowy: boolean): string {
  const tier = (top: number, low: number, half: number, fill: string): string =>
    shaded(
      `path d="M0 ${top} Q${half * 0.4} ${(top + low) / 2 + 8} ${half} ${low} Q${half * 0.5} ${low - 10} ${half * 0.3} ${low + 6} Q0 ${low - 8} -${half * 0.3} ${low + 6} Q-${half * 0.5} ${low - 10} -${half} ${low} Q-${half * 0.4} ${(top + low) / 2 + 8} 0 ${top}Z"`,
      fill,
    ) +
    (snowy
      ? `<path d="M0 ${top} Q${half * 0.3} ${(top + low) / 2} ${half * 0.62} ${low - 22} Q${half * 0.2} ${low - 44} 0 ${low - 26} Q-${half * 0.2} ${low - 44} -${half * 0.62} ${low - 22} Q-${half * 0.3} ${(top + low) / 2} 0 ${top}Z" fill="#f7fbfd"/>`
      : '')
  return placed(
    plain(rect(-10, -44, 20, 46), '#6b4a32') +
      tier(-180, -36, 96, tone(leaf, -0.2)) +
      tier(-246, -110, 78, tone(leaf, -0.1)) +
      tier(-320, -190, 58, leaf),
    x,
    y,
    scale,
  )
}

/** A palm that stands at (x, y) and leans to the right, about 420 units high. */
export const palm = (x: number, y: number, scale: number, leaf: string): string =>
  placed(
    `${stroked('M0 0 Q10 -190 62 -360', '#96704a', 26)}${stroked('M-8 -70 h18 M-4 -130 h20 M6 -190 h20 M20 -250 h20 M38 -306 h18', '#7a5838', 4)}${[
      -168, -128, -84, -42, -4, 34,
    ]
      .map(
        (turn, index) =>
          `<g transform="translate(64 -364) rotate(${turn})">${shaded('path d="M0 0 Q70 -46 170 8 Q84 -6 0 14Z"', tone(leaf, index % 2 === 0 ? -0.12 : 0.02), 'fall')}</g>`,
      )
      .join(
        '',
      )}${shaded(circle(56, -348, 13), '#7b5233', 'round')}${shaded(circle(76, -344, 13), '#7b5233', 'round')}`,
    x,
    y,
    scale,
  )

/** A round bush about (x, y), 2 x 60 units wide. */
export const bush = (x: number, y: number, scale: number, leaf: string): string =>
  placed(
    shaded(circle(-40, -24, 36), tone(leaf, -0.12), 'round') +
      shaded(circle(42, -22, 34), tone(leaf, -0.1), 'round') +
      shaded(circle(2, -40, 46), leaf, 'round'),
    x,
    y,
    scale,
  )

/** Small flowers and tufts in the grass; fallen leaves in autumn, nothing in winter. */
export function meadow(
  { season, palette }: Surroundings,
  seed: number,
  area: { x: number; y: number; width: number; height: number },
): string {
  if (season === 'winter') return ''
  const heads =
    season === 'autumn' ? ['#c9652a', '#e0a13a', '#a8482c'] : ['#fff4d6', '#f6c2cf', '#f7d65a']
  return scatter(seed, 44, area)
    .map(({ x, y, pick }) =>
      pick < 0.4
        ? stroked(
            `M${x} ${y} l-4 -11 M${x} ${y} l1 -14 M${x} ${y} l6 -10`,
            tone(palette.ground, -0.22),
            2.4,
          )
        : plain(
            ellipse(x, y, 5, season === 'autumn' ? 3 : 4.5),
            heads[Math.floor(pick * 30) % 3] ?? '#fff',
          ),
    )
    .join('')
}

/** A window about 74 x 98 with a sill and, in summer, flowers. */
export const casement = (x: number, y: number, { light, season, palette }: Surroundings): string =>
  `${plain(rect(x, y, 74, 98, 5), '#f6f1e6')}${plain(rect(x + 7, y + 7, 60, 84), light === 'night' ? '#ffdf94' : '#8fbdd8')}${light === 'night' ? '' : plain(`path d="M${x + 7} ${y + 70} L${x + 50} ${y + 7} H${x + 67} L${x + 7} ${y + 91}Z"`, '#ffffff3a')}${stroked(`M${x + 37} ${y + 7} v84 M${x + 7} ${y + 48} h60`, '#f6f1e6', 5)}${plain(rect(x - 6, y + 94, 86, 10, 3), '#e6dcc6')}${season === 'winter' ? plain(rect(x - 6, y + 89, 86, 8, 4), '#fff') : repeat(6, (index) => plain(circle(x + 4 + index * 13, y + 90 - (index % 2) * 5, 8), index % 2 === 0 ? palette.leaf : '#e8697f'))}`

/** A street lamp that stands at (x, y), 380 units high; it shines at night. */
export const streetLamp = (x: number, y: number, lit: boolean): string =>
  placed(
    `${shaded('path d="M-6 0 V-330 H6 V0Z"', '#39424e')}${shaded(rect(-15, -20, 30, 22, 5), '#39424e')}${plain('path d="M-20 -374 H20 L13 -326 H-13Z"', lit ? '#ffe7a3' : '#dfeaf0')}${shaded('path d="M-26 -374 L0 -398 L26 -374Z"', '#39424e')}${stroked('M-13 -326 H13', '#39424e', 6)}`,
    x,
    y,
  )

/** Boards that run towards us, from `top` to the bottom of the picture. */
export function floorBoards(top: number, fill: string): string {
  const rows = [0, 0.1, 0.24, 0.44, 0.7].map((at) => Math.round(top + (1024 - top) * at))
  const seams = rows.flatMap((y, row) =>
    repeat(3, (index) => `M${(row * 173 + index * 361) % 1024} ${y} V${rows[row + 1] ?? 1024} `),
  )
  return `${shaded(rect(0, top, 1024, 1024 - top), fill, 'fall')}${stroked(rows.map((y) => `M0 ${y} H1024`).join(' ') + seams.join(''), tone(fill, -0.2), 3)}`
}
