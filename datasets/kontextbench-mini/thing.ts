import { shadow, tone } from './part.ts'

const thingNames = [
  'balloon',
  'umbrella',
  'car',
  'boat',
  'armchair',
  'cup',
  'mailbox',
  'kite',
  'vase',
  'suitcase',
  'lantern',
  'ball',
] as const
export type ThingName = (typeof thingNames)[number]

/** Chinese names, for the share of Chinese instructions. */
export const thingNamesZh: Record<ThingName, string> = {
  balloon: '气球',
  umbrella: '雨伞',
  car: '汽车',
  boat: '小船',
  armchair: '扶手椅',
  cup: '杯子',
  mailbox: '邮筒',
  kite: '风筝',
  vase: '花瓶',
  suitcase: '行李箱',
  lantern: '灯笼',
  ball: '球',
}

/** Each is drawn about (0, 0) on the ground, up to 260 units high; `hex` is its colour. */
const drawings: Record<ThingName, (hex: string) => string> = {
  balloon: (hex) =>
    `<path d="M0 -110 Q-14 -60 4 0" stroke="#5a5148" stroke-width="4" fill="none"/><path d="M0 -112 q-8 12 8 12z" fill="${hex}"/><ellipse cx="0" cy="-190" rx="68" ry="82" fill="${hex}"/><ellipse cx="-24" cy="-222" rx="16" ry="26" fill="${tone(hex, 0.55)}" opacity=".8"/>`,
  umbrella: (hex) =>
    `<path d="M0 -190 V-20 q0 22 -20 22 t-18 -16" stroke="#4a3a2c" stroke-width="8" fill="none"/><path d="M-124 -140 Q-104 -250 0 -252 Q104 -250 124 -140 q-20 -22 -42 0 q-20 -22 -42 0 q-20 -22 -40 0 q-20 -22 -42 0 q-20 -22 -40 0 q-20 -22 -42 0z" fill="${hex}"/><path d="M-40 -140 Q-30 -220 0 -252 Q30 -220 40 -140" fill="none" stroke="${tone(hex, -0.3)}" stroke-width="4"/>`,
  car: (hex) =>
    `<path d="M-170 -34 V-84 Q-168 -104 -130 -108 L-92 -158 Q-84 -168 -66 -168 H52 Q68 -168 80 -156 L124 -108 Q168 -102 170 -76 V-34Z" fill="${hex}"/><path d="M-78 -150 H-10 V-108 H-112Z M6 -150 H50 Q62 -150 70 -142 L98 -108 H6Z" fill="#cfe6f2"/><path d="M-170 -60 H170" stroke="${tone(hex, -0.3)}" stroke-width="6"/><circle cx="-98" cy="-34" r="38" fill="#22242a"/><circle cx="98" cy="-34" r="38" fill="#22242a"/><circle cx="-98" cy="-34" r="16" fill="#c9ced6"/><circle cx="98" cy="-34" r="16" fill="#c9ced6"/><rect x="152" y="-92" width="18" height="18" rx="6" fill="#ffe9a8"/>`,
  boat: (hex) =>
    `<path d="M-150 -60 H150 Q130 0 92 4 H-92 Q-130 0 -150 -60Z" fill="${hex}"/><path d="M-150 -60 H150 l-6 18 H-144z" fill="${tone(hex, 0.35)}"/><rect x="-6" y="-250" width="12" height="192" fill="#6b4a2e"/><path d="M12 -246 Q110 -160 116 -74 H12Z" fill="#f7f3e8"/><path d="M-12 -220 Q-76 -150 -84 -74 H-12Z" fill="#e9e2d0"/>`,
  armchair: (hex) =>
    `<rect x="-112" y="-214" width="224" height="150" rx="46" fill="${tone(hex, -0.12)}"/><rect x="-92" y="-112" width="184" height="64" rx="20" fill="${hex}"/><rect x="-132" y="-140" width="52" height="110" rx="24" fill="${tone(hex, 0.1)}"/><rect x="80" y="-140" width="52" height="110" rx="24" fill="${tone(hex, 0.1)}"/><rect x="-108" y="-54" width="216" height="34" fill="${tone(hex, -0.2)}"/><rect x="-104" y="-24" width="16" height="26" fill="#4a3322"/><rect x="88" y="-24" width="16" height="26" fill="#4a3322"/>`,
  cup: (hex) =>
    `<path d="M58 -118 q66 -6 58 42 q-8 44 -72 38" stroke="${hex}" stroke-width="18" fill="none"/><path d="M-78 -146 H78 L62 -14 Q56 0 40 0 H-40 Q-56 0 -62 -14Z" fill="${hex}"/><ellipse cx="0" cy="-146" rx="78" ry="18" fill="${tone(hex, -0.3)}"/><ellipse cx="0" cy="-142" rx="66" ry="13" fill="#4b2c1a"/><path d="M-56 -128 L-46 -24" stroke="${tone(hex, 0.5)}" stroke-width="10" stroke-linecap="round"/>`,
  mailbox: (hex) =>
    `<rect x="-12" y="-60" width="24" height="62" fill="#5b5f66"/><path d="M-74 -60 V-178 Q-74 -226 0 -226 Q74 -226 74 -178 V-60Z" fill="${hex}"/><rect x="-46" y="-172" width="92" height="14" rx="7" fill="#1d2026"/><rect x="-38" y="-138" width="76" height="46" rx="6" fill="${tone(hex, 0.65)}"/><rect x="-82" y="-70" width="164" height="16" rx="6" fill="${tone(hex, -0.3)}"/>`,
  kite: (hex) =>
    `<path d="M0 -60 Q36 -36 8 -4" stroke="#5a5148" stroke-width="4" fill="none"/><path d="M0 -256 L86 -164 L0 -56 L-86 -164Z" fill="${hex}"/><path d="M0 -256 L86 -164 H-86Z" fill="${tone(hex, 0.3)}"/><path d="M0 -256 V-56 M-86 -164 H86" stroke="${tone(hex, -0.45)}" stroke-width="4"/>`,
  vase: (hex) =>
    `<g stroke="#3b7a44" stroke-width="7" fill="none"><path d="M0 -130 Q-10 -190 -50 -214 M0 -130 V-232 M0 -130 Q10 -190 52 -210"/></g><g fill="#fff2c9"><circle cx="-52" cy="-218" r="24"/><circle cx="0" cy="-240" r="26"/><circle cx="54" cy="-214" r="24"/></g><g fill="#e2b13c"><circle cx="-52" cy="-218" r="9"/><circle cx="0" cy="-240" r="10"/><circle cx="54" cy="-214" r="9"/></g><path d="M-30 -140 H30 Q24 -112 56 -78 Q76 -30 36 0 H-36 Q-76 -30 -56 -78 Q-24 -112 -30 -140Z" fill="${hex}"/><path d="M-42 -76 Q-58 -40 -34 -14" stroke="${tone(hex, 0.5)}" stroke-width="9" fill="none" stroke-linecap="round"/>`,
  suitcase: (hex) =>
    `<path d="M-34 -150 V-186 Q-34 -198 -22 -198 H22 Q34 -198 34 -186 V-150" stroke="#3f3a35" stroke-width="12" fill="none"/><rect x="-104" y="-152" width="208" height="150" rx="20" fill="${hex}"/><rect x="-66" y="-152" width="18" height="150" fill="${tone(hex, -0.35)}"/><rect x="48" y="-152" width="18" height="150" fill="${tone(hex, -0.35)}"/><rect x="-20" y="-128" width="40" height="22" rx="6" fill="#e9d9a6"/>`,
  lantern: (hex) =>
    `<rect x="-5" y="-260" width="10" height="44" fill="#4a3a2c"/><rect x="-40" y="-222" width="80" height="18" rx="6" fill="#3a2c20"/><ellipse cx="0" cy="-140" rx="86" ry="70" fill="${hex}"/><ellipse cx="0" cy="-140" rx="46" ry="70" fill="${tone(hex, 0.22)}"/><ellipse cx="0" cy="-140" rx="14" ry="70" fill="${tone(hex, 0.4)}"/><rect x="-40" y="-78" width="80" height="16" rx="6" fill="#3a2c20"/><path d="M-14 -62 v52 M0 -62 v60 M14 -62 v52" stroke="${tone(hex, -0.2)}" stroke-width="6"/>`,
  ball: (hex) =>
    `<circle cx="0" cy="-84" r="84" fill="${hex}"/><path d="M-80 -104 Q0 -60 80 -104 M-76 -52 Q0 -96 76 -52" stroke="${tone(hex, 0.7)}" stroke-width="9" fill="none"/><ellipse cx="-30" cy="-122" rx="20" ry="14" fill="#fff" opacity=".5"/>`,
}

const flying: readonly ThingName[] = ['balloon', 'kite', 'lantern']

export function drawThing(
  name: ThingName,
  hex: string,
  x: number,
  y: number,
  scale: number,
): string {
  const ground = flying.includes(name) ? '' : shadow(x, y + 4, 110 * scale)
  return `${ground}<g transform="translate(${x} ${y}) scale(${scale})">${drawings[name](hex)}</g>`
}
