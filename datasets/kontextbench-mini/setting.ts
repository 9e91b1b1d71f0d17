import { tone, type Part } from './part.ts'

export const placeNames = ['street', 'park', 'room', 'harbour', 'mountains', 'cafe'] as const
export type PlaceName = (typeof placeNames)[number]
type Season = 'summer' | 'autumn' | 'winter'
export type Light = 'day' | 'sunset' | 'night'

/** Colours a place is painted in; a style is another set of these. */
export interface Palette {
  wall: string
  wall2: string
  leaf: string
  ground: string
  accent: string
}

export interface Surroundings {
  place: PlaceName
  palette: Palette
  season: Season
  light: Light
  rain: boolean
}

const skies: Record<Light, [string, string]> = {
  day: ['#6db6ea', '#e9f6fd'],
  sunset: ['#6a5aa8', '#ffb877'],
  night: ['#0d1738', '#33427c'],
}

const leafOf = ({ season, palette }: Surroundings): string =>
  ({ summer: palette.leaf, autumn: '#d9822b', winter: '#eef3f7' })[season]
const groundOf = ({ season, palette }: Surroundings): string =>
  ({ summer: palette.ground, autumn: tone(palette.ground, -0.08), winter: '#eef2f6' })[season]

const sky = ({ light }: Surroundings): string => {
  const [top, low] = skies[light]
  const body =
    light === 'night'
      ? `<circle cx="820" cy="150" r="52" fill="#f7f2d6"/>${[
          [120, 90],
          [260, 180],
          [420, 70],
          [560, 160],
          [690, 60],
          [930, 260],
          [60, 250],
        ]
          .map(([x, y]) => `<circle cx="${x}" cy="${y}" r="4" fill="#fff"/>`)
          .join('')}`
      : light === 'sunset'
        ? '<circle cx="800" cy="330" r="84" fill="#ffdf9a"/>'
        : '<g fill="#fff" opacity=".85"><ellipse cx="210" cy="140" rx="100" ry="30"/><ellipse cx="270" cy="116" rx="70" ry="34"/><ellipse cx="770" cy="100" rx="110" ry="28"/><ellipse cx="720" cy="80" rx="64" ry="30"/></g>'
  return `<defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="${top}"/><stop offset="1" stop-color="${low}"/></linearGradient></defs><rect width="1024" height="1024" fill="url(#sky)"/>${body}`
}

const tree = (x: number, y: number, scale: number, leaf: string): string =>
  `<g transform="translate(${x} ${y}) scale(${scale})"><rect x="-13" y="-130" width="26" height="134" fill="#6b4a30"/><circle cx="-44" cy="-170" r="58" fill="${tone(leaf, -0.12)}"/><circle cx="46" cy="-176" r="62" fill="${tone(leaf, -0.06)}"/><circle cx="0" cy="-222" r="70" fill="${leaf}"/><circle cx="-20" cy="-240" r="24" fill="${tone(leaf, 0.2)}" opacity=".6"/></g>`

const windowPane = (x: number, y: number, lit: boolean): string =>
  `<rect x="${x}" y="${y}" width="74" height="98" rx="6" fill="#f4efe4"/><rect x="${x + 8}" y="${y + 8}" width="58" height="82" fill="${lit ? '#ffe29a' : '#9cc4dc'}"/><path d="M${x + 37} ${y + 8} v82 M${x + 8} ${y + 48} h58" stroke="#f4efe4" stroke-width="6"/>`

function street(of: Surroundings): string {
  const { palette, light } = of
  const lit = light === 'night'
  const house = (x: number, width: number, top: number, wall: string): string =>
    `<rect x="${x}" y="${top}" width="${width}" height="${800 - top}" fill="${wall}"/><path d="M${x - 14} ${top} L${x + width / 2} ${top - 96} L${x + width + 14} ${top}Z" fill="${of.season === 'winter' ? '#f3f6f9' : tone(wall, -0.4)}"/>`
  return `${sky(of)}${house(20, 300, 300, palette.wall)}${house(330, 370, 240, palette.wall2)}${house(710, 300, 330, palette.accent)}${windowPane(70, 350, lit)}${windowPane(200, 350, lit)}${windowPane(400, 290, lit)}${windowPane(560, 290, lit)}${windowPane(760, 400, lit)}${windowPane(880, 400, lit)}<rect y="790" width="1024" height="234" fill="${groundOf(of)}"/><path d="M0 800 H1024" stroke="${tone(groundOf(of), -0.25)}" stroke-width="14"/><path d="M40 930 H240 M330 930 H530 M620 930 H820" stroke="#fff" stroke-width="8" opacity=".45"/>`
}

function park(of: Surroundings): string {
  const leaf = leafOf(of)
  return `${sky(of)}<path d="M0 560 Q240 470 520 560 T1024 540 V1024 H0Z" fill="${tone(leaf, -0.2)}"/>${tree(120, 700, 1.1, leaf)}${tree(900, 720, 1.25, leaf)}${tree(520, 640, 0.75, tone(leaf, -0.1))}<path d="M0 700 Q300 640 1024 710 V1024 H0Z" fill="${groundOf(of)}"/><path d="M430 1024 Q520 820 470 690 L560 690 Q650 830 640 1024Z" fill="#d9c7a0" opacity=".9"/>`
}

function room(of: Surroundings): string {
  const { palette, light } = of
  return `<rect width="1024" height="1024" fill="${palette.wall}"/><path d="M0 0 H1024 V560 H0Z" fill="${tone(palette.wall, 0.12)}" opacity=".6"/><rect x="640" y="120" width="290" height="330" rx="10" fill="#fff"/><svg x="656" y="136" width="258" height="298" viewBox="0 0 1024 1024" preserveAspectRatio="xMidYMid slice">${sky(of)}<path d="M0 720 Q400 560 1024 700 V1024 H0Z" fill="${leafOf(of)}"/></svg><path d="M785 136 v298 M656 285 h258" stroke="#fff" stroke-width="12"/><path d="M600 96 h370 v24 h-370z" fill="${palette.accent}"/><rect y="770" width="1024" height="254" fill="#a9794f"/><path d="M0 830 H1024 M0 900 H1024 M0 970 H1024" stroke="#8a5f3b" stroke-width="5"/><ellipse cx="520" cy="920" rx="420" ry="76" fill="${palette.wall2}"/><ellipse cx="520" cy="920" rx="360" ry="58" fill="${tone(palette.wall2, 0.3)}"/>${light === 'night' ? '<circle cx="200" cy="140" r="120" fill="#ffe9ae" opacity=".35"/>' : ''}`
}

function harbour(of: Surroundings): string {
  const { palette } = of
  return `${sky(of)}<path d="M0 520 L150 400 L260 500 L420 360 L600 520 L760 430 L1024 540 V600 H0Z" fill="#7089a8"/><rect y="540" width="1024" height="300" fill="#2d86ad"/><g stroke="#8fd0e6" stroke-width="6" opacity=".7"><path d="M60 600 h120 M300 640 h160 M640 600 h130 M820 670 h140 M120 710 h150 M520 720 h170"/></g><rect x="60" y="380" width="170" height="180" fill="${palette.wall}"/><path d="M44 384 L145 300 L246 384Z" fill="${of.season === 'winter' ? '#f3f6f9' : palette.accent}"/><rect x="860" y="260" width="70" height="300" fill="#f3efe6"/><path d="M860 320 h70 v50 h-70z M860 420 h70 v50 h-70z" fill="${palette.accent}"/><path d="M850 260 h90 l-20 -40 h-50z" fill="#3b4250"/><rect y="800" width="1024" height="224" fill="${of.season === 'winter' ? '#e8edf1' : '#b08a5c'}"/><path d="M0 850 H1024 M0 910 H1024 M0 970 H1024" stroke="#8a6a45" stroke-width="6"/>`
}

function mountains(of: Surroundings): string {
  const leaf = leafOf(of)
  return `${sky(of)}<path d="M-40 640 L220 250 L430 560 L640 210 L1080 660Z" fill="#6f7f9c"/><path d="M220 250 L290 356 L240 340 L206 372 L164 334Z M640 210 L738 322 L676 306 L634 346 L580 300Z" fill="#f6f9fc"/><path d="M0 640 Q280 540 560 640 T1024 620 V1024 H0Z" fill="${tone(leaf, -0.25)}"/><ellipse cx="520" cy="730" rx="360" ry="56" fill="#4fa0c4"/>${tree(90, 720, 0.85, leaf)}${tree(200, 690, 0.6, leaf)}${tree(950, 720, 0.9, leaf)}<path d="M0 770 Q420 700 1024 780 V1024 H0Z" fill="${groundOf(of)}"/>`
}

function cafe(of: Surroundings): string {
  const { palette } = of
  const stripes = Array.from(
    { length: 12 },
    (_, index) => `<path d="M${60 + index * 76} 330 h38 l-6 96 h-38z" fill="${palette.accent}"/>`,
  ).join('')
  return `${sky(of)}<rect y="200" width="1024" height="600" fill="${palette.wall2}"/><path d="M48 330 H976 L964 426 H40Z" fill="#faf5ea"/>${stripes}<rect x="90" y="450" width="360" height="320" rx="8" fill="${of.light === 'night' ? '#ffdf9a' : '#8fb9cf'}"/><path d="M270 450 V770 M90 600 H450" stroke="#5b4634" stroke-width="12"/><rect x="560" y="450" width="190" height="350" rx="8" fill="${palette.wall}"/><circle cx="722" cy="640" r="11" fill="#f3dd9b"/><rect y="790" width="1024" height="234" fill="${groundOf(of)}"/><g fill="${leafOf(of)}"><circle cx="830" cy="760" r="52"/><circle cx="890" cy="740" r="60"/><circle cx="950" cy="764" r="50"/></g><rect x="800" y="780" width="190" height="56" rx="8" fill="#7a5236"/>`
}

const places: Record<PlaceName, (of: Surroundings) => string> = {
  street,
  park,
  room,
  harbour,
  mountains,
  cafe,
}

const weather = ({ season, rain, place }: Surroundings): string => {
  if (place === 'room') return ''
  const at = (index: number): [number, number] => [
    (index * 197) % 1024,
    (index * 331 + ((index * index * 17) % 211)) % 1024,
  ]
  const snow =
    season === 'winter'
      ? Array.from(
          { length: 110 },
          (_, index) =>
            `<circle cx="${at(index)[0]}" cy="${at(index)[1]}" r="${3 + (index % 4)}" fill="#fff"/>`,
        ).join('')
      : ''
  const drops = rain
    ? Array.from(
        { length: 120 },
        (_, index) =>
          `<path d="M${at(index)[0]} ${at(index)[1]} l-10 34" stroke="#dceaf5" stroke-width="3" opacity=".75"/>`,
      ).join('')
    : ''
  return (
    snow + (rain ? '<rect width="1024" height="1024" fill="#4a5a72" opacity=".3"/>' : '') + drops
  )
}

const shade: Record<Light, string> = {
  day: '',
  sunset: '<rect width="1024" height="1024" fill="#ff9a4a" opacity=".16"/>',
  night: '<rect width="1024" height="1024" fill="#0a1440" opacity=".46"/>',
}

/** What is behind the things of a scene. */
export const placePart = (of: Surroundings): Part => ({ id: 'place', svg: places[of.place](of) })

/** What lies over all: light and weather. */
export const airPart = (of: Surroundings): Part => ({
  id: 'air',
  svg: shade[of.light] + weather(of),
})
