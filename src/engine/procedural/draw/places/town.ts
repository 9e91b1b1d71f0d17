import { down, groundOf, leafOf, sky, tree, type Moment } from './air.ts'

const glass = (lit: boolean): string => (lit ? '#ffe29a' : '#a9cbe0')

const pane = (x: number, y: number, w: number, h: number, lit: boolean): string =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="4" fill="#f4efe4"/><rect x="${x + 6}" y="${y + 6}" width="${w - 12}" height="${h - 12}" fill="${glass(lit)}"/><path d="M${x + w / 2} ${y + 6} v${h - 12} M${x + 6} ${y + h / 2} h${w - 12}" stroke="#f4efe4" stroke-width="4"/>`

interface House {
  x: number
  width: number
  top: number
  wall: string
  roof: string
}

function house({ x, width, top, wall, roof }: House, m: Moment): string {
  const lit = m.time === 'night'
  const columns = Math.max(2, Math.round(width / 110))
  const windows = Array.from({ length: columns * 3 }, (_, index) => {
    const wx = x + ((index % columns) + 0.5) * (width / columns) - 28
    const wy = top + 40 + Math.floor(index / columns) * 130
    return wy > 640 ? '' : pane(wx, wy, 56, 78, lit && (index * 7 + x) % 3 !== 0)
  }).join('')
  return `<rect x="${x}" y="${top}" width="${width}" height="${820 - top}" fill="${wall}"/><path d="M${x - 14} ${top} L${x + width / 2} ${top - 90} L${x + width + 14} ${top}Z" fill="${m.season === 'winter' ? '#f2f6fa' : roof}"/>${windows}<rect x="${x + width / 2 - 34}" y="700" width="68" height="120" rx="6" fill="#6b4430"/>`
}

const paving = (m: Moment): string =>
  `${down('pave', m.season === 'winter' ? '#eef3f7' : '#b9b4ac', m.season === 'winter' ? '#cfdae4' : '#8f8a84')}<rect y="810" width="1024" height="214" fill="url(#pave)"/><path d="M0 816 H1024" stroke="#7d776f" stroke-width="10"/><path d="M0 880 H1024 M0 950 H1024 M120 820 L40 1024 M330 820 L290 1024 M540 820 L560 1024 M750 820 L820 1024 M930 820 L1060 1024" stroke="#7d776f" stroke-width="3" opacity=".45"/>`

const lamp = (x: number, lit: boolean): string =>
  `${lit ? `<circle cx="${x}" cy="470" r="120" fill="#ffe9a8" opacity=".28"/>` : ''}<path d="M${x} 830 V480" stroke="#2f343c" stroke-width="12"/><path d="M${x - 26} 500 L${x - 18} 440 H${x + 18} L${x + 26} 500Z" fill="${lit ? '#fff0b4' : '#e2eaf0'}" stroke="#2f343c" stroke-width="7"/>`

const tower = (x: number, width: number, top: number, fill: string, m: Moment): string =>
  `<rect x="${x}" y="${top}" width="${width}" height="${830 - top}" fill="${fill}"/><g fill="${m.time === 'night' ? '#ffe29a' : '#cfe3f0'}" opacity=".8">${Array.from(
    { length: 44 },
    (_, index) => {
      const wx = x + 14 + (index % 4) * ((width - 28) / 4)
      const wy = top + 24 + Math.floor(index / 4) * 48
      return wy > 780 || (m.time === 'night' && (index * 5 + x) % 4 === 0)
        ? ''
        : `<rect x="${wx.toFixed(0)}" y="${wy}" width="${((width - 28) / 4 - 10).toFixed(0)}" height="26"/>`
    },
  ).join('')}</g>`

const row = (m: Moment): string =>
  [
    { x: -20, width: 250, top: 330, wall: '#c98a6a', roof: '#7a4636' },
    { x: 230, width: 280, top: 270, wall: '#e6cfa4', roof: '#8a6a44' },
    { x: 510, width: 260, top: 320, wall: '#a9b8ba', roof: '#56646c' },
    { x: 770, width: 280, top: 290, wall: '#d9a98a', roof: '#854a3a' },
  ]
    .map((one) => house(one, m))
    .join('')

/** Streets and what stands in them. */
export const town: Readonly<Record<string, (moment: Moment) => string>> = {
  street: (m) =>
    `${sky(m)}${row(m)}${paving(m)}${lamp(120, m.time === 'night')}${lamp(910, m.time === 'night')}`,
  city: (m) =>
    `${sky(m)}<g opacity=".6">${tower(40, 130, 260, '#8496ac', m)}${tower(300, 150, 190, '#7a8da6', m)}${tower(640, 140, 240, '#8496ac', m)}${tower(880, 150, 210, '#7a8da6', m)}</g>${tower(-20, 170, 380, '#5f6f86', m)}${tower(180, 150, 320, '#70809a', m)}${tower(470, 170, 290, '#647690', m)}${tower(760, 160, 360, '#5f6f86', m)}${paving(m)}`,
  harbour: (m) =>
    `${sky(m)}<path d="M0 540 L160 430 L300 520 L470 400 L640 520 L800 440 L1024 540 V600 H0Z" fill="#7f93ac"/>${down('water', '#4f9cc0', '#256a90')}<rect y="545" width="1024" height="270" fill="url(#water)"/><g stroke="#cfe8f2" stroke-width="5" opacity=".5"><path d="M60 620 h140 M320 670 h160 M640 610 h150 M820 700 h130 M120 750 h160 M520 770 h190"/></g><g><rect x="820" y="280" width="60" height="270" fill="#f3efe6"/><path d="M820 340 h60 v46 h-60z M820 432 h60 v46 h-60z" fill="#c23a3a"/><path d="M812 280 h76 l-18 -36 h-40z" fill="#3b4250"/></g><g transform="translate(240 610)"><path d="M-110 -10 H110 Q96 40 60 44 H-70 Q-100 30 -110 -10Z" fill="#8a3a3a"/><path d="M0 -170 V-10" stroke="#5a4030" stroke-width="8"/><path d="M8 -164 Q86 -90 90 -20 H8Z" fill="#f6f1e4"/><path d="M-8 -140 Q-60 -80 -66 -20 H-8Z" fill="#e6dfcc"/></g>${down('quay', '#c49a68', '#8f6a42')}<rect y="800" width="1024" height="224" fill="url(#quay)"/><path d="M0 846 H1024 M0 900 H1024 M0 960 H1024" stroke="#7a5836" stroke-width="5"/>`,
  cafe: (m) => {
    const lit = m.time === 'night'
    const stripes = Array.from(
      { length: 13 },
      (_, index) =>
        `<path d="M${40 + index * 76} 300 h38 l-4 100 q-17 22 -34 0z" fill="#b8463a"/><path d="M${78 + index * 76} 300 h38 l-4 100 q-17 22 -34 0z" fill="#f8f1e2"/>`,
    ).join('')
    return `${sky(m)}<rect y="190" width="1024" height="640" fill="#d8c2a2"/><rect y="190" width="1024" height="34" fill="#a8896a"/><rect x="80" y="420" width="430" height="330" rx="8" fill="#5b4634"/><rect x="98" y="438" width="394" height="294" fill="${lit ? '#ffdf9a' : '#a7c3d0'}"/><path d="M295 438 V732 M98 600 H492" stroke="#5b4634" stroke-width="10"/><rect x="590" y="420" width="190" height="400" rx="8" fill="#6b4430"/><rect x="614" y="446" width="142" height="180" fill="${lit ? '#ffe7b0' : '#b7ced8'}"/>${stripes}<rect x="830" y="470" width="150" height="190" rx="6" fill="#2f3a34"/><path d="M856 510 h98 M856 540 h76 M856 570 h90 M856 600 h60" stroke="#e8e2d0" stroke-width="6"/>${paving(m)}<g><ellipse cx="170" cy="826" rx="120" ry="18" fill="#4a3a2c"/><path d="M170 826 V960 M120 968 Q170 940 220 968" stroke="#3a2e24" stroke-width="10" fill="none"/></g><g fill="${leafOf(m)[1]}"><circle cx="890" cy="770" r="50"/><circle cx="940" cy="750" r="56"/></g><path d="M850 790 H990 L976 870 H864Z" fill="#9a5a3a"/>`
  },
  market: (m) => {
    const stall = (x: number, colour: string): string =>
      `<path d="M${x} 470 H${x + 280} L${x + 300} 560 H${x - 20}Z" fill="${colour}"/><path d="M${x + 56} 470 L${x + 50} 560 H${x + 110} L${x + 112} 470Z M${x + 168} 470 L${x + 170} 560 H${x + 230} L${x + 224} 470Z" fill="#fbf5e8"/><path d="M${x} 560 V820 M${x + 280} 560 V820" stroke="#6b4a30" stroke-width="12"/><rect x="${x - 10}" y="690" width="300" height="130" fill="#a9794f"/>${['#e0483a', '#f2b030', '#6aa84a', '#e87a30'].map((fill, index) => `<g fill="${fill}">${[0, 1, 2].map((dot) => `<circle cx="${x + 30 + index * 70 + dot * 20}" cy="${684 - (dot % 2) * 16}" r="16"/>`).join('')}</g>`).join('')}`
    return `${sky(m)}${row(m)}${paving(m)}${stall(40, '#c8503f')}${stall(380, '#3f7fa6')}${stall(720, '#5a9a54')}`
  },
  'bus-stop': (m) =>
    `${sky(m)}${tower(-30, 200, 300, '#66788e', m)}${tower(820, 220, 260, '#5c6c84', m)}${paving(m)}<g><rect x="220" y="420" width="560" height="26" rx="6" fill="#39424e"/><path d="M240 446 V830 M760 446 V830" stroke="#39424e" stroke-width="14"/><rect x="250" y="450" width="500" height="300" fill="#bcd6e6" opacity=".4"/><rect x="300" y="720" width="380" height="20" fill="#8a6238"/><path d="M330 740 V830 M650 740 V830" stroke="#39424e" stroke-width="10"/></g><g><path d="M880 830 V480" stroke="#39424e" stroke-width="12"/><circle cx="880" cy="460" r="46" fill="#2f6fc0"/><rect x="856" y="444" width="48" height="32" rx="6" fill="#fff"/></g>`,
  village: (m) =>
    `${sky(m)}${row(m)}${down('grass', ...groundOf(m))}<rect y="800" width="1024" height="224" fill="url(#grass)"/>${tree(80, 860, 0.8, leafOf(m))}${tree(960, 860, 0.9, leafOf(m))}`,
}
