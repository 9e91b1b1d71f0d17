import { tone } from '../paint/part.ts'
import { circle, ellipse, plain, rect, repeat, shaded, stroked } from '../paint/shade.ts'
import { scatter } from '../paint/random.ts'
import { bush, casement, pavingOf, leafOf, roofOf, sky, streetLamp, tree } from './nature.ts'
import type { PlaceDrawing, Surroundings } from './surroundings.ts'

const door = (x: number, y: number, fill: string): string =>
  `${plain(`path d="M${x} ${y + 180} V${y + 44} Q${x} ${y} ${x + 45} ${y} Q${x + 90} ${y} ${x + 90} ${y + 44} V${y + 180}Z"`, tone(fill, -0.4))}${shaded(`path d="M${x + 8} ${y + 180} V${y + 48} Q${x + 8} ${y + 9} ${x + 45} ${y + 9} Q${x + 82} ${y + 9} ${x + 82} ${y + 48} V${y + 180}Z"`, fill)}${plain(circle(x + 70, y + 104, 6), '#f0d38a')}`

const paving = (of: Surroundings): string => {
  const ground = pavingOf(of)
  return `${shaded(rect(0, 790, 1024, 234), ground, 'fall')}${plain(rect(0, 786, 1024, 16), tone(ground, -0.2))}${stroked('M0 846 H1024 M0 920 H1024 M120 802 L60 846 M360 802 L330 846 M600 802 L610 846 M850 802 L890 846 M200 846 L120 920 M480 846 L460 920 M740 846 L780 920 M80 920 L-40 1024 M340 920 L290 1024 M640 920 L660 1024 M930 920 L1010 1024', tone(ground, -0.13), 3)}`
}

export function street(of: Surroundings): PlaceDrawing {
  const { palette } = of
  const house = (x: number, width: number, top: number, wall: string): string =>
    `${shaded(rect(x, top, width, 800 - top), wall)}${shaded(`path d="M${x - 16} ${top + 4} L${x + width / 2} ${top - 98} L${x + width + 16} ${top + 4}Z"`, roofOf(of, tone(wall, -0.42)), 'fall')}${plain(rect(x + width * 0.72, top - 96, 30, 62), roofOf(of, tone(wall, -0.3)))}${plain(rect(x + width * 0.72 - 5, top - 102, 40, 12, 3), tone(wall, -0.45))}`
  return {
    svg: `${sky(of)}${house(14, 300, 308, palette.wall)}${house(716, 300, 336, palette.accent)}${house(322, 386, 244, palette.wall2)}${casement(64, 350, of)}${casement(196, 350, of)}${casement(392, 286, of)}${casement(560, 286, of)}${casement(764, 404, of)}${casement(892, 404, of)}${casement(64, 560, of)}${casement(892, 590, of)}${door(196, 612, tone(palette.accent, -0.1))}${door(770, 612, tone(palette.wall, -0.15))}${shaded(rect(356, 560, 318, 232, 8), '#6a4a36')}${plain(rect(372, 576, 128, 216, 4), of.light === 'night' ? '#ffdf94' : '#a9cfdf')}${plain(rect(530, 576, 128, 150, 4), of.light === 'night' ? '#ffdf94' : '#a9cfdf')}${plain('path d="M372 700 L470 576 H500 L372 740Z M530 690 L620 576 H648 L530 726Z"', '#ffffff36')}${repeat(6, (index) => `<path d="M${346 + index * 57} 528 h57 v34 q-28 26 -57 0z" fill="${index % 2 === 0 ? palette.accent : '#fbf5e8'}"/>`)}${paving(of)}${streetLamp(694, 806, of.light === 'night')}`,
    lamps: [
      [694, 450, 150],
      [429, 340, 90],
      [597, 340, 90],
      [101, 400, 80],
      [233, 400, 80],
      [436, 660, 130],
      [594, 650, 120],
    ],
  }
}

export function cafe(of: Surroundings): PlaceDrawing {
  const { palette, light } = of
  const lit = light === 'night'
  const glass = lit ? '#ffdf94' : '#93bfd4'
  const stripes = repeat(13, (index) => {
    const x = 36 + index * 73
    const fill = index % 2 === 0 ? palette.accent : '#fbf5e8'
    return `<path d="M${x + 8} 336 h73 l-8 92 q-36 30 -73 0z" fill="${fill}"/>`
  })
  return {
    svg: `${sky(of)}${shaded(rect(0, 176, 1024, 624), palette.wall2)}${plain(rect(0, 160, 1024, 26), roofOf(of, tone(palette.wall2, -0.35)))}${stroked('M0 196 H1024', tone(palette.wall2, -0.2), 4)}${shaded(rect(80, 452, 380, 330, 6), '#5f4733')}${plain(rect(96, 468, 166, 298), glass)}${plain(rect(278, 468, 166, 298), glass)}${plain('path d="M96 690 L200 468 H252 L110 766 H96Z M278 690 L382 468 H434 L292 766 H278Z"', '#ffffff30')}${stroked('M96 664 H444', '#5f4733', 8)}${repeat(4, (index) => shaded(`path d="M${116 + index * 86} 660 v-34 q0 -8 8 -8 h28 q8 0 8 8 v34z"`, ['#d8825a', '#f4e3c0', '#8fb08a', '#c9a6c4'][index] ?? '#fff', 'fall'))}${shaded(rect(566, 452, 200, 348, 6), tone(palette.wall, -0.22))}${plain(rect(588, 476, 156, 170, 6), glass)}${plain('path d="M588 600 L670 476 H710 L588 646Z"', '#ffffff30')}${plain(circle(742, 690, 10), '#f0d38a')}${stripes}${plain(rect(40, 324, 960, 16, 5), tone(palette.accent, -0.3))}${paving(of)}${bush(850, 768, 0.95, leafOf(of))}${bush(950, 770, 0.8, leafOf(of))}${shaded(rect(792, 756, 216, 62, 8), '#86603f')}${stroked('M792 786 H1008', '#6b4a30', 3)}`,
    lamps: [
      [180, 590, 170],
      [360, 590, 170],
      [666, 560, 120],
    ],
  }
}

export function rooftop(of: Surroundings): PlaceDrawing {
  const { palette, light } = of
  const lit = light === 'night'
  const tower = (x: number, width: number, top: number, fill: string): string => {
    const [columns, rows] = [Math.floor((width - 14) / 27), Math.floor((680 - top) / 34)]
    const chosen = scatter(x + width, columns * rows, { x: 0, y: 0, width: 1, height: 1 })
    return (
      shaded(rect(x, top, width, 760 - top), fill) +
      chosen
        .map(({ pick }, index) =>
          plain(
            rect(
              x + 12 + (index % columns) * 27,
              top + 18 + Math.floor(index / columns) * 34,
              15,
              20,
              2,
            ),
            lit ? (pick < 0.62 ? '#ffdf94' : '#6f7fb4') : tone(fill, pick < 0.6 ? 0.34 : -0.14),
          ),
        )
        .join('')
    )
  }
  // Points of the two hanging wires, quadratic Bezier curves.
  const bulbs = [0.08, 0.26, 0.44, 0.62, 0.8, 0.97].flatMap((at) =>
    [
      [-10, 236, 260, 356, 512, 262],
      [512, 262, 770, 356, 1034, 226],
    ].map(([x0 = 0, y0 = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0]): [number, number] => {
      const along = (a: number, b: number, c: number): number =>
        Math.round((1 - at) ** 2 * a + 2 * at * (1 - at) * b + at ** 2 * c)
      return [along(x0, x1, x2), along(y0, y1, y2)]
    }),
  )
  const far = tone(palette.accent, 0.45)
  return {
    svg: `${sky(of, { x: 220, y: 150 })}${tower(-10, 120, 420, far)}${tower(196, 96, 350, far)}${tower(430, 110, 390, far)}${tower(640, 90, 300, far)}${tower(830, 110, 400, far)}${tower(90, 130, 500, tone(palette.wall, 0.12))}${tower(300, 150, 440, tone(palette.wall2, -0.14))}${tower(540, 124, 500, tone(palette.accent, 0.18))}${tower(724, 128, 420, tone(palette.wall, -0.06))}${tower(910, 124, 480, tone(palette.wall2, -0.2))}${shaded(rect(0, 690, 1024, 110), tone(palette.wall, -0.28), 'fall')}${plain(rect(0, 676, 1024, 24), roofOf(of, tone(palette.wall, -0.05)))}${stroked('M0 732 H1024 M0 766 H1024 M130 700 V732 M420 700 V732 M730 700 V732 M270 732 V766 M570 732 V766 M880 732 V766', tone(palette.wall, -0.4), 3)}${shaded(rect(0, 796, 1024, 228), tone(pavingOf(of), -0.05), 'fall')}${stroked('M0 850 H1024 M0 924 H1024 M140 800 L60 1024 M400 800 L380 1024 M640 800 L680 1024 M880 800 L980 1024', tone(pavingOf(of), -0.16), 3)}${stroked('M-10 236 Q260 356 512 262 Q770 356 1034 226', '#3b3340', 4)}${bulbs.map(([x, y]) => plain(ellipse(x, y + 14, 10, 14), lit ? '#ffe9ae' : '#f6d98a')).join('')}${shaded('path d="M916 824 l10 -74 h76 l10 74z"', '#b86f4a')}${bush(964, 756, 0.82, leafOf(of))}`,
    lamps: bulbs.map(([x, y]) => [x, y + 14, 62] as const),
  }
}

export function station(of: Surroundings): PlaceDrawing {
  const { palette, light } = of
  const lit = light === 'night'
  const glass = lit ? '#ffe3a0' : '#9fcbe0'
  const panes = repeat(
    6,
    (index) =>
      `${plain(rect(36 + index * 168, 486, 132, 96, 14), glass)}${plain(`path d="M${36 + index * 168} 566 L${90 + index * 168} 486 h34 L${40 + index * 168} 582 h-4z"`, '#ffffff3c')}`,
  )
  return {
    svg: `${sky(of)}${tree(90, 470, 0.6, leafOf(of))}${tree(240, 460, 0.5, leafOf(of))}${tree(900, 470, 0.64, leafOf(of))}${plain('path d="M0 470 Q260 400 520 452 T1024 430 V560 H0Z"', tone(leafOf(of), -0.22))}${shaded('path d="M-20 430 H1044 V720 H-20Z"', palette.wall)}${plain('path d="M-20 430 H1044 V458 H-20Z"', tone(palette.wall, 0.5))}${plain(rect(-20, 620, 1064, 26), palette.accent)}${panes}${shaded(rect(372, 470, 96, 240, 10), tone(palette.wall, -0.16))}${shaded(rect(472, 470, 96, 240, 10), tone(palette.wall, -0.16))}${plain(rect(390, 490, 62, 90, 8), glass)}${plain(rect(488, 490, 62, 90, 8), glass)}${plain(rect(-20, 700, 1064, 60), '#3a3f4a')}${repeat(7, (index) => shaded(circle(60 + index * 150, 726, 25), '#59606d', 'round'))}${plain(rect(0, 752, 1024, 34), '#4a4e58')}${shaded(rect(0, 778, 1024, 246), pavingOf(of), 'fall')}${plain(rect(0, 776, 1024, 14), tone(pavingOf(of), 0.5))}${plain(rect(0, 800, 1024, 20), '#f2c84a')}${stroked('M0 876 H1024 M0 950 H1024 M180 820 L120 1024 M420 820 L400 1024 M660 820 L690 1024 M880 820 L950 1024', tone(pavingOf(of), -0.12), 3)}${shaded(rect(0, 60, 1024, 60), roofOf(of, tone(palette.accent, -0.2)), 'fall')}${plain('path d="M0 120 H1024 V132 H0Z"', tone(palette.accent, -0.45))}${repeat(16, (index) => `<path d="M${index * 64} 132 h64 l-32 26z" fill="${tone(palette.accent, -0.3)}"/>`)}${shaded(rect(150, 130, 24, 670, 4), tone(palette.accent, -0.3))}${shaded(rect(850, 130, 24, 670, 4), tone(palette.accent, -0.3))}${stroked('M162 250 Q162 140 262 140 M162 250 Q162 140 60 140 M862 250 Q862 140 962 140 M862 250 Q862 140 760 140', tone(palette.accent, -0.3), 10)}`,
    lamps: [
      [100, 534, 130],
      [270, 534, 130],
      [440, 534, 130],
      [606, 534, 130],
      [776, 534, 130],
      [940, 534, 130],
    ],
  }
}
