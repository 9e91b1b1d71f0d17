import { tone } from '../paint/part.ts'
import { circle, ellipse, plain, rect, repeat, shaded, stroked } from '../paint/shade.ts'
import type { DrawThing } from './thing.ts'

/** Toys, gifts and what hangs in the air. */
export const toyThings = {
  balloon: (hex) =>
    `${stroked('M0 -110 Q-14 -60 4 0', '#6a6158', 3.5)}${plain('path d="M0 -114 L-11 -98 H11Z"', tone(hex, -0.2))}${shaded('path d="M0 -108 Q-70 -150 -70 -204 Q-68 -276 0 -276 Q68 -276 70 -204 Q70 -150 0 -108Z"', hex, 'round')}${plain('path d="M-46 -216 Q-44 -250 -20 -258 Q-34 -238 -34 -212 Q-40 -204 -46 -216Z"', '#ffffff80')}`,
  umbrella: (hex) =>
    `${stroked('M0 -190 V-20 q0 22 -20 22 t-18 -16', '#5a4030', 9)}${shaded('path d="M-128 -140 Q-106 -252 0 -254 Q106 -252 128 -140 q-21 -22 -43 0 q-21 -22 -43 0 q-21 -22 -42 0 q-21 -22 -42 0 q-21 -22 -43 0 q-22 -22 -43 0z"', hex)}${plain('path d="M-42 -140 Q-34 -222 0 -254 Q34 -222 42 -140 q-21 -22 -42 0 q-21 -22 -42 0z"', tone(hex, 0.2))}${stroked('M0 -254 V-270', '#5a4030', 7)}`,
  kite: (hex) =>
    `${stroked('M0 -60 Q40 -40 10 -16 Q-16 4 14 26', '#5a5148', 3.5)}${[
      [24, -44],
      [12, -12],
      [2, 10],
    ]
      .map(([x, y]) =>
        plain(`path d="M${x} ${y} l-15 -8 v16z M${x} ${y} l15 -8 v16z"`, tone(hex, 0.3)),
      )
      .join(
        '',
      )}${shaded('path d="M0 -262 L90 -166 L0 -56 L-90 -166Z"', hex)}${plain('path d="M0 -262 L90 -166 H0Z M0 -56 L-90 -166 H0Z"', tone(hex, 0.34))}${stroked('M0 -262 V-56 M-90 -166 H90', tone(hex, -0.45), 3.5)}`,
  lantern: (hex) =>
    `${stroked('M96 0 V-272 Q94 -298 66 -298 H20 Q0 -298 0 -276 V-222', '#4a3a2c', 9)}${shaded(ellipse(96, 0, 42, 9), '#4a3a2c', 'fall')}${shaded(rect(-40, -224, 80, 19, 6), '#3a2c20', 'fall')}${shaded(ellipse(0, -140, 90, 72), hex, 'round')}${stroked('M-46 -202 Q-70 -140 -46 -78 M0 -210 V-70 M46 -202 Q70 -140 46 -78', tone(hex, -0.2), 4)}${plain(ellipse(0, -140, 20, 66), '#ffffff30')}${shaded(rect(-40, -78, 80, 17, 6), '#3a2c20', 'fall')}${stroked('M-14 -60 v50 M0 -60 v58 M14 -60 v50', '#e2b54a', 5)}`,
  ball: (hex) =>
    `${shaded(circle(0, -84, 84), hex, 'round')}${stroked('M-80 -108 Q0 -62 80 -108 M-76 -48 Q0 -94 76 -48', tone(hex, 0.7), 8)}${plain(circle(0, -84, 84), 'url(#round)')}`,
  gift: (hex) =>
    `${shaded(rect(-84, -118, 168, 118, 6), hex)}${plain(rect(-16, -118, 32, 118), '#fbeec2')}${shaded(rect(-94, -146, 188, 34, 6), tone(hex, 0.12), 'fall')}${plain(rect(-16, -146, 32, 34), '#fbeec2')}${shaded('path d="M0 -148 Q-74 -150 -66 -190 Q-30 -214 0 -148Z M0 -148 Q74 -150 66 -190 Q30 -214 0 -148Z"', '#fbeec2', 'fall')}`,
  cake: (hex) =>
    `${shaded(ellipse(0, -8, 128, 20), '#dfe3e6', 'fall')}${shaded('path d="M-100 -100 V-18 Q0 8 100 -18 V-100Z"', '#f3d9a8')}${shaded('path d="M-100 -104 Q0 -80 100 -104 V-74 Q88 -52 72 -72 Q56 -42 38 -66 Q20 -38 0 -64 Q-20 -38 -38 -66 Q-56 -42 -72 -72 Q-88 -52 -100 -74Z"', hex)}${plain(ellipse(0, -104, 100, 22), tone(hex, 0.2))}${[-50, 0, 50].map((x) => `${plain(rect(x - 5, -162, 10, 56, 3), '#fff')}${stroked(`M${x - 4} -150 l8 6 M${x - 4} -132 l8 6`, '#5fa0d8', 3)}${plain(`path d="M${x} -190 Q${x + 12} -170 ${x} -162 Q${x - 12} -170 ${x} -190Z"`, '#ffc24a')}`).join('')}`,
  pumpkin: (hex) =>
    `${shaded('path d="M-6 -128 Q-12 -160 10 -172 L22 -160 Q10 -150 14 -126Z"', '#6a7f3c', 'fall')}${shaded(ellipse(-56, -66, 58, 62), tone(hex, -0.1), 'round')}${shaded(ellipse(56, -66, 58, 62), tone(hex, -0.1), 'round')}${shaded(ellipse(0, -66, 56, 68), hex, 'round')}`,
  apple: (hex) =>
    `${stroked('M2 -118 Q0 -146 16 -158', '#5a3a26', 8)}${plain('path d="M14 -136 Q44 -166 72 -146 Q50 -118 14 -136Z"', '#5f9f4a')}${shaded('path d="M0 -116 Q-36 -138 -66 -108 Q-88 -66 -54 -18 Q-32 8 0 -6 Q32 8 54 -18 Q88 -66 66 -108 Q36 -138 0 -116Z"', hex, 'round')}`,
  plant: (hex) =>
    `${plain('path d="M0 -96 Q-70 -120 -86 -210 Q-22 -190 -4 -118 Q-34 -210 0 -268 Q38 -210 6 -118 Q26 -190 88 -206 Q74 -120 0 -96Z"', '#4f9a58')}${stroked('M0 -98 V-236 M0 -106 Q-44 -146 -72 -198 M0 -106 Q44 -146 74 -194', '#3c7d48', 3.5)}${shaded('path d="M-54 -84 H54 L38 0 H-38Z"', hex)}${shaded(rect(-62, -102, 124, 22, 6), tone(hex, 0.1), 'fall')}`,
  'watering-can': (hex) =>
    `<path d="M-40 -126 Q-150 -150 -130 -66 Q-116 -22 -74 -30" stroke="${tone(hex, -0.24)}" stroke-width="14" fill="none" stroke-linecap="round"/>${shaded('path d="M60 -50 L138 -138 L158 -122 L78 -14Z"', tone(hex, -0.1), 'fall')}${shaded('path d="M120 -152 L176 -108 L164 -92 L110 -138Z"', tone(hex, -0.26), 'fall')}${shaded('path d="M-84 -118 Q0 -140 76 -118 L84 -10 Q0 12 -88 -10Z"', hex)}${plain(ellipse(-4, -120, 80, 14), tone(hex, -0.36))}`,
  crate: (hex) =>
    `${repeat(6, (index) => shaded(circle(-70 + index * 28, -104 - (index % 2) * 14, 25), hex, 'round'))}${repeat(5, (index) => shaded(circle(-56 + index * 28, -92, 24), tone(hex, index % 2 === 0 ? 0.06 : -0.06), 'round'))}${shaded(rect(-104, -82, 208, 82, 4), '#c9a06a')}${stroked('M-104 -54 H104 M-104 -26 H104', '#96703f', 5)}${plain(rect(-104, -84, 16, 84), '#b88c55')}${plain(rect(88, -84, 16, 84), '#b88c55')}`,
} as const satisfies Record<string, DrawThing>
