import { blend, tone } from '../paint/part.ts'
import { circle, ellipse, placed, plain, rect, repeat, shaded, stroked } from '../paint/shade.ts'
import {
  bush,
  casement,
  fir,
  groundOf,
  leafOf,
  meadow,
  palm,
  roofOf,
  sky,
  streetLamp,
  tree,
} from './nature.ts'
import type { PlaceDrawing, Surroundings } from './surroundings.ts'

const bench = (x: number, y: number, fill: string): string =>
  placed(
    `${stroked('M-70 0 V-50 M70 0 V-50 M-64 -44 L-76 -104 M64 -44 L76 -104', '#3f4650', 7)}${shaded(rect(-88, -58, 176, 14, 5), fill, 'fall')}${shaded(rect(-92, -86, 184, 12, 5), fill, 'fall')}${shaded(rect(-94, -108, 188, 12, 5), fill, 'fall')}`,
    x,
    y,
  )

export function park(of: Surroundings): PlaceDrawing {
  const leaf = leafOf(of)
  const ground = groundOf(of)
  return {
    svg: `${sky(of)}${plain('path d="M0 560 Q200 452 470 540 T1024 500 V1024 H0Z"', tone(leaf, -0.1))}${plain('path d="M0 610 Q300 520 620 600 T1024 580 V1024 H0Z"', tone(leaf, -0.24))}${tree(330, 640, 0.62, tone(leaf, -0.08))}${tree(690, 640, 0.7, tone(leaf, -0.12))}${tree(110, 712, 1.12, leaf)}${tree(922, 724, 1.22, leaf)}${shaded('path d="M0 700 Q300 640 1024 712 V1024 H0Z"', ground, 'fall')}${shaded('path d="M420 1024 Q470 880 560 800 Q610 744 540 684 L590 680 Q690 740 640 820 Q600 900 660 1024Z"', of.season === 'winter' ? '#d9e0e4' : '#e3d0a6', 'fall')}${bench(236, 770, '#a9744a')}${bush(790, 730, 0.7, tone(leaf, -0.14))}${meadow(of, 3, { x: 20, y: 770, width: 380, height: 240 })}${meadow(of, 9, { x: 680, y: 770, width: 330, height: 240 })}${streetLamp(668, 742, of.light === 'night')}`,
    lamps: [[668, 390, 170]],
  }
}

export function mountains(of: Surroundings): PlaceDrawing {
  const leaf = leafOf(of)
  const snowy = of.season === 'winter'
  const rock = snowy ? '#a3b3c6' : '#7f8fa9'
  return {
    svg: `${sky(of)}${plain('path d="M-20 600 L120 420 L240 520 L380 360 L520 540 L700 380 L860 520 L1044 400 V700 H-20Z"', '#a9bdd2')}${shaded('path d="M-60 680 L222 236 L300 352 L350 320 L520 600 L640 420 L716 226 L1090 690Z"', rock)}${plain('path d="M222 236 L300 352 L262 338 L232 378 L204 344 L158 360 L140 366Z M716 226 L826 364 L784 356 L752 400 L712 352 L676 398 L650 392Z"', '#f8fbfd')}${plain('path d="M222 236 L300 352 L350 320 L520 600 L360 640 L300 470Z M716 226 L1090 690 L820 660 L790 480Z"', '#1b254628')}${plain('path d="M0 640 Q280 560 560 640 T1024 620 V1024 H0Z"', tone(leaf, -0.28))}${shaded(ellipse(520, 724, 400, 58), '#5eabcd', 'fall')}${stroked('M300 716 h120 M470 740 h170 M640 708 h110 M380 752 h70', '#bfe3ef', 5)}${fir(86, 742, 0.86, tone(leaf, -0.2), snowy)}${fir(186, 712, 0.6, tone(leaf, -0.14), snowy)}${fir(886, 712, 0.62, tone(leaf, -0.14), snowy)}${fir(964, 748, 0.94, tone(leaf, -0.2), snowy)}${shaded('path d="M0 772 Q420 712 1024 782 V1024 H0Z"', groundOf(of), 'fall')}${meadow(of, 5, { x: 20, y: 800, width: 980, height: 210 })}`,
    lamps: [],
  }
}

export function harbour(of: Surroundings): PlaceDrawing {
  const { palette, light } = of
  const lit = light === 'night'
  const quay = { summer: '#b58f63', autumn: '#a47c55', winter: '#dfe7ec' }[of.season]
  const house = (x: number, y: number, width: number, height: number, fill: string): string =>
    `${shaded(rect(x, y, width, height), fill)}${shaded(`path d="M${x - 10} ${y + 2} L${x + width / 2} ${y - 62} L${x + width + 10} ${y + 2}Z"`, roofOf(of, tone(fill, -0.4)), 'fall')}${plain(rect(x + 18, y + 30, 28, 36, 3), lit ? '#ffdf94' : '#dcebf2')}${plain(rect(x + width - 46, y + 30, 28, 36, 3), lit ? '#ffdf94' : '#dcebf2')}`
  const sail = (x: number, y: number, scale: number): string =>
    placed(
      `${plain('path d="M4 -90 L60 -10 H4Z M-4 -76 L-40 -10 H-4Z"', '#fdf8ec')}${shaded('path d="M-52 -4 H64 Q50 20 30 20 H-30 Q-46 18 -52 -4Z"', palette.wall)}`,
      x,
      y,
      scale,
    )
  return {
    svg: `${sky(of)}${plain('path d="M0 540 L150 404 L260 500 L420 360 L600 520 L760 430 L1024 540 V600 H0Z"', '#8ea6c2')}${plain('path d="M0 560 L190 470 L330 540 L520 452 L700 548 L880 480 L1024 560 V600 H0Z"', tone(leafOf(of), -0.12))}${plain('path d="M0 556 Q120 470 300 520 Q380 536 440 556Z"', tone(leafOf(of), -0.2))}${tree(24, 552, 0.5, leafOf(of))}${tree(412, 554, 0.42, leafOf(of))}${house(40, 420, 130, 136, palette.wall)}${house(176, 448, 110, 108, palette.wall2)}${house(292, 434, 96, 122, palette.accent)}${shaded(rect(0, 548, 1024, 290), of.season === 'autumn' ? '#5c8f96' : '#3f95b8', 'fall')}${stroked('M60 604 h120 M300 636 h160 M640 598 h130 M820 664 h140 M120 706 h150 M520 716 h170 M700 760 h120 M40 762 h90', '#a6dbea', 5)}${sail(600, 610, 0.8)}${sail(470, 586, 0.5)}${plain('path d="M800 556 Q850 520 1024 540 V586 H800Z"', '#7c8793')}${plain('path d="M836 544 Q900 508 1024 528 V548 H836Z"', tone(leafOf(of), -0.14))}${bush(984, 540, 0.6, leafOf(of))}${shaded('path d="M858 546 L872 268 H934 L948 546Z"', '#f7f2e8')}${plain('path d="M868 340 H938 L941 402 H865Z M862 452 H944 L947 506 H859Z"', palette.accent)}${plain(rect(876, 222, 54, 48, 4), lit ? '#ffeeb8' : '#cfe3ec')}${shaded('path d="M864 226 L903 184 L942 226Z"', '#46505e')}${plain(rect(862, 264, 82, 12, 3), '#46505e')}${shaded(rect(0, 800, 1024, 224), quay, 'fall')}${stroked('M0 850 H1024 M0 910 H1024 M0 974 H1024 M210 800 V850 M560 850 V910 M330 910 V974 M820 910 V974 M130 974 V1024 M640 974 V1024', tone(quay, -0.2), 4)}${[60, 964].map((x) => shaded(`path d="M${x - 20} 842 L${x - 15} 790 H${x + 15} L${x + 20} 842Z"`, '#55606c') + shaded(rect(x - 22, 782, 44, 15, 7), '#55606c', 'fall')).join('')}${of.season === 'autumn' ? meadow(of, 13, { x: 10, y: 812, width: 1000, height: 200 }) : ''}`,
    lamps: [
      [903, 246, 200],
      [72, 468, 60],
      [236, 496, 60],
      [330, 482, 60],
    ],
  }
}

export function beach(of: Surroundings): PlaceDrawing {
  const { palette } = of
  const sand = of.season === 'winter' ? '#e6e8e6' : '#efd9a6'
  return {
    svg: `${sky(of)}${plain('path d="M560 500 Q660 410 760 452 Q860 400 1024 470 V540 H560Z"', '#86ad9f')}${shaded(rect(0, 500, 1024, 260), '#3aa3bf', 'fall')}${stroked('M60 546 h160 M420 566 h120 M760 556 h180 M180 606 h170 M600 616 h150 M880 636 h110 M60 660 h150 M480 662 h130', '#a5e3ea', 5)}${plain('path d="M0 690 Q130 664 270 692 T540 690 T800 688 T1024 690 V800 H0Z"', '#f4fbfa')}${plain('path d="M0 706 Q150 686 290 712 T560 708 T820 706 T1024 710 V800 H0Z"', '#8fd6dd')}${plain('path d="M0 728 Q150 712 290 736 T560 732 T820 730 T1024 736 V800 H0Z"', '#f4fbfa')}${shaded('path d="M0 744 Q150 730 290 752 T560 748 T820 746 T1024 752 V1024 H0Z"', sand, 'fall')}${palm(926, 800, 1.04, leafOf(of))}${placed(`${plain('path d="M4 -96 L64 -10 H4Z M-4 -84 L-44 -10 H-4Z"', '#fdf8ec')}${shaded('path d="M-56 -4 H68 Q54 22 32 22 H-32 Q-50 20 -56 -4Z"', palette.accent)}`, 72, 540, 0.8)}${repeat(9, (index) => stroked(`M${(index * 131 + 40) % 960} ${800 + ((index * 67) % 200)} q18 -10 36 0`, tone(sand, -0.12), 3))}${placed(`${[0, 72, 144, 216, 288].map((turn) => `<g transform="rotate(${turn})">${shaded('path d="M-11 0 L0 -34 L11 0Z"', '#e8825a', 'fall')}</g>`).join('')}${shaded(circle(0, 0, 12), '#e8825a', 'round')}`, 128, 968, 0.9)}`,
    lamps: [],
  }
}

export function desert(of: Surroundings): PlaceDrawing {
  const { palette } = of
  const sand = of.season === 'winter' ? '#eef1f2' : blend('#ecc98e', palette.paving, 0.3)
  const cactus = (x: number, y: number, scale: number): string =>
    placed(
      `${shaded('path d="M-20 0 V-190 Q-20 -216 0 -216 Q20 -216 20 -190 V0Z"', palette.leaf)}${shaded('path d="M-20 -80 H-48 Q-66 -80 -66 -100 V-140 Q-66 -154 -54 -154 Q-42 -154 -42 -140 V-108 H-20Z M20 -110 H46 Q62 -110 62 -128 V-164 Q62 -178 50 -178 Q39 -178 39 -164 V-138 H20Z"', palette.leaf)}${stroked('M-7 -14 V-190 M7 -14 V-190', tone(palette.leaf, -0.22), 3)}`,
      x,
      y,
      scale,
    )
  return {
    svg: `${sky(of)}${shaded('path d="M40 600 V470 Q44 452 70 450 L250 446 Q276 448 280 470 L300 600Z M640 600 L656 430 Q660 410 690 408 H770 Q790 410 794 440 L800 470 H900 Q920 472 924 500 L940 600Z"', tone(palette.wall, -0.06))}${stroked('M60 500 H286 M56 540 H292 M652 470 H796 M648 520 H928 M644 560 H934', tone(palette.wall, -0.2), 5)}${plain('path d="M0 590 Q220 540 470 596 T1024 570 V1024 H0Z"', tone(sand, -0.16))}${shaded('path d="M0 660 Q300 560 560 668 Q780 740 1024 640 V1024 H0Z"', tone(sand, -0.06), 'fall')}${plain('path d="M560 668 Q780 740 1024 640 V720 Q780 770 560 668Z"', tone(sand, -0.22))}${cactus(116, 720, 0.86)}${cactus(906, 700, 0.72)}${shaded('path d="M0 780 Q420 700 700 776 Q860 816 1024 772 V1024 H0Z"', sand, 'fall')}${stroked('M80 860 Q200 838 320 862 M560 850 Q700 826 840 854 M240 950 Q380 928 520 952 M700 960 Q820 940 960 962', tone(sand, -0.14), 4)}${shaded('path d="M40 980 Q44 944 84 944 Q128 946 134 980Z M880 990 Q884 962 916 960 Q950 962 956 990Z"', tone(palette.wall, -0.2), 'round')}`,
    lamps: [],
  }
}

export function village(of: Surroundings): PlaceDrawing {
  const { palette } = of
  const snowy = of.season === 'winter'
  const leaf = snowy ? '#4f8a74' : leafOf(of)
  const cottage = (x: number, y: number, width: number, fill: string): string =>
    `${shaded(rect(x, y, width, 190), fill)}${shaded(`path d="M${x - 34} ${y + 26} L${x + width / 2} ${y - 112} L${x + width + 34} ${y + 26} Q${x + width + 20} ${y + 40} ${x + width} ${y + 20} L${x + width / 2} ${y - 66} L${x} ${y + 20} Q${x - 20} ${y + 40} ${x - 34} ${y + 26}Z"`, roofOf(of, '#9a5a42'), 'fall')}${plain(`path d="M${x} ${y + 18} L${x + width / 2} ${y - 68} L${x + width} ${y + 18}Z"`, fill)}${plain(rect(x + width * 0.76, y - 120, 30, 76), '#8d6a57')}${plain(rect(x + width * 0.76 - 5, y - 128, 40, 14, 5), roofOf(of, '#6b4a3c'))}`
  return {
    svg: `${sky(of)}${plain('path d="M0 560 L180 380 L300 500 L460 340 L640 540 L800 420 L1024 560 V700 H0Z"', '#b9c9db')}${plain('path d="M460 340 L520 408 L486 400 L456 432 L424 390Z M180 380 L228 428 L196 424 L170 448 L142 420Z"', '#fff')}${plain('path d="M0 600 Q250 520 560 596 T1024 560 V1024 H0Z"', snowy ? '#dbe6ee' : tone(leaf, -0.14))}${fir(60, 660, 0.7, leaf, snowy)}${fir(410, 640, 0.56, leaf, snowy)}${fir(560, 640, 0.66, leaf, snowy)}${fir(960, 690, 0.9, leaf, snowy)}${cottage(130, 520, 236, palette.wall)}${cottage(650, 530, 250, palette.accent)}${casement(162, 560, of)}${shaded(rect(270, 588, 70, 122, 6), '#7a5138')}${casement(684, 572, of)}${shaded(rect(800, 598, 72, 122, 6), '#6a4632')}${shaded('path d="M0 712 Q340 650 640 716 T1024 700 V1024 H0Z"', groundOf(of), 'fall')}${plain('path d="M380 1024 Q480 880 330 712 L420 706 Q620 860 620 1024Z"', snowy ? '#d3dfe8' : '#d9c7a0')}${repeat(7, (index) => shaded(rect(20 + index * 34, 742 + (index % 2) * 2, 13, 62, 4), '#8a6446'))}${stroked('M14 762 H244 M14 786 H244', '#8a6446', 7)}${snowy ? repeat(7, (index) => plain(ellipse(26 + index * 34, 742, 9, 6), '#fff')) : ''}${bush(946, 780, 0.8, snowy ? '#eef4f8' : tone(leaf, -0.1))}${streetLamp(600, 760, of.light === 'night')}`,
    lamps: [
      [600, 404, 150],
      [199, 606, 110],
      [721, 620, 110],
    ],
  }
}
