import { tone } from '../paint/part.ts'
import { circle, ellipse, plain, rect, repeat, shaded, stroked } from '../paint/shade.ts'
import type { DrawThing } from './thing.ts'

const wheel = (x: number, r: number): string =>
  `${shaded(circle(x, -r, r), '#2a2c34', 'round')}${plain(circle(x, -r, r * 0.5), '#cdd3da')}${plain(circle(x, -r, r * 0.16), '#5a606b')}`

const spokes = (x: number, y: number, r: number): string =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="none" stroke="#2f333c" stroke-width="9"/>${stroked(
    repeat(
      8,
      (index) =>
        `M${x} ${y} l${Math.round(Math.cos((index * Math.PI) / 4) * r)} ${Math.round(Math.sin((index * Math.PI) / 4) * r)} `,
    ),
    '#9aa3ad',
    2,
  )}${plain(circle(x, y, 8), '#59606b')}`

/** Things that stand in streets, at the sea and in the snow. */
export const outdoorThings = {
  car: (hex) =>
    `${shaded('path d="M-172 -36 V-86 Q-170 -104 -132 -110 L-94 -160 Q-86 -172 -66 -172 H50 Q70 -172 82 -158 L124 -110 Q170 -104 172 -76 V-36 Q172 -28 162 -28 H-162 Q-172 -28 -172 -36Z"', hex, 'fall')}${plain('path d="M-76 -152 H-12 V-110 H-112Z M4 -152 H48 Q60 -152 68 -142 L96 -110 H4Z"', '#d3e8f2')}${plain('path d="M-90 -124 L-68 -152 H-50 L-84 -110 H-104Z M10 -152 H30 L4 -120 V-146Z"', '#ffffff70')}${stroked('M-168 -62 H168 M-4 -106 V-40', tone(hex, -0.28), 4)}${plain(rect(14, -92, 26, 7, 3), tone(hex, -0.4))}${plain(ellipse(163, -84, 10, 14), '#fff0bc')}${plain(ellipse(-166, -84, 8, 13), '#a32f2f')}${plain('path d="M-142 -28 Q-140 -82 -98 -82 Q-56 -82 -54 -28Z M54 -28 Q56 -82 98 -82 Q140 -82 142 -28Z"', tone(hex, -0.5))}${wheel(-98, 37)}${wheel(98, 37)}`,
  mailbox: (hex) =>
    `${shaded(rect(-13, -64, 26, 66), '#5b616a')}${shaded(ellipse(0, 0, 40, 9), '#4a4f58', 'fall')}${shaded('path d="M-76 -62 V-172 Q-76 -236 0 -236 Q76 -236 76 -172 V-62Z"', hex)}${plain(rect(-48, -178, 96, 15, 7), '#22252c')}${plain(rect(-56, -196, 112, 10, 5), tone(hex, 0.25))}${shaded(rect(-40, -144, 80, 50, 5), '#fbf3e2')}${stroked('M-38 -142 L0 -114 L38 -142', tone(hex, -0.1), 4)}${shaded(rect(-84, -72, 168, 17, 6), tone(hex, -0.28), 'fall')}`,
  bicycle: (hex) =>
    `${spokes(-92, -66, 60)}${spokes(92, -66, 60)}${stroked('M-92 -66 L-40 -158 H58 L-8 -66 H-92 M-8 -66 L-48 -170 M58 -158 L92 -66 M58 -158 L50 -194', hex, 11)}${stroked('M-70 -176 H-26', '#3a2a22', 13)}${stroked('M50 -194 Q70 -204 88 -192', '#3a3f48', 9)}${plain(circle(-8, -66, 15), '#59606b')}${stroked('M-8 -66 L8 -36 M-8 -66 L-24 -96', '#59606b', 6)}`,
  'traffic-light': (_hex, detail = 'red') => {
    const on = (name: string, lit: string): string => (detail === name ? lit : tone(lit, -0.72))
    return {
      still: `${shaded(rect(-9, -170, 18, 172), '#4a515c')}${shaded(ellipse(0, 0, 36, 8), '#4a515c', 'fall')}${shaded(rect(-44, -330, 88, 190, 20), '#2c323b')}`,
      changing: `${shaded(circle(0, -292, 24), on('red', '#ff4438'), 'round')}${shaded(circle(0, -236, 24), on('amber', '#ffb627'), 'round')}${shaded(circle(0, -180, 24), on('green', '#35d06a'), 'round')}`,
    }
  },
  boat: (hex) =>
    `${shaded('path d="M14 -252 Q120 -166 124 -78 H14Z"', '#fbf7ec')}${shaded('path d="M-12 -226 Q-80 -152 -88 -78 H-12Z"', '#efe7d4')}${plain(rect(-6, -258, 12, 200, 4), '#7a5638')}${shaded('path d="M-156 -64 H158 Q140 0 96 6 H-94 Q-136 0 -156 -64Z"', hex, 'fall')}${plain('path d="M-156 -64 H158 L154 -46 H-150Z"', tone(hex, 0.42))}${plain('path d="M0 -258 L46 -244 L0 -230Z"', hex)}`,
  surfboard: (hex) =>
    `${shaded('path d="M0 -300 Q54 -230 48 -110 Q44 -30 24 0 H-24 Q-44 -30 -48 -110 Q-54 -230 0 -300Z"', hex)}${plain('path d="M-49 -140 Q0 -120 49 -140 L48 -104 Q0 -84 -48 -104Z"', '#fdf5e2')}${stroked('M0 -288 V-6', tone(hex, -0.3), 3)}`,
  sandcastle: () =>
    `${shaded('path d="M-120 0 L-104 -90 H104 L120 0Z"', '#e2c07e')}${[-96, 54].map((x) => shaded(`path d="M${x} -90 V-160 H${x + 10} V-148 H${x + 18} V-160 H${x + 26} V-148 H${x + 34} V-160 H${x + 42} V-90Z"`, '#d9b571')).join('')}${shaded('path d="M-34 -90 V-190 H-22 V-176 H-8 V-190 H8 V-176 H22 V-190 H34 V-90Z"', '#e6c685')}${plain('path d="M-18 0 V-46 Q0 -70 18 -46 V0Z"', '#8a6a3c')}${stroked('M0 -190 V-246', '#7a5638', 5)}${plain('path d="M2 -246 L52 -230 L2 -214Z"', '#d8343a')}`,
  snowman: (hex) => ({
    still: `${stroked('M-58 -150 L-120 -190 M-104 -180 l-6 -22 M58 -150 L122 -186 M106 -178 l4 -22', '#6b4a32', 7)}${shaded(circle(0, -66, 78), '#f6fafc', 'round')}${shaded(circle(0, -164, 58), '#f9fcfd', 'round')}${shaded(circle(0, -242, 44), '#fbfdfe', 'round')}${[-140, -168].map((y) => plain(circle(0, y, 6), '#2c3038')).join('')}${plain(circle(-15, -252, 5.5), '#2c3038')}${plain(circle(15, -252, 5.5), '#2c3038')}${plain('path d="M0 -244 L46 -234 L0 -230Z"', '#ef8a33')}${stroked('M-16 -222 Q0 -212 16 -222', '#2c3038', 4)}`,
    changing: `${shaded('path d="M-44 -212 Q0 -190 44 -212 L46 -194 Q0 -172 -46 -194Z M18 -190 L40 -196 L42 -140 L22 -136Z"', hex, 'fall')}`,
  }),
  sled: (hex) =>
    `${stroked('M-120 -8 H96 Q136 -8 132 -50 M-84 -8 V-44 M64 -8 V-44', '#59606b', 9)}${repeat(3, (index) => shaded(rect(-116, -62 + index * 9, 220, 8, 4), index === 1 ? tone(hex, -0.15) : hex, 'fall'))}${shaded('path d="M-116 -64 H104 Q124 -64 132 -92 L144 -86 Q136 -40 104 -40 H-116Z"', hex, 'fall')}${stroked('M138 -88 Q180 -120 200 -60', '#c9a06a', 5)}`,
  flag: (_hex, detail = 'v:#c9ced6,#f7f6f2,#c9ced6') => {
    const [way, list = ''] = detail.split(':')
    const bands = list.split(',')
    const [width, height] = [240 / bands.length, 150 / bands.length]
    const cloth =
      way === 'disc'
        ? plain(rect(10, -330, 240, 150), bands[0] ?? '#fff') +
          plain(circle(130, -255, 46), bands[1] ?? '#d8343a')
        : bands
            .map((fill, index) =>
              plain(
                way === 'v'
                  ? rect(10 + index * width, -330, width + 0.5, 150)
                  : rect(10, -330 + index * height, 240, height + 0.5),
                fill,
              ),
            )
            .join('')
    return {
      still: `${shaded(rect(-6, -346, 14, 348, 6), '#cfd4da')}${shaded(circle(1, -352, 12), '#e2c15a', 'round')}${shaded(ellipse(0, 0, 40, 10), '#59606b', 'fall')}`,
      changing: `${cloth}${plain('path d="M10 -330 H250 V-180 H10Z"', 'url(#lit)')}${stroked('M10 -330 H250 V-180 H10', '#00000018', 2)}`,
    }
  },
} as const satisfies Record<string, DrawThing>
