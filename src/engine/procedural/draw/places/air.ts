import { grain } from '../../raster/grain.ts'

/** When a scene is. */
export interface Moment {
  time: 'day' | 'sunset' | 'night'
  season: 'summer' | 'autumn' | 'winter'
  seed: number
}

const skies: Readonly<Record<Moment['time'], readonly [string, string, string]>> = {
  day: ['#4f9be0', '#8fc4ee', '#e3f2fb'],
  sunset: ['#5a5296', '#d27a86', '#ffca8a'],
  night: ['#0a1130', '#1a2755', '#3a4678'],
}

const stars = (seed: number): string => {
  const random = grain(seed + 71)
  return Array.from({ length: 90 }, () => {
    const [x, y, r, o] = [
      random() * 1024,
      random() ** 1.3 * 560,
      0.8 + random() * 1.8,
      0.4 + random() * 0.6,
    ]
    return `<circle cx="${x.toFixed(0)}" cy="${y.toFixed(0)}" r="${r.toFixed(1)}" fill="#fff" opacity="${o.toFixed(2)}"/>`
  }).join('')
}

const cloud = (x: number, y: number, scale: number, fill: string): string =>
  `<g transform="translate(${x} ${y}) scale(${scale})" fill="${fill}"><ellipse cx="0" cy="0" rx="96" ry="22" opacity=".75"/><ellipse cx="-36" cy="-16" rx="44" ry="26" opacity=".8"/><ellipse cx="18" cy="-26" rx="54" ry="34" opacity=".85"/><ellipse cx="58" cy="-8" rx="44" ry="22" opacity=".75"/></g>`

/** A sky down to the whole canvas, with its light and clouds; places lay their land over it. */
export function sky({ time, seed }: Moment): string {
  const [top, middle, low] = skies[time]
  const random = grain(seed + 70)
  const gradient = `<defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="${top}"/><stop offset=".34" stop-color="${middle}"/><stop offset=".62" stop-color="${low}"/></linearGradient><radialGradient id="shine"><stop stop-color="#fffbe6" stop-opacity=".95"/><stop offset=".22" stop-color="#ffe9b0" stop-opacity=".75"/><stop offset="1" stop-color="#ffd890" stop-opacity="0"/></radialGradient></defs><rect width="1024" height="1024" fill="url(#sky)"/>`
  if (time === 'night')
    return `${gradient}${stars(seed)}<circle cx="806" cy="170" r="150" fill="url(#shine)" opacity=".35"/><circle cx="806" cy="170" r="54" fill="#f6f1d8"/><circle cx="790" cy="156" r="11" fill="#d9d2b4" opacity=".7"/><circle cx="824" cy="186" r="15" fill="#d9d2b4" opacity=".6"/>`
  const tint = time === 'sunset' ? '#ffd9c2' : '#ffffff'
  const clouds = Array.from({ length: 4 }, (_, index) =>
    cloud(110 + index * 260 + random() * 90, 90 + random() * 190, 0.6 + random() * 0.8, tint),
  ).join('')
  const sun =
    time === 'sunset'
      ? '<circle cx="700" cy="500" r="330" fill="url(#shine)"/><circle cx="700" cy="500" r="64" fill="#fff2c4"/>'
      : '<circle cx="840" cy="120" r="230" fill="url(#shine)" opacity=".8"/>'
  return `${gradient}${sun}<g opacity="${time === 'sunset' ? 0.5 : 0.9}">${clouds}</g>`
}

/** Leaves of the season. */
export const leafOf = ({ season }: Moment): readonly [string, string, string] =>
  season === 'autumn'
    ? ['#e08a2e', '#c4662a', '#9c4a24']
    : season === 'winter'
      ? ['#eef3f8', '#d6e0ea', '#b4c4d2']
      : ['#7db356', '#568f45', '#3a6e3a']

export const groundOf = ({ season }: Moment): readonly [string, string] =>
  season === 'winter'
    ? ['#f4f8fc', '#d3dfea']
    : season === 'autumn'
      ? ['#b9a55a', '#8a7438']
      : ['#8fbf5c', '#568a42']

/** Vertical gradient as paint `url(#id)`. */
export const down = (id: string, top: string, low: string): string =>
  `<defs><linearGradient id="${id}" x2="0" y2="1"><stop stop-color="${top}"/><stop offset="1" stop-color="${low}"/></linearGradient></defs>`

export function tree(
  x: number,
  y: number,
  scale: number,
  [light, middle, dark]: readonly [string, string, string],
): string {
  return `<g transform="translate(${x} ${y}) scale(${scale})"><path d="M-14 4 Q-8 -80 -12 -140 H12 Q8 -80 16 4Z" fill="#5f442d"/><circle cx="-48" cy="-168" r="60" fill="${dark}"/><circle cx="50" cy="-172" r="62" fill="${dark}"/><circle cx="-30" cy="-206" r="58" fill="${middle}"/><circle cx="34" cy="-214" r="60" fill="${middle}"/><circle cx="0" cy="-240" r="60" fill="${light}"/><circle cx="-22" cy="-250" r="26" fill="#fff" opacity=".14"/></g>`
}

export const pine = (
  x: number,
  y: number,
  scale: number,
  [, middle, dark]: readonly [string, string, string],
): string =>
  `<g transform="translate(${x} ${y}) scale(${scale})"><rect x="-9" y="-40" width="18" height="44" fill="#4d3826"/><path d="M0 -290 L58 -180 H-58Z M0 -230 L76 -108 H-76Z M0 -160 L92 -30 H-92Z" fill="${dark}"/><path d="M0 -290 L0 -30 H-92 L-40 -108 H-76 L-28 -180 H-58Z" fill="${middle}" opacity=".6"/></g>`

/** Darkness or glow over a finished place. */
export const mood = ({ time }: Moment): string =>
  time === 'night'
    ? '<rect width="1024" height="1024" fill="#0a1440" opacity=".42"/>'
    : time === 'sunset'
      ? '<rect width="1024" height="1024" fill="#ff9a4a" opacity=".14"/>'
      : ''
