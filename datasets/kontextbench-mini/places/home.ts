import { tone } from '../paint/part.ts'
import { scatter } from '../paint/random.ts'
import { circle, ellipse, placed, plain, rect, repeat, shaded, stroked } from '../paint/shade.ts'
import { floorBoards, leafOf, sky } from './nature.ts'
import type { PlaceDrawing, Surroundings } from './surroundings.ts'

/** What one sees through a window, drawn into the frame x, y, width, height. */
export const view = (
  of: Surroundings,
  x: number,
  y: number,
  width: number,
  height: number,
): string =>
  `<svg x="${x}" y="${y}" width="${width}" height="${height}" viewBox="0 0 1024 1024" preserveAspectRatio="xMidYMid slice">${sky(of, { x: 700, y: 220 })}${plain('path d="M-200 720 Q300 560 700 690 T1300 640 V1100 H-200Z"', tone(leafOf(of), -0.08))}${plain('path d="M-200 860 Q400 740 1300 850 V1100 H-200Z"', leafOf(of))}</svg>`

export const shelf = (x: number, y: number, width: number, fill: string): string =>
  shaded(rect(x, y, width, 14, 4), fill, 'fall')

export function room(of: Surroundings): PlaceDrawing {
  const { palette } = of
  const { wall, wall2, accent } = palette
  return {
    svg: `${shaded(rect(0, 0, 1024, 800), wall)}${repeat(13, (index) => plain(rect(index * 80, 0, 40, 760), '#ffffff14'))}${plain(rect(0, 742, 1024, 34), '#f6f0e4')}${plain(rect(0, 742, 1024, 6), '#0000001c')}${plain(rect(632, 112, 306, 352, 8), '#fbf7ee')}${view(of, 650, 130, 270, 316)}${stroked('M785 130 v316 M650 290 h270', '#fbf7ee', 11)}${plain(rect(616, 460, 338, 20, 5), '#fbf7ee')}${stroked('M584 92 H986', tone(accent, -0.4), 10)}${shaded('path d="M596 96 H690 Q700 300 640 486 H592Z M974 96 H880 Q870 300 930 486 H978Z"', accent)}${floorBoards(772, '#b98a5e')}${shaded(ellipse(520, 920, 430, 78), wall2, 'fall')}<${ellipse(520, 920, 372, 60)} fill="none" stroke="${tone(accent, 0.2)}" stroke-width="8"/>${shaded(ellipse(520, 920, 330, 48), tone(wall2, 0.34), 'fall')}${shelf(90, 470, 230, '#8a6446')}${repeat(6, (index) => shaded(rect(108 + index * 24, 470 - [84, 70, 92, 76, 88, 66][index]!, 20, [84, 70, 92, 76, 88, 66][index]!, 2), [accent, '#e0a458', '#5f8f86', '#c95f4f', '#8793b3', '#e6d6b0'][index]!))}${shaded('path d="M262 470 l-6 -40 h44 l-6 40z"', '#c9805a')}${plain('path d="M278 432 Q250 410 256 384 Q276 396 278 420 Q276 384 286 366 Q300 392 280 424 Q298 398 316 396 Q312 424 278 432Z"', palette.leaf)}${placed(`${stroked('M0 0 V-260', '#55483e', 8)}${shaded(ellipse(0, 0, 46, 10), '#55483e', 'fall')}${shaded('path d="M-50 -256 L-30 -330 H30 L50 -256 Q0 -244 -50 -256Z"', '#fbe6b8')}`, 540, 800)}`,
    lamps: [[540, 520, 230]],
    indoors: true,
  }
}

export function kitchen(of: Surroundings): PlaceDrawing {
  const { palette } = of
  const { wall, wall2, accent } = palette
  const cupboard = (x: number, y: number, width: number, height: number): string =>
    `${shaded(rect(x, y, width, height, 6), accent)}<${rect(x + 12, y + 12, width - 24, height - 24, 5)} fill="none" stroke="${tone(accent, 0.25)}" stroke-width="4"/>${plain(circle(x + width - 26, y + height / 2, 6), '#f0e2bd')}`
  const tiles = stroked(
    repeat(9, (index) => `M0 ${372 + index * 28} H1024 `) +
      repeat(17, (index) => `M${index * 62} 350 V592 `),
    tone(wall2, -0.1),
    2,
  )
  const checks = repeat(24, (index) => {
    const row = Math.floor(index / 8)
    const [top, low] = [
      [826, 878],
      [878, 944],
      [944, 1024],
    ][row] as [number, number]
    const [a, b] = [0.78 + row * 0.13, 0.91 + row * 0.14]
    const column = (index % 8) - 4
    if ((column + row) % 2 !== 0) return ''
    const at = (of2: number, by: number): number => Math.round(512 + of2 * 170 * by)
    return `<path d="M${at(column, a)} ${top} H${at(column + 1, a)} L${at(column + 1, b)} ${low} H${at(column, b)}Z" fill="${tone(wall, -0.12)}"/>`
  })
  return {
    svg: `${shaded(rect(0, 0, 1024, 830), wall)}${plain(rect(0, 350, 1024, 242), wall2)}${tiles}${plain(rect(388, 96, 260, 230, 8), '#fbf7ee')}${view(of, 404, 112, 228, 198)}${stroked('M518 112 v198', '#fbf7ee', 9)}${plain(rect(374, 322, 288, 16, 5), '#fbf7ee')}${cupboard(24, 60, 150, 236)}${cupboard(180, 60, 150, 236)}${cupboard(706, 60, 146, 236)}${cupboard(858, 60, 146, 236)}${shelf(700, 440, 290, '#a9794f')}${repeat(5, (index) => `${shaded(rect(716 + index * 54, 378, 40, 62, 8), ['#e8c27a', '#c9654f', '#8fb08a', '#f0e6d0', '#b58a6a'][index]!)}${plain(rect(714 + index * 54, 370, 44, 14, 4), '#6b4a36')}`)}${stroked('M60 388 H312', '#5a5f68', 7)}${[100, 180, 262].map((x, index) => `${stroked(`M${x} 390 v26`, '#5a5f68', 6)}${shaded(circle(x, 446 + index * 4, 32 - index * 3), ['#b8653f', '#5b636e', '#b8653f'][index]!, 'round')}`).join('')}${shaded(rect(0, 588, 1024, 34, 4), '#efe6d6', 'fall')}${shaded(rect(0, 620, 1024, 196), tone(accent, -0.06))}${repeat(5, (index) => (index === 2 ? '' : cupboard(10 + index * 204, 634, 190, 168)))}${shaded(rect(418, 626, 190, 184, 6), '#dfe3e6')}${plain(rect(440, 676, 146, 112, 10), of.light === 'night' ? '#ffb65c' : '#3c434d')}${stroked('M440 660 H586', '#8a929c', 7)}${repeat(4, (index) => plain(circle(446 + index * 44, 642, 8), '#4a525c'))}${shaded('path d="M252 588 v-44 h120 v44z"', '#c9cfd6')}${stroked('M236 556 h16 M372 556 h16', '#4a525c', 9)}${plain('path d="M246 544 q66 -26 132 0z"', '#aab2bb')}${shaded('path d="M850 588 Q836 544 866 540 H934 Q964 544 950 588Z"', '#e9dcc0')}${[866, 898, 930].map((x, index) => shaded(circle(x, 530 - (index % 2) * 12, 24), ['#d8343a', '#f2a23a', '#7fae45'][index]!, 'round')).join('')}${plain(rect(0, 812, 1024, 212), tone(wall, 0.45))}${checks}${plain(rect(0, 806, 1024, 14), tone(accent, -0.4))}`,
    lamps: [[512, 732, 130]],
    indoors: true,
  }
}

export function library(of: Surroundings): PlaceDrawing {
  const { palette } = of
  const wood = '#7a5236'
  const covers = [
    palette.accent,
    palette.wall,
    palette.wall2,
    '#b9503f',
    '#d9a441',
    '#4f7f6a',
    '#4a5f8f',
    '#e6d9bd',
  ]
  const books = (x: number, y: number, width: number, seed: number): string => {
    let at = x
    let row = ''
    for (const { pick, x: wide, y: tall } of scatter(seed, 30, {
      x: 15,
      y: 62,
      width: 14,
      height: 30,
    })) {
      if (at + wide > x + width) break
      const fill = covers[Math.floor(pick * covers.length)] ?? wood
      row += `${plain(rect(at, y - tall, wide - 1, tall, 2), fill)}<path d="M${at + 2} ${y - tall + 12}h${wide - 5}v5h${5 - wide}z" fill="#ffffff80"/>`
      at += wide
    }
    return `${row}${plain(rect(x, y - 26, at - x, 26), 'url(#fall)')}`
  }
  const bookcase = (x: number, width: number, seed: number): string =>
    `${shaded(rect(x, 40, width, 770, 6), wood)}${plain(rect(x + 14, 56, width - 28, 738), '#4a3222')}${repeat(6, (index) => books(x + 20, 164 + index * 122, width - 40, seed + index) + plain(rect(x + 10, 164 + index * 122, width - 20, 14), tone(wood, 0.1)))}`
  return {
    svg: `${shaded(rect(0, 0, 1024, 830), palette.wall2)}${plain(rect(0, 0, 1024, 30), tone(wood, -0.2))}${plain('path d="M372 560 V330 Q372 190 512 190 Q652 190 652 330 V560Z"', '#fbf4e4')}<clipPath id="arch"><path d="M390 544 V334 Q390 208 512 208 Q634 208 634 334 V544Z"/></clipPath><g clip-path="url(#arch)">${view(of, 380, 200, 264, 350)}</g>${stroked('M512 208 V544 M390 330 H634 M390 440 H634', '#fbf4e4', 9)}${plain(rect(356, 548, 312, 20, 5), '#fbf4e4')}${bookcase(10, 330, 21)}${bookcase(684, 330, 41)}${shaded(rect(372, 600, 280, 210, 4), tone(wood, 0.12))}${plain(rect(388, 616, 248, 180), '#4a3222')}${books(394, 702, 236, 61)}${plain(rect(384, 702, 256, 12), tone(wood, 0.16))}${books(394, 794, 236, 71)}${floorBoards(806, '#a97c54')}${shaded(ellipse(512, 940, 440, 66), tone(palette.accent, -0.05), 'fall')}<${ellipse(512, 940, 396, 52)} fill="none" stroke="${tone(palette.wall2, 0.1)}" stroke-width="7"/>${stroked('M700 806 L742 150 M790 806 L824 150', '#caa06c', 12)}${stroked(
      repeat(
        8,
        (index) =>
          `M${706 + index * 5} ${750 - index * 76} L${793 + index * 4.3} ${750 - index * 76} `,
      ),
      '#caa06c',
      10,
    )}`,
    lamps: [],
    indoors: true,
  }
}

export function classroom(of: Surroundings): PlaceDrawing {
  const { palette } = of
  const { wall, accent, leaf } = palette
  return {
    svg: `${shaded(rect(0, 0, 1024, 800), wall)}${plain(rect(0, 560, 1024, 220), tone(wall, -0.12))}${plain(rect(0, 554, 1024, 10), tone(wall, -0.3))}${shaded(rect(216, 96, 560, 372, 10), '#96683f')}${shaded(rect(234, 114, 524, 336, 4), '#2f5a4a', 'fall')}${plain('path d="M250 420 Q420 380 600 426 L742 400 V442 H250Z"', '#ffffff10')}${shaded(rect(226, 462, 540, 18, 5), '#b07f4e', 'fall')}${plain(rect(300, 454, 44, 9, 3), '#fff')}${plain(rect(360, 455, 30, 8, 3), '#f5d35a')}${shaded(rect(640, 446, 70, 17, 4), '#d8685a')}${plain(rect(812, 150, 190, 250, 6), '#fbf7ee')}${view(of, 826, 164, 162, 222)}${stroked('M907 164 v222 M826 270 h162', '#fbf7ee', 8)}${plain(rect(24, 130, 160, 200, 4), '#f7efdc')}${plain(rect(36, 142, 136, 176), '#9fcfe0')}${plain('path d="M48 176 Q76 160 98 182 Q104 206 80 214 Q56 210 48 176Z M86 226 Q108 220 112 250 Q106 286 92 296 Q80 262 86 226Z M124 170 Q150 158 164 178 Q168 206 144 214 Q122 204 124 170Z M134 232 Q158 228 162 250 Q154 276 138 270Z"', leaf)}${stroked('M18 128 H190 M18 332 H190', '#8a6446', 9)}${floorBoards(776, '#c79b6c')}${shaded('path d="M560 640 H980 L1000 664 H540Z"', tone(accent, 0.24), 'fall')}${shaded(rect(566, 664, 410, 136, 4), accent)}${plain(rect(586, 684, 160, 96, 4), tone(accent, -0.16))}${plain(rect(796, 684, 160, 96, 4), tone(accent, -0.16))}${repeat(3, (index) => shaded(rect(850 - index * 4, 626 - index * 17, 96, 16, 3), ['#c95f4f', '#e0b258', '#5f8fb0'][index]!))}${shaded(circle(890, 574, 17), '#d8343a', 'round')}${stroked('M890 560 q2 -10 8 -12', '#5a3a26', 3)}`,
    lamps: [],
    indoors: true,
  }
}
