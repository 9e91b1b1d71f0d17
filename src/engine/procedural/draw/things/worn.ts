import { stroke, type Drawing } from '../drawing.ts'

/** What is put on heads, eyes and necks. */
export const worn: Readonly<Record<string, Drawing>> = {
  hat: {
    wide: 240,
    tall: 130,
    stands: 'head',
    share: 0.14,
    colour: [74, 52, 40],
    draw: ({ deep, dark, pale }) =>
      `<ellipse cx="120" cy="106" rx="118" ry="22" fill="${deep}"/><ellipse cx="120" cy="101" rx="116" ry="20" fill="url(#body)"/><path d="M62 100 Q58 24 92 18 Q120 8 148 18 Q182 24 178 100 Q120 118 62 100Z" fill="url(#body)"/><path d="M61 84 Q120 104 179 84 L179 102 Q120 120 61 102Z" fill="${pale}" opacity=".55"/><path d="M92 20 Q120 44 148 20" ${stroke(dark, 4)}/>`,
  },
  'party-hat': {
    wide: 120,
    tall: 170,
    stands: 'head',
    share: 0.14,
    colour: 'pink',
    draw: ({ pale }) =>
      `<path d="M60 18 L112 158 Q60 178 8 158Z" fill="url(#body)"/><g fill="#ffe066"><circle cx="46" cy="82" r="8"/><circle cx="74" cy="108" r="8"/><circle cx="40" cy="138" r="8"/><circle cx="84" cy="146" r="7"/></g><g fill="#5ad0f0"><circle cx="62" cy="56" r="6"/><circle cx="60" cy="132" r="6"/></g><g fill="${pale}"><circle cx="60" cy="16" r="15"/><circle cx="50" cy="11" r="7"/><circle cx="70" cy="11" r="7"/></g>`,
  },
  crown: {
    wide: 200,
    tall: 120,
    stands: 'head',
    share: 0.1,
    colour: [240, 190, 40],
    draw: ({ dark, pale }) =>
      `<path d="M10 30 L50 74 L100 8 L150 74 L190 30 L176 112 Q100 126 24 112Z" fill="url(#body)"/><path d="M24 96 Q100 112 176 96 L174 114 Q100 128 26 114Z" fill="${dark}"/><circle cx="100" cy="104" r="8" fill="#d62840"/><circle cx="60" cy="101" r="6" fill="#2f7fe0"/><circle cx="140" cy="101" r="6" fill="#2f7fe0"/><g fill="${pale}"><circle cx="10" cy="28" r="8"/><circle cx="100" cy="8" r="8"/><circle cx="190" cy="28" r="8"/></g>`,
  },
  sunglasses: {
    wide: 220,
    tall: 76,
    stands: 'eyes',
    share: 0.06,
    colour: [20, 22, 28],
    draw: ({ base, light }) =>
      `<path d="M6 10 H98 Q102 66 54 70 Q8 68 6 10Z M122 10 H214 Q212 68 166 70 Q118 66 122 10Z" fill="${base}"/><path d="M96 14 Q110 6 124 14 V24 Q110 16 96 24Z" fill="${base}"/><path d="M18 18 H52 L24 50 Q18 36 18 18Z M134 18 H168 L140 50 Q134 36 134 18Z" fill="${light}" opacity=".55"/><path d="M0 6 H100 V16 H0Z M120 6 H220 V16 H120Z" fill="${base}"/>`,
  },
  glasses: {
    wide: 220,
    tall: 80,
    stands: 'eyes',
    share: 0.06,
    colour: [40, 32, 28],
    draw: ({ base }) =>
      `<g ${stroke(base, 9)}><rect x="10" y="10" width="84" height="60" rx="26" fill="#ffffff" fill-opacity=".12"/><rect x="126" y="10" width="84" height="60" rx="26" fill="#ffffff" fill-opacity=".12"/><path d="M94 32 Q110 20 126 32 M10 30 L0 24 M210 30 L220 24"/></g>`,
  },
  scarf: {
    wide: 200,
    tall: 150,
    stands: 'neck',
    share: 0.16,
    colour: 'red',
    draw: ({ dark, light }) =>
      `<path d="M118 50 L172 44 L164 148 L112 146Z" fill="${dark}"/><path d="M14 20 Q100 66 186 20 Q200 52 184 64 Q100 106 16 64 Q0 52 14 20Z" fill="url(#body)"/><path d="M20 40 Q100 84 180 40" ${stroke(light, 5)}/><path d="M118 132 v14 M132 134 v14 M146 134 v14" ${stroke(light, 4)}/>`,
  },
  collar: {
    wide: 220,
    tall: 80,
    stands: 'neck',
    share: 0.1,
    colour: 'red',
    draw: ({ pale }) =>
      `<path d="M4 6 Q110 74 216 6 L214 34 Q110 104 6 34Z" fill="url(#body)"/><path d="M8 14 Q110 80 212 14" ${stroke(pale, 3)} opacity=".6"/><circle cx="110" cy="66" r="13" fill="#f2c230" stroke="#a87810" stroke-width="3"/>`,
  },
  tie: {
    wide: 70,
    tall: 190,
    stands: 'neck',
    share: 0.2,
    colour: 'blue',
    draw: ({ dark, light }) =>
      `<path d="M18 4 H52 L46 34 L66 150 L35 188 L4 150 L24 34Z" fill="url(#body)"/><path d="M18 4 H52 L46 34 H24Z" fill="${dark}"/><path d="M16 70 L52 96 M12 106 L58 136 M12 142 L44 166" ${stroke(light, 7)} opacity=".7"/>`,
  },
  moustache: {
    wide: 180,
    tall: 60,
    stands: 'lip',
    share: 0.035,
    colour: [52, 36, 26],
    draw: () =>
      `<path d="M90 20 Q66 2 40 18 Q20 30 2 22 Q14 56 50 50 Q78 46 90 32 Q102 46 130 50 Q166 56 178 22 Q160 30 140 18 Q114 2 90 20Z" fill="url(#down)"/>`,
  },
}
