import { grain } from '../../raster/grain.ts'
import { down, leafOf, sky, type Moment } from './air.ts'

const windowAt = (x: number, y: number, w: number, h: number, m: Moment): string =>
  `<rect x="${x - 12}" y="${y - 12}" width="${w + 24}" height="${h + 24}" rx="6" fill="#fbf8f0"/><svg x="${x}" y="${y}" width="${w}" height="${h}" viewBox="0 200 1024 824" preserveAspectRatio="xMidYMid slice">${sky(m)}<path d="M0 760 Q400 600 1024 740 V1024 H0Z" fill="${leafOf(m)[1]}"/></svg><path d="M${x + w / 2} ${y} v${h} M${x} ${y + h / 2} h${w}" stroke="#fbf8f0" stroke-width="10"/>`

const boards = (y: number, light: string, dark: string): string =>
  `${down('boards', light, dark)}<rect y="${y}" width="1024" height="${1024 - y}" fill="url(#boards)"/><path d="M0 ${y + 50} H1024 M0 ${y + 116} H1024 M0 ${y + 196} H1024 M160 ${y} L40 1024 M420 ${y} L390 1024 M640 ${y} L680 1024 M880 ${y} L1000 1024" stroke="#000" stroke-width="4" opacity=".14"/>`

const wall = (light: string, dark: string, until = 760): string =>
  `${down('wall', light, dark)}<rect width="1024" height="${until}" fill="url(#wall)"/><rect y="${until - 22}" width="1024" height="22" fill="#fff" opacity=".45"/>`

const picture = (x: number, y: number, w: number, h: number): string =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="#6b4a30"/><rect x="${x + 12}" y="${y + 12}" width="${w - 24}" height="${h - 24}" fill="#dce8ea"/><path d="M${x + 12} ${y + h - 12} L${x + w * 0.4} ${y + h * 0.4} L${x + w * 0.62} ${y + h * 0.62} L${x + w * 0.76} ${y + h * 0.5} L${x + w - 12} ${y + h - 12}Z" fill="#7f9a86"/>`

const lampAt = (x: number, y: number): string =>
  `<circle cx="${x}" cy="${y}" r="170" fill="#fff0c0" opacity=".35"/><path d="M${x} ${y + 20} V${y + 330}" stroke="#4a4038" stroke-width="9"/><path d="M${x - 60} ${y + 44} L${x - 34} ${y - 54} H${x + 34} L${x + 60} ${y + 44}Z" fill="#f7e3b0"/><ellipse cx="${x}" cy="${y + 334}" rx="54" ry="11" fill="#4a4038"/>`

function shelves(m: Moment): string {
  const random = grain(m.seed + 95)
  const colours = ['#a8443a', '#3f6f96', '#5a8a54', '#c99a3f', '#6a4a7a', '#d9cfb8', '#7a5a3a']
  return Array.from({ length: 4 }, (_, shelf) => {
    const y = 60 + shelf * 170
    let x = 20
    let books = ''
    while (x < 990) {
      const [w, h] = [18 + random() * 26, 96 + random() * 44]
      books += `<rect x="${x.toFixed(0)}" y="${(y + 146 - h).toFixed(0)}" width="${w.toFixed(0)}" height="${h.toFixed(0)}" fill="${colours[Math.floor(random() * 7)]}"/>`
      x += w + 2
    }
    return `${books}<rect x="0" y="${y + 146}" width="1024" height="16" fill="#5a3d26"/>`
  }).join('')
}

const surface = (light: string, dark: string, y = 620): string =>
  `${down('top', light, dark)}<rect y="${y}" width="1024" height="${1024 - y}" fill="url(#top)"/><rect y="${y}" width="1024" height="10" fill="#fff" opacity=".35"/>`

function veins(m: Moment): string {
  const random = grain(m.seed + 96)
  return Array.from({ length: 26 }, () => {
    const [x, y] = [random() * 1024, 600 + random() * 420]
    const [dx, dy] = [120 + random() * 240, (random() - 0.5) * 180]
    return `<path d="M${x.toFixed(0)} ${y.toFixed(0)} q${(dx * 0.3).toFixed(0)} ${(dy * 0.9).toFixed(0)} ${(dx * 0.55).toFixed(0)} ${(dy * 0.4).toFixed(0)} t${(dx * 0.45).toFixed(0)} ${(dy * 0.6).toFixed(0)}" stroke="#8f98a4" stroke-width="${(1 + random() * 4).toFixed(1)}" fill="none" opacity="${(0.16 + random() * 0.3).toFixed(2)}"/>`
  }).join('')
}

/** Rooms, stages and table tops. */
export const inside: Readonly<Record<string, (moment: Moment) => string>> = {
  room: (m) =>
    `${wall('#ecd9b8', '#d8bd92')}${windowAt(640, 110, 270, 320, m)}${picture(120, 140, 220, 170)}${lampAt(480, 330)}${boards(760, '#b98a5c', '#8a6040')}<ellipse cx="512" cy="920" rx="430" ry="80" fill="#c9d6d2"/><ellipse cx="512" cy="920" rx="370" ry="60" fill="#e6ece6"/>`,
  sofa: () =>
    `${wall('#dfe3dc', '#c2c8be')}${picture(400, 90, 230, 170)}${lampAt(900, 300)}${boards(800, '#b98a5c', '#8a6040')}<g><rect x="90" y="400" width="844" height="330" rx="70" fill="#5f7896"/><rect x="130" y="420" width="370" height="260" rx="44" fill="#7089a8"/><rect x="524" y="420" width="370" height="260" rx="44" fill="#7089a8"/><rect x="40" y="520" width="150" height="330" rx="60" fill="#67809e"/><rect x="834" y="520" width="150" height="330" rx="60" fill="#67809e"/><rect x="130" y="660" width="764" height="130" rx="40" fill="#8099b6"/><rect x="80" y="760" width="864" height="100" rx="20" fill="#566e8c"/><path d="M512 672 V784" stroke="#5f7896" stroke-width="6"/></g>`,
  bedroom: (m) =>
    `${wall('#d9dce8', '#b9c0d2')}${windowAt(90, 110, 230, 280, m)}${boards(820, '#b98a5c', '#8a6040')}<g><rect x="300" y="380" width="660" height="240" rx="24" fill="#7a5a3e"/><rect x="320" y="560" width="640" height="330" rx="30" fill="#f4f1ea"/><rect x="370" y="500" width="230" height="120" rx="44" fill="#ffffff"/><rect x="660" y="500" width="230" height="120" rx="44" fill="#ffffff"/><path d="M320 680 Q640 640 960 680 V890 H320Z" fill="#7f9ac0"/></g>`,
  kitchen: (m) =>
    `${wall('#e8efe6', '#cfdccb', 700)}<g stroke="#fff" stroke-width="4" opacity=".7">${Array.from({ length: 14 }, (_, index) => `<path d="M${index * 78} 320 V560"/>`).join('')}<path d="M0 320 H1024 M0 400 H1024 M0 480 H1024 M0 560 H1024"/></g>${windowAt(380, 70, 260, 210, m)}<rect x="0" y="60" width="300" height="210" fill="#7f9a8a"/><rect x="724" y="60" width="300" height="210" fill="#7f9a8a"/><path d="M150 60 V270 M874 60 V270" stroke="#6a8575" stroke-width="6"/>${surface('#d9b88a', '#a87c4e', 640)}`,
  office: (m) =>
    `${wall('#e4e9ee', '#c6d0da')}${windowAt(70, 120, 380, 260, m)}<rect x="620" y="130" width="300" height="200" fill="#f8fafc"/><path d="M650 290 L720 230 L780 260 L880 170" stroke="#2f7fd0" stroke-width="8" fill="none"/>${boards(800, '#b9bec6', '#8f96a0')}<rect x="80" y="600" width="864" height="30" fill="#a9794f"/><path d="M120 630 V860 M904 630 V860" stroke="#5a4a3c" stroke-width="20"/><rect x="330" y="440" width="260" height="150" rx="8" fill="#22262e"/><rect x="344" y="452" width="232" height="120" fill="#5fa0d8"/><rect x="440" y="590" width="40" height="14" fill="#22262e"/>`,
  library: (m) =>
    `<rect width="1024" height="780" fill="#4a3322"/>${shelves(m)}${boards(770, '#8a5f3b', '#5a3c24')}`,
  garage: () =>
    `${wall('#b9b4ac', '#8f8a84', 780)}<g stroke="#6f6a64" stroke-width="5">${Array.from({ length: 8 }, (_, index) => `<path d="M420 ${110 + index * 76} H960"/>`).join('')}</g><rect x="60" y="180" width="290" height="16" fill="#6b4a30"/><rect x="60" y="330" width="290" height="16" fill="#6b4a30"/><g fill="#c0392b"><rect x="84" y="120" width="60" height="60"/></g><g fill="#3f6f96"><rect x="170" y="106" width="46" height="74"/><rect x="110" y="262" width="80" height="68"/></g><g fill="#d9a040"><rect x="240" y="130" width="70" height="50"/><rect x="230" y="280" width="60" height="50"/></g>${boards(780, '#a29c94', '#76716a')}`,
  stage: () =>
    `<rect width="1024" height="1024" fill="#1a1020"/>${Array.from({ length: 16 }, (_, index) => `<rect x="${index * 64}" width="64" height="800" fill="${index % 2 ? '#7a1626' : '#98202f'}"/><rect x="${index * 64}" width="16" height="800" fill="#5a0e1a" opacity=".6"/>`).join('')}<path d="M0 0 H1024 V90 Q960 150 896 90 Q832 150 768 90 Q704 150 640 90 Q576 150 512 90 Q448 150 384 90 Q320 150 256 90 Q192 150 128 90 Q64 150 0 90Z" fill="#6a1220"/><defs><linearGradient id="beam" x2="0" y2="1"><stop stop-color="#fff6d8" stop-opacity=".55"/><stop offset="1" stop-color="#fff6d8" stop-opacity=".06"/></linearGradient></defs><path d="M180 0 H260 L640 860 H300Z" fill="url(#beam)"/><path d="M844 0 H764 L384 860 H724Z" fill="url(#beam)"/>${boards(780, '#a8763f', '#5a3a1e')}<ellipse cx="512" cy="890" rx="340" ry="76" fill="#fff2c8" opacity=".4"/>`,
  table: () =>
    `${wall('#cfd6d2', '#b2bcb6', 640)}${surface('#b98a5c', '#7f5836')}<path d="M0 700 H1024 M0 800 H1024 M0 920 H1024" stroke="#6b4828" stroke-width="4" opacity=".4"/>`,
  wood: () =>
    `${wall('#ded3c2', '#c2b49e', 560)}${surface('#c08a56', '#7f5230', 560)}<g stroke="#6b4423" fill="none" opacity=".35">${Array.from({ length: 20 }, (_, index) => `<path d="M0 ${580 + index * 24} q256 ${(index % 3) * 8 - 8} 512 0 t512 ${(index % 2) * 6}" stroke-width="${1 + (index % 3)}"/>`).join('')}</g>`,
  marble: (m) =>
    `${wall('#dfe4e8', '#c2c9d0', 580)}${surface('#fbfbfa', '#d9dde2', 580)}${veins(m)}`,
  studio: () =>
    `<defs><radialGradient id="soft" cy=".42" r=".85"><stop stop-color="#ffffff"/><stop offset=".6" stop-color="#f4f5f6"/><stop offset="1" stop-color="#dfe2e6"/></radialGradient></defs><rect width="1024" height="1024" fill="url(#soft)"/>`,
}
