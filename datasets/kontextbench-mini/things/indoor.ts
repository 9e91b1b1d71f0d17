import { tone } from '../paint/part.ts'
import { circle, ellipse, plain, rect, repeat, shaded, stroked } from '../paint/shade.ts'
import type { DrawThing } from './thing.ts'

const hand = (turn: number, length: number, width: number): string =>
  `<g transform="translate(0 -190) rotate(${turn})">${stroked(`M0 10 V-${length}`, '#2b2f38', width)}</g>`

/** Things of rooms, kitchens and workshops. */
export const indoorThings = {
  armchair: (hex) =>
    `${plain('path d="M-100 -26 h18 l-6 28 h-10z M82 -26 h18 l-2 28 h-10z"', '#4a3322')}${shaded('path d="M-112 -60 V-176 Q-112 -232 -56 -232 H56 Q112 -232 112 -176 V-60Z"', tone(hex, -0.12), 'fall')}${stroked('M-40 -214 Q-46 -160 -40 -116 M40 -214 Q46 -160 40 -116', tone(hex, -0.28), 3)}${shaded(rect(-100, -124, 200, 72, 24), hex, 'fall')}${shaded(rect(-140, -150, 58, 126, 27), tone(hex, 0.08))}${shaded(rect(82, -150, 58, 126, 27), tone(hex, 0.08))}${shaded(rect(-112, -58, 224, 36, 10), tone(hex, -0.22), 'fall')}`,
  cup: (hex) =>
    `<path d="M58 -118 q68 -8 60 44 q-8 44 -74 36" stroke="${tone(hex, -0.12)}" stroke-width="17" fill="none" stroke-linecap="round"/>${shaded('path d="M-80 -146 H80 L64 -18 Q58 0 40 0 H-40 Q-58 0 -64 -18Z"', hex)}${plain(ellipse(0, -146, 80, 19), tone(hex, -0.28))}${plain(ellipse(0, -142, 68, 14), '#5a3420')}${plain(ellipse(-14, -145, 28, 5), '#8a5a38')}${stroked('M-30 -176 q-14 -22 0 -44 q14 -22 0 -44 M20 -176 q-14 -22 0 -44 q14 -22 0 -40', '#ffffffa0', 7)}`,
  vase: (hex) =>
    `${stroked('M0 -130 Q-10 -190 -50 -214 M0 -130 V-232 M0 -130 Q10 -190 52 -210', '#3f8a4c', 7)}${plain('path d="M-8 -160 Q-50 -160 -56 -186 Q-20 -186 -8 -160Z M8 -158 Q46 -156 58 -180 Q22 -186 8 -158Z"', '#54a05e')}${[
      [-52, -220, '#f7d1dc'],
      [0, -244, '#fff2c9'],
      [54, -216, '#f7b7a0'],
    ]
      .map(
        ([x, y, fill]) =>
          `${repeat(6, (index) => `<g transform="translate(${x} ${y}) rotate(${index * 60})">${plain(ellipse(0, -15, 10, 14), String(fill))}</g>`)}${plain(circle(Number(x), Number(y), 10), '#e2a93c')}`,
      )
      .join(
        '',
      )}${shaded('path d="M-30 -142 H30 Q24 -112 56 -78 Q78 -30 36 0 H-36 Q-78 -30 -56 -78 Q-24 -112 -30 -142Z"', hex)}${stroked('M-58 -70 Q0 -56 58 -70', tone(hex, 0.5), 6)}${plain(ellipse(0, -142, 30, 6), tone(hex, -0.4))}`,
  suitcase: (hex) =>
    `${stroked('M-34 -152 V-192 Q-34 -202 -24 -202 H24 Q34 -202 34 -192 V-152', '#3f3a35', 11)}${shaded(rect(-112, -156, 224, 148, 22), hex)}${shaded(rect(-74, -156, 20, 148), tone(hex, -0.34))}${shaded(rect(54, -156, 20, 148), tone(hex, -0.34))}${plain(rect(-74, -100, 20, 18, 3), '#ecd9a0')}${plain(rect(54, -100, 20, 18, 3), '#ecd9a0')}${plain(rect(-22, -136, 44, 22, 6), '#ecd9a0')}${plain(circle(-88, -4, 8), '#33302e')}${plain(circle(88, -4, 8), '#33302e')}`,
  books: (hex) =>
    repeat(4, (index) => {
      const [fill, width, shift] = (
        [
          [hex, 190, 0],
          ['#f0e4c8', 170, -8],
          [tone(hex, -0.3), 180, 6],
          ['#d9a441', 150, -4],
        ] as const
      )[index]!
      const y = -46 - index * 42
      return `${shaded(rect(shift - width / 2, y, width, 44, 5), fill, 'fall')}${plain(rect(shift + width / 2 - 16, y + 6, 14, 32), '#fbf6e8')}${plain(rect(shift - width / 2 + 18, y + 8, 8, 28), '#ffffff80')}`
    }),
  globe: (hex) =>
    `${shaded(ellipse(0, -6, 72, 15), '#6b4a32', 'fall')}${stroked('M0 -18 V-46', '#8a6446', 12)}<path d="M-66 -232 A98 98 0 1 0 82 -96" fill="none" stroke="#c9a04a" stroke-width="10"/>${shaded(circle(0, -148, 86), hex, 'round')}${plain('path d="M-70 -186 Q-40 -228 0 -222 Q10 -196 -22 -176 Q-16 -150 -44 -140 Q-72 -150 -70 -186Z M-16 -132 Q18 -134 22 -104 Q10 -74 -8 -66 Q-28 -96 -16 -132Z M26 -206 Q62 -196 80 -160 Q76 -126 54 -116 Q30 -138 40 -160 Q18 -178 26 -206Z"', '#6fae5a')}${plain(circle(0, -148, 86), 'url(#round)')}`,
  clock: (hex, detail = '10:10') => {
    const [hour = 10, minute = 10] = detail.split(':').map(Number)
    return {
      still: `${shaded(rect(-16, -106, 32, 108, 5), '#4a515c')}${shaded(ellipse(0, 0, 52, 11), '#4a515c', 'fall')}${shaded(circle(0, -190, 106), hex, 'round')}${plain(circle(0, -190, 88), '#fdfaf2')}${repeat(12, (index) => `<g transform="translate(0 -190) rotate(${index * 30})">${plain(rect(-3, -80, 6, index % 3 === 0 ? 20 : 11, 2), '#3a3f4a')}</g>`)}`,
      changing: `${hand(((hour % 12) + minute / 60) * 30, 46, 10)}${hand(minute * 6, 68, 7)}${plain(circle(0, -190, 8), hex)}`,
    }
  },
  teapot: (hex) =>
    `<path d="M84 -128 Q144 -140 140 -88 Q136 -40 78 -42" stroke="${tone(hex, -0.16)}" stroke-width="17" fill="none" stroke-linecap="round"/>${shaded('path d="M-72 -76 Q-112 -86 -128 -138 L-152 -132 Q-136 -60 -70 -38Z"', tone(hex, -0.1), 'fall')}${shaded('path d="M-90 -78 Q-90 -154 0 -154 Q90 -154 90 -78 Q86 -10 44 0 H-44 Q-86 -10 -90 -78Z"', hex, 'round')}${shaded('path d="M-52 -146 Q-44 -172 0 -172 Q44 -172 52 -146 Q0 -132 -52 -146Z"', tone(hex, 0.16), 'fall')}${shaded(circle(0, -182, 14), tone(hex, -0.2), 'round')}`,
  toolbox: (hex) =>
    `${stroked('M-70 -110 L-46 -158 H46 L70 -110', '#59606b', 12)}${shaded(rect(-124, -112, 248, 112, 12), hex)}${shaded(rect(-124, -112, 248, 32, 10), tone(hex, -0.2), 'fall')}${plain(rect(-70, -92, 26, 26, 4), '#e7d08a')}${plain(rect(44, -92, 26, 26, 4), '#e7d08a')}${stroked('M-108 -46 H108', tone(hex, -0.24), 4)}`,
  guitar: (hex) =>
    `<g transform="rotate(10 0 -140)">${shaded(rect(-13, -300, 26, 180, 4), '#6b4a32')}${shaded('path d="M-20 -336 H20 L15 -292 H-15Z"', '#4a3222', 'fall')}${shaded('path d="M0 -164 Q46 -168 48 -124 Q46 -102 58 -84 Q80 -38 44 -10 Q0 12 -44 -10 Q-80 -38 -58 -84 Q-46 -102 -48 -124 Q-46 -168 0 -164Z"', hex)}${plain(circle(0, -92, 23), '#2c1d14')}${shaded(rect(-30, -40, 60, 11, 4), '#4a3222', 'fall')}${stroked('M-7 -330 V-34 M-2.5 -330 V-34 M2.5 -330 V-34 M7 -330 V-34', '#f3ead6', 1.4)}</g>`,
} as const satisfies Record<string, DrawThing>
