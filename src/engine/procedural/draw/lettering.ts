import { escapeXml } from '#image/svg.ts'
import { down } from './places/air.ts'

const wideScript = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u

/** Breaks a text into lines that fill a box best. */
function linesOf(text: string, aspect: number): string[] {
  const words = wideScript.test(text) && !text.includes(' ') ? Array.from(text) : text.split(/\s+/)
  const glue = wideScript.test(text) && !text.includes(' ') ? '' : ' '
  let best: { lines: string[]; size: number } = { lines: [text], size: 0 }
  for (let count = 1; count <= Math.min(4, words.length); count++) {
    const lines: string[] = []
    const target = text.length / count
    let line = ''
    for (const word of words) {
      if (line !== '' && lines.length < count - 1 && line.length + word.length / 2 > target) {
        lines.push(line)
        line = word
      } else line = line === '' ? word : line + glue + word
    }
    lines.push(line)
    const longest = Math.max(...lines.map(widthOf))
    const size = Math.min(aspect / longest, 1 / (lines.length * 1.3))
    if (size > best.size) best = { lines, size }
  }
  return best.lines
}

/** Width of a text in font sizes, a little on the safe side. */
const widthOf = (text: string): number =>
  Array.from(text).reduce(
    (sum, letter) =>
      sum +
      (wideScript.test(letter)
        ? 1.02
        : /[il.,:;'|! ]/.test(letter)
          ? 0.42
          : /[mwMW@]/.test(letter)
            ? 1.05
            : 0.76),
    0,
  )

interface Setting {
  x: number
  y: number
  width: number
  height: number
  fill: string
  family?: string
  extra?: string
}

/** A text as large as a box lets it be, in its middle. */
function setText(text: string, { x, y, width, height, fill, family, extra = '' }: Setting): string {
  const lines = linesOf(text, width / height)
  const longest = Math.max(...lines.map(widthOf))
  const size = Math.min(width / longest, height / (lines.length * 1.3), 260)
  const face = wideScript.test(text) ? 'Noto Sans SC' : (family ?? 'DejaVu Sans')
  const top = y + height / 2 - ((lines.length - 1) * size * 1.3) / 2 + size * 0.36
  return lines
    .map(
      (line, index) =>
        `<text x="${x + width / 2}" y="${(top + index * size * 1.3).toFixed(1)}" text-anchor="middle" font-family="${face}" font-weight="700" font-size="${size.toFixed(1)}" fill="${fill}"${extra}>${escapeXml(line)}</text>`,
    )
    .join('')
}

/** What a text may stand on. */
const carriers: readonly (readonly [RegExp, (text: string) => string])[] = [
  [
    /neon|霓虹/,
    (text) =>
      `${down('dusk', '#0d0f1e', '#1c1430')}<rect width="1024" height="1024" fill="url(#dusk)"/><g stroke="#2a2444" stroke-width="4">${Array.from({ length: 12 }, (_, row) => `<path d="M0 ${row * 88} H1024"/>`).join('')}</g><defs><filter id="glow" x="-20%" y="-40%" width="140%" height="180%"><feGaussianBlur stdDeviation="14"/></filter></defs>${setText(text, { x: 90, y: 330, width: 844, height: 360, fill: '#ff3fa4', extra: ' filter="url(#glow)" opacity="0.75"' })}${setText(text, { x: 90, y: 330, width: 844, height: 360, fill: '#ffd9ef' })}`,
  ],
  [
    /book|书/,
    (text) =>
      `${down('desk', '#b98a5c', '#7f5836')}<rect width="1024" height="1024" fill="url(#desk)"/><rect x="242" y="92" width="560" height="860" rx="8" fill="#000" opacity=".25"/>${down('cover', '#2f5d78', '#173447')}<rect x="226" y="76" width="560" height="860" rx="8" fill="url(#cover)"/><rect x="226" y="76" width="34" height="860" fill="#000" opacity=".22"/><rect x="290" y="120" width="460" height="772" fill="none" stroke="#e6cf9a" stroke-width="5"/>${setText(text, { x: 316, y: 190, width: 408, height: 380, fill: '#f6e7c0', family: 'DejaVu Serif' })}<path d="M400 700 Q520 620 640 700 Q520 780 400 700Z" fill="#e6cf9a" opacity=".8"/>`,
  ],
  [
    /road sign|street sign|highway|路牌/,
    (text) =>
      `${down('air', '#6db6ea', '#dff1fb')}<rect width="1024" height="1024" fill="url(#air)"/><path d="M0 780 Q300 700 1024 790 V1024 H0Z" fill="#6a9a54"/><path d="M420 1024 L500 760 H560 L760 1024Z" fill="#5a5e66"/><path d="M240 480 V900 M784 480 V900" stroke="#8a9098" stroke-width="26"/><rect x="82" y="250" width="860" height="330" rx="26" fill="#1f5fa8"/><rect x="98" y="266" width="828" height="298" rx="18" fill="none" stroke="#fff" stroke-width="10"/>${setText(text, { x: 130, y: 290, width: 764, height: 250, fill: '#ffffff' })}`,
  ],
  [
    /cup|mug|杯/,
    (text) =>
      `${down('wall', '#efe6d8', '#d8c8b0')}<rect width="1024" height="720" fill="url(#wall)"/>${down('top', '#b98a5c', '#7f5836')}<rect y="700" width="1024" height="324" fill="url(#top)"/><ellipse cx="480" cy="890" rx="330" ry="40" fill="#000" opacity=".22"/><path d="M740 360 Q930 350 900 520 Q870 660 700 640" stroke="#d9d4ca" stroke-width="52" fill="none"/>${down('china', '#ffffff', '#dcd8d0')}<path d="M190 270 H780 L730 830 Q720 890 660 890 H310 Q250 890 240 830Z" fill="url(#china)"/><ellipse cx="485" cy="272" rx="296" ry="56" fill="#f7f5f0"/><ellipse cx="485" cy="280" rx="262" ry="42" fill="#4b2c1a"/>${setText(text, { x: 270, y: 450, width: 440, height: 260, fill: '#2b3a4a' })}`,
  ],
  [
    /label|bottle|jar|标签/,
    (text) =>
      `${down('wall', '#f3ead8', '#dccbaa')}<rect width="1024" height="1024" fill="url(#wall)"/><ellipse cx="512" cy="950" rx="330" ry="34" fill="#000" opacity=".2"/>${down('honey', '#e8a63a', '#a8641a')}<rect x="222" y="150" width="580" height="800" rx="80" fill="url(#honey)"/><rect x="250" y="80" width="524" height="110" rx="20" fill="#6b4a30"/><rect x="222" y="360" width="580" height="400" fill="#fbf5e6"/><rect x="240" y="378" width="544" height="364" fill="none" stroke="#a8641a" stroke-width="5"/>${setText(text, { x: 262, y: 410, width: 500, height: 300, fill: '#5a3414', family: 'DejaVu Serif' })}`,
  ],
  [
    /card|invitation|贺卡|卡片/,
    (text) =>
      `${down('desk', '#e9d9cf', '#cbb3a6')}<rect width="1024" height="1024" fill="url(#desk)"/><rect x="112" y="202" width="812" height="640" rx="18" fill="#000" opacity=".18"/><rect x="100" y="190" width="812" height="640" rx="18" fill="#fffaf4"/><g>${['#e5484d', '#f2b030', '#3c9be0', '#4fb45a', '#b05ad0'].map((fill, index) => `<path d="M${190 + index * 160} 340 q-8 60 10 120" stroke="#8a8078" stroke-width="3" fill="none"/><ellipse cx="${190 + index * 160}" cy="${290 + (index % 2) * 20}" rx="40" ry="50" fill="${fill}"/>`).join('')}</g>${setText(text, { x: 150, y: 480, width: 712, height: 270, fill: '#b8324a', family: 'DejaVu Serif' })}`,
  ],
  [
    /poster|海报|flyer|banner/,
    (text) =>
      `${down('ink', '#1f2d5a', '#7a2a5e')}<rect width="1024" height="1024" fill="url(#ink)"/><circle cx="512" cy="700" r="300" fill="#f2a63a"/><circle cx="512" cy="700" r="220" fill="#f7c86a"/><path d="M0 820 Q260 720 520 820 T1024 800 V1024 H0Z" fill="#16203f"/>${setText(text, { x: 70, y: 70, width: 884, height: 330, fill: '#fff6e0' })}<rect x="40" y="40" width="944" height="944" fill="none" stroke="#f7c86a" stroke-width="8"/>`,
  ],
  [
    /wall|graffiti|chalk|黑板/,
    (text) =>
      `<rect width="1024" height="1024" fill="#6b4a30"/><rect x="50" y="60" width="924" height="860" fill="#24362f"/>${setText(text, { x: 120, y: 280, width: 784, height: 400, fill: '#f2f4ec' })}`,
  ],
]

/** A board before a house front: what shop signs and all other texts stand on. */
const board = (text: string): string =>
  `${down('front', '#d8b48a', '#a87c54')}<rect width="1024" height="1024" fill="url(#front)"/><g stroke="#8a6442" stroke-width="4" opacity=".5">${Array.from({ length: 13 }, (_, row) => `<path d="M0 ${row * 82} H1024"/>`).join('')}</g><path d="M260 120 V330 M764 120 V330" stroke="#3a2e24" stroke-width="14"/><rect x="72" y="322" width="896" height="400" rx="26" fill="#000" opacity=".25"/>${down('panel', '#fffaf0', '#efe2c6')}<rect x="60" y="306" width="904" height="400" rx="26" fill="url(#panel)"/><rect x="82" y="328" width="860" height="356" rx="16" fill="none" stroke="#2f4a3e" stroke-width="9"/>${setText(text, { x: 116, y: 356, width: 792, height: 300, fill: '#1f2a26' })}`

/** A whole picture whose matter is a text. */
export function drawLettering(text: string, words: string): string {
  const carrier = carriers.find(([pattern]) => pattern.test(words))?.[1] ?? board
  return carrier(text)
}

/** A plate with a text low in a picture that shows other things too. */
export const captionPlate = (text: string): string =>
  `<rect x="52" y="770" width="920" height="190" rx="24" fill="#ffffff" stroke="#20242c" stroke-width="8"/>${setText(text, { x: 84, y: 786, width: 856, height: 158, fill: '#16181d' })}`
