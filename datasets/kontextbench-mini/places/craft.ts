import { tone } from '../paint/part.ts'
import { scatter } from '../paint/random.ts'
import { circle, ellipse, placed, plain, rect, repeat, shaded, stroked } from '../paint/shade.ts'
import { shelf, view } from './home.ts'
import { bush, groundOf, leafOf, pavingOf, sky } from './nature.ts'
import type { PlaceDrawing, Surroundings } from './surroundings.ts'

export function market(of: Surroundings): PlaceDrawing {
  const { palette, light } = of
  const { wall, wall2, accent } = palette
  const arch = (x: number, width: number, top: number): string =>
    `${plain(`path d="M${x} 780 V${top + 110} Q${x} ${top + 20} ${x + width / 2} ${top} Q${x + width} ${top + 20} ${x + width} ${top + 110} V780Z"`, tone(wall, -0.42))}<path d="M${x} 780 V${top + 110} Q${x} ${top + 20} ${x + width / 2} ${top} Q${x + width} ${top + 20} ${x + width} ${top + 110} V780" fill="none" stroke="${tone(wall, 0.35)}" stroke-width="12"/>`
  const stall = (x: number, fruits: readonly string[]): string =>
    `${shaded(rect(x + 12, 520, 12, 290), '#7a5638')}${shaded(rect(x + 276, 520, 12, 290), '#7a5638')}${shaded(rect(x, 690, 300, 120, 6), '#a9794f')}${stroked(`M${x} 730 h300 M${x} 770 h300`, '#86603f', 4)}${fruits.map((fill, crate) => `${shaded(rect(x + 8 + crate * 98, 664, 90, 34, 4), '#c9a06a', 'fall')}${repeat(5, (index) => shaded(circle(x + 22 + crate * 98 + index * 16, 660 - (index % 2) * 8, 12), fill, 'round'))}`).join('')}${repeat(6, (index) => `<path d="M${x - 12 + index * 54} 474 h54 l${index < 3 ? -4 : 4} 60 q-27 24 -54 0z" fill="${index % 2 === 0 ? accent : '#fbf3e0'}"/>`)}${plain(rect(x - 12, 464, 324, 14, 4), tone(accent, -0.3))}`
  const lamp = (x: number, y: number): string =>
    placed(
      `${stroked('M0 -60 V0', '#5a4632', 3)}${shaded('path d="M-10 0 H10 L26 34 Q0 66 -26 34Z"', light === 'night' ? '#ffd77a' : '#d9a84a', 'fall')}${stroked('M-20 30 Q0 40 20 30 M0 2 V48', '#8a6430', 2.5)}`,
      x,
      y,
    )
  return {
    svg: `${sky(of)}${shaded('path d="M0 210 H60 V180 H120 V210 H180 V180 H240 V210 H300 V180 H360 V210 H420 V180 H480 V210 H540 V180 H600 V210 H660 V180 H720 V210 H780 V180 H840 V210 H900 V180 H960 V210 H1024 V800 H0Z"', wall)}${plain(rect(0, 236, 1024, 12), tone(wall, -0.2))}${arch(60, 220, 330)}${arch(402, 220, 380)}${arch(744, 220, 330)}${repeat(18, (index) => plain(`path d="M${28 + index * 57} 262 l14 16 l-14 16 l-14 -16z"`, index % 2 === 0 ? accent : wall2))}${stall(20, ['#e8892e', '#d8343a', '#8fae3f'])}${stall(704, ['#f2c84a', '#8f4a9a', '#d8634a'])}${shaded(rect(0, 796, 1024, 228), pavingOf(of), 'fall')}${stroked('M0 850 H1024 M0 924 H1024 M150 800 L90 1024 M380 800 L360 1024 M640 800 L670 1024 M880 800 L950 1024', tone(pavingOf(of), -0.14), 3)}${lamp(312, 330)}${lamp(712, 330)}${shaded('path d="M386 800 q-8 -70 46 -72 q54 2 46 72z"', '#c99a5c', 'round')}${plain(ellipse(432, 732, 38, 12), '#c2502e')}${shaded('path d="M548 800 q-8 -64 44 -66 q50 2 44 66z"', '#c99a5c', 'round')}${plain(ellipse(592, 738, 36, 11), '#e2b13c')}`,
    lamps: [
      [312, 360, 150],
      [712, 360, 150],
      [170, 640, 120],
      [854, 640, 120],
    ],
  }
}

export function greenhouse(of: Surroundings): PlaceDrawing {
  const { palette } = of
  const leaf = of.season === 'winter' ? palette.leaf : leafOf(of)
  const frame = tone(palette.wall2, 0.5)
  const pot = (x: number, y: number, scale: number, fill: string): string =>
    placed(
      `${plain('path d="M0 -60 Q-70 -90 -78 -170 Q-20 -150 -4 -86 Q-30 -170 0 -230 Q34 -170 6 -86 Q24 -150 80 -168 Q70 -88 0 -60Z"', fill)}${stroked('M0 -62 V-200 M0 -70 Q-40 -110 -66 -158 M0 -70 Q40 -110 68 -156', tone(fill, -0.2), 3)}${shaded('path d="M-46 -66 H46 L34 0 H-34Z"', '#c2714a')}${shaded(rect(-52, -76, 104, 18, 5), '#cf805a', 'fall')}`,
      x,
      y,
      scale,
    )
  const hanging = (x: number, drop: number): string =>
    `${stroked(`M${x} 40 V${drop}`, '#7a6a58', 3)}${bush(x, drop + 34, 0.62, tone(leaf, -0.04))}${shaded(`path d="M${x - 34} ${drop + 28} h68 q-4 44 -34 44 q-30 0 -34 -44z"`, '#a9794f')}${stroked(`M${x - 26} ${drop + 40} q-20 40 -10 84 M${x + 24} ${drop + 40} q20 34 12 70`, tone(leaf, -0.14), 5)}`
  return {
    svg: `${sky(of)}${plain('path d="M0 600 Q260 520 540 590 T1024 570 V840 H0Z"', tone(leafOf(of), -0.18))}${plain(rect(0, 0, 1024, 800), '#ffffff2e')}${stroked('M0 330 L512 20 L1024 330 M0 330 H1024 M170 228 V780 M342 124 V780 M512 20 V780 M682 124 V780 M854 228 V780 M0 520 H1024', frame, 11)}${stroked('M0 330 V780 M1024 330 V780 M0 620 H1024', frame, 16)}${shaded(rect(0, 636, 300, 150, 6), '#a9794f')}${shaded(rect(724, 636, 300, 150, 6), '#a9794f')}${stroked('M0 690 H300 M0 740 H300 M724 690 H1024 M724 740 H1024', '#86603f', 4)}${pot(66, 640, 0.86, leaf)}${pot(182, 640, 0.7, tone(leaf, 0.14))}${pot(800, 640, 0.7, tone(leaf, 0.1))}${pot(930, 640, 0.92, leaf)}${repeat(5, (index) => `${stroked(`M${246 + (index % 2) * 8} 640 q${index * 6 - 12} -40 ${index * 12 - 24} -62`, tone(leaf, -0.1), 4)}${plain(circle(246 + index * 12 - 24, 574, 11), ['#e8697f', '#f7cb3e', '#e8697f', '#fff1d0', '#b98ad0'][index]!)}`)}${hanging(256, 130)}${hanging(770, 130)}${shaded(rect(0, 780, 1024, 244), groundOf(of), 'fall')}${shaded('path d="M300 1024 Q400 880 420 780 H604 Q624 880 724 1024Z"', '#d8c9b0', 'fall')}${stroked('M410 830 H614 M384 888 H640 M344 956 H680 M512 780 V1024', '#bba98c', 3)}${bush(70, 960, 1.1, leaf)}${bush(964, 970, 1.1, tone(leaf, -0.06))}`,
    lamps: [],
    indoors: true,
  }
}

const tools = (accent: string): string =>
  [
    placed(
      `${stroked('M0 0 V96', '#a9744a', 15)}${shaded('path d="M-40 -12 H28 Q44 -10 46 8 L28 6 H-40Z"', '#6b737e')}`,
      108,
      214,
    ),
    placed(
      `${shaded('path d="M-8 30 L-6 130 H6 L8 30Z"', '#8a929c')}${shaded('path d="M-24 0 Q-24 34 0 36 Q24 34 24 0 L12 -6 V14 H-12 V-6Z"', '#8a929c')}`,
      212,
      204,
    ),
    placed(
      `${shaded('path d="M0 0 L120 26 L116 54 L-6 40Z"', '#c3cad1')}${shaded(rect(-46, -6, 56, 54, 16), accent)}`,
      300,
      214,
    ),
    placed(
      `${shaded(rect(-9, -20, 18, 62, 8), '#d8685a')}${shaded('path d="M-4 42 H4 V120 H-4Z"', '#8a929c')}`,
      470,
      206,
    ),
  ].join('')

export function workshop(of: Surroundings): PlaceDrawing {
  const { palette } = of
  const { wall, wall2, accent } = palette
  return {
    svg: `${shaded(rect(0, 0, 1024, 800), wall)}${stroked(
      repeat(9, (index) => `M0 ${70 + index * 90} H1024 `),
      tone(wall, -0.1),
      3,
    )}${shaded(rect(50, 150, 500, 210, 8), tone(wall2, -0.12))}${repeat(60, (index) => plain(circle(78 + (index % 15) * 32, 182 + Math.floor(index / 15) * 48, 3.5), tone(wall2, -0.36)))}${tools(accent)}${plain(rect(650, 110, 310, 240, 8), '#fbf7ee')}${view(of, 666, 126, 278, 208)}${stroked('M805 126 v208 M666 230 h278', '#fbf7ee', 9)}${shelf(640, 470, 340, '#8a6446')}${shaded(rect(660, 404, 70, 66, 6), '#d8a14a')}${shaded(rect(744, 388, 58, 82, 6), '#5f8f86')}${shaded(circle(850, 434, 36), '#8a929c', 'round')}${plain(circle(850, 434, 13), wall)}${shaded(rect(900, 420, 62, 50, 6), '#c95f4f')}${stroked('M512 0 V96', '#3a3f47', 5)}${shaded('path d="M452 150 Q456 92 512 90 Q568 92 572 150Z"', '#48505b')}${plain(ellipse(512, 150, 60, 12), of.light === 'night' ? '#ffeebb' : '#f6e6b8')}${shaded(rect(30, 604, 560, 34, 6), '#b98a5e', 'fall')}${shaded(rect(58, 638, 46, 190), '#86603f')}${shaded(rect(516, 638, 46, 190), '#86603f')}${shaded(rect(104, 690, 412, 26, 4), '#9a7048')}${shaded(rect(150, 552, 120, 52, 6), '#4f8f8a')}${plain(rect(164, 562, 92, 20, 3), '#dff3f0')}${shaded(rect(360, 566, 90, 38, 5), '#48505b')}${shaded('path d="M386 566 v-34 h38 v34z"', '#8a929c')}${shaded(rect(690, 560, 260, 250, 8), tone(accent, -0.1))}${repeat(3, (index) => `${plain(rect(706, 578 + index * 76, 228, 62, 6), tone(accent, 0.1))}${shaded(rect(790, 602 + index * 76, 60, 12, 6), '#f0e2bd')}`)}${shaded(rect(0, 806, 1024, 218), tone(palette.paving, -0.04), 'fall')}${stroked('M0 806 H1024', tone(palette.paving, -0.3), 8)}${stroked('M0 900 H1024 M260 810 L180 1024 M760 810 L850 1024', tone(palette.paving, -0.14), 3)}`,
    lamps: [[512, 150, 300]],
    indoors: true,
  }
}

export function observatory(of: Surroundings): PlaceDrawing {
  const { palette } = of
  const { wall, wall2, accent } = palette
  const stars = scatter(17, 60, { x: 330, y: 20, width: 370, height: 500 })
    .map(({ x, y, pick }) => plain(circle(x, y, Math.round(8 + pick * 24) / 10), '#fff8dc'))
    .join('')
  const slit = 'path d="M372 0 H652 L682 520 H342Z"'
  return {
    svg: `${shaded(rect(0, 0, 1024, 800), tone(wall, -0.3))}${stroked('M-40 560 Q40 120 380 -60 M1064 560 Q984 120 644 -60 M-160 560 Q-80 60 300 -140 M1184 560 Q1104 60 724 -140 M120 560 Q180 200 372 60 M904 560 Q844 200 652 60', tone(wall, -0.12), 9)}<clipPath id="slit"><${slit}/></clipPath><g clip-path="url(#slit)">${sky(of, { x: 600, y: 120 })}${of.light === 'night' ? `<path d="M300 460 Q460 300 720 120 L760 220 Q560 360 380 540Z" fill="#c9b8ff" opacity=".16"/>${stars}` : ''}</g><${slit} fill="none" stroke="${tone(wall, 0.24)}" stroke-width="16"/>${shaded(rect(0, 540, 1024, 44), tone(wall2, -0.2), 'fall')}${shaded(rect(0, 584, 1024, 226), tone(wall, -0.14))}${repeat(8, (index) => plain(rect(18 + index * 128, 606, 102, 180, 6), tone(wall, -0.05)))}${shaded(rect(60, 612, 170, 126, 6), '#1f2a4a')}${stroked('M84 640 L128 664 L166 640 L204 684 L150 716 L128 664', '#9fb4e8', 2.5)}${[
      [84, 640],
      [128, 664],
      [166, 640],
      [204, 684],
      [150, 716],
    ]
      .map(([x, y]) => plain(circle(x!, y!, 5), '#fff2c0'))
      .join(
        '',
      )}${shaded(rect(780, 640, 220, 60, 8), '#2a3552')}${repeat(5, (index) => plain(rect(796 + index * 40, 654, 28, 30, 4), ['#6fe0d2', '#f4c84a', '#6fe0d2', '#e8697f', '#8fb0ff'][index]!))}${shaded(rect(770, 696, 240, 118, 6), accent)}${shaded(rect(0, 806, 1024, 218), tone(palette.paving, -0.2), 'fall')}<${ellipse(512, 920, 450, 76)} fill="none" stroke="${tone(palette.paving, 0.14)}" stroke-width="7"/><${ellipse(512, 920, 330, 52)} fill="none" stroke="${tone(palette.paving, 0.06)}" stroke-width="5"/>${stroked('M578 810 L620 640 L664 810', '#3b4150', 20)}${shaded(rect(588, 790, 66, 24, 6), '#3b4150')}${placed(`<g transform="rotate(-38)">${shaded(rect(-130, -42, 250, 84, 20), '#f0ece2', 'fall')}${shaded(rect(116, -58, 84, 116, 14), accent, 'fall')}${shaded(rect(-190, -26, 66, 52, 10), '#3b4150', 'fall')}${plain(rect(-70, -42, 16, 84), accent)}${plain(rect(40, -42, 16, 84), accent)}</g>${shaded(circle(0, 8, 30), '#3b4150', 'round')}`, 620, 620)}`,
    lamps: [[890, 668, 150]],
    indoors: true,
  }
}
